"""A partner's emoji puts a single message into the notes of that day's meeting; taking it away takes it out."""

from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.deps import Deps
from bot.domain.meetings_items import Kind
from bot.services import meetings_marks, settings
from bot.services.meetings_marks import Marked
from handlers.payloads import actor, delivery

Body = dict[str, Any]
KINDS = frozenset(Kind)


def register(app: AsyncApp, deps: Deps) -> None:
    """Listen to emoji that are taken away; others than partners', and other emoji, are left alone."""

    @app.event("reaction_removed")
    async def taken_away(body: Body) -> None:
        who, event = actor(body), body["event"]
        if event["item"].get("type") != "message":
            return
        meaning = await deps.read(settings.meaning_of, who.team_id, who.user_id, event["reaction"])
        if meaning in KINDS:
            source = f"{event['item']['channel']}:{event['item']['ts']}"
            unmarked = (who.team_id, who.user_id, Kind(meaning), source)
            await deps.once(delivery(body), meetings_marks.unmark, *unmarked)


async def put(deps: Deps, body: Body, meaning: str, text: str) -> None:
    """Put the message that somebody reacted to, in its plain words, into the notes. Raises Refused but for partners."""
    who, event = actor(body), body["event"]
    marked = Marked(event["item"]["channel"], event["item"]["ts"], event["item_user"], text)
    await deps.once(delivery(body), meetings_marks.mark, who.team_id, who.user_id, Kind(meaning), marked)
