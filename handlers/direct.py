"""What somebody writes to the bot in private: the answer to a question that waits, or a wish to know more."""

from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.deps import Deps
from bot.services import people, requests
from handlers.payloads import Actor, actor, delivery
from messages import help as explained
from messages import requests as said


def register(app: AsyncApp, deps: Deps) -> None:
    """Listen to direct messages; edits, deletions and what bots write are left alone."""

    @app.event({"type": "message", "subtype": None})
    async def written(body: dict[str, Any]) -> None:
        event, who = body["event"], actor(body)
        written = event.get("text", "").strip()
        if event.get("channel_type") != "im" or event.get("bot_id") or not written:
            return
        text = await deps.read(people.readable, who.team_id, written)
        answered = await deps.once(delivery(body), requests.answer_in_words, who.team_id, who.user_id, text)
        deps.answer(_reply(who, answered=answered))

    @app.event("message")
    async def other() -> None:
        """Acknowledge changes of messages, which need nothing."""

    async def _reply(who: Actor, *, answered: bool) -> None:
        message = said.noted(deps.words) if answered else explained.help_text(deps.words)
        await deps.slack.whisper(who.channel, who.user_id, message)
