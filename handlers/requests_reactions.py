"""A partner's emoji on a message: it becomes its writer's request, or goes into the notes of that day's meeting."""

from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.deps import Deps
from bot.domain.requests import Source
from bot.services import people, requests, settings
from handlers import meetings_marks
from handlers.payloads import actor, delivery
from handlers.reading import text_at

Body = dict[str, Any]
REQUEST = "request"


def register(app: AsyncApp, deps: Deps) -> None:
    """Listen to reactions; others than partners', and other emoji, are left alone."""

    @app.event("reaction_added")
    async def reacted(body: Body) -> None:
        who, event = actor(body), body["event"]
        if event["item"].get("type") != "message" or not event.get("item_user"):
            return
        meaning = await deps.read(settings.meaning_of, who.team_id, who.user_id, event["reaction"])
        written = await text_at(deps, event["item"]["channel"], event["item"]["ts"]) if meaning else ""
        if not written or meaning is None or not await deps.read(people.is_there, who.team_id, event["item_user"]):
            return
        text = await deps.read(people.readable, who.team_id, written)
        await (_capture(deps, body, text) if meaning == REQUEST else meetings_marks.put(deps, body, meaning, text))


async def _capture(deps: Deps, body: Body, problem: str) -> None:
    who, item = actor(body), body["event"]["item"]
    source = Source(item["channel"], f"{item['channel']}:{item['ts']}")
    captured = (who.team_id, who.user_id, body["event"]["item_user"], problem, source)
    await deps.once(delivery(body), requests.capture_for, *captured)
