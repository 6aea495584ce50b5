"""`@Touchpoint …` in a channel: a training request, meeting notes, or somebody who wonders what this is."""

from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.deps import Deps
from bot.domain.markup import unescape
from bot.domain.meetings_sources import without_mention
from bot.domain.mentions import Wish, wish
from bot.domain.requests import Source
from bot.services import people, requests
from handlers import meetings
from handlers.payloads import Actor, actor, delivery
from messages import help as explained


def register(app: AsyncApp, deps: Deps) -> None:
    """Listen to mentions."""

    @app.event("app_mention")
    async def mentioned(body: dict[str, Any]) -> None:
        who, event = actor(body), body["event"]
        written = without_mention(event.get("text", ""))
        place = Source(who.channel, f"{who.channel}:{event['ts']}")
        match await _wish(deps, who, event, unescape(written)):
            case Wish.REQUEST:
                problem = await deps.read(people.readable, who.team_id, written)
                await deps.once(delivery(body), requests.capture, who.team_id, who.user_id, problem, place)
            case Wish.NOTES:
                await meetings.receive(deps, body, unescape(written))
            case Wish.HELP:
                deps.answer(deps.slack.whisper(who.channel, who.user_id, explained.help_text(deps.words)))


async def _wish(deps: Deps, who: Actor, event: dict[str, Any], written: str) -> Wish:
    """Take a partner's mention without a word for notes where there is a file with it, or a thread above it."""
    if not written and (event.get("files") or event.get("thread_ts")):
        is_partner = await deps.read(people.is_partner, who.team_id, who.user_id)
        return Wish.NOTES if is_partner else Wish.HELP
    return wish(written)
