"""What somebody writes to the bot in private: an answer, a word about a request, or a wish to know more."""

from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.deps import Deps
from bot.services import people, requests_direct
from bot.services.requests_direct import Heard
from handlers import meetings_sources, polls_life
from handlers.payloads import Actor, actor, delivery
from messages import help as explained
from messages import requests, requests_questions


def register(app: AsyncApp, deps: Deps) -> None:
    """Listen to direct messages, leaving alone what bots write, and to what is edited or deleted in channels."""

    @app.event({"type": "message", "subtype": None})
    async def written(body: dict[str, Any]) -> None:
        event, who = body["event"], actor(body)
        written = event.get("text", "").strip()
        if event.get("channel_type") != "im" or event.get("bot_id") or not written:
            return
        text = await deps.read(people.readable, who.team_id, written)
        place = (who.channel, event.get("thread_ts"))
        heard = await deps.once(
            delivery(body), requests_direct.hear, who.team_id, who.user_id, text, place, deps.flow
        )  # fmt: skip
        deps.answer(_reply(who, heard, event.get("thread_ts")))

    @app.event("message")
    async def other(body: dict[str, Any]) -> None:
        """Let drafts follow the messages that they came of, and polls end with theirs; other changes need nothing."""
        await polls_life.hear(deps, body)
        await meetings_sources.hear(deps, body)

    async def _reply(who: Actor, heard: Heard, thread_ts: str | None) -> None:
        if heard.answered:
            message = requests_questions.noted(deps.words, heard.answered)
        elif heard.several:
            message = requests_questions.which(deps.words, heard.several)
        elif heard.remarked:
            message = requests.remark_noted(deps.words)
        else:
            message = explained.help_text(deps.words)
        await deps.slack.whisper(who.channel, who.user_id, message, thread_ts)
