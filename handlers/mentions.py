"""`@Touchpoint …` in a channel: a training request, meeting notes, or somebody who wonders what this is."""

import re
from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.deps import Deps
from bot.domain.markup import unescape
from bot.domain.mentions import Wish, wish
from bot.domain.requests import Source
from bot.services import people, requests
from handlers import meetings
from handlers.payloads import actor, delivery
from messages import help as explained

MENTION = re.compile(r"^\s*<@\w+(\|[^>]*)?>[\s:,]*")


def register(app: AsyncApp, deps: Deps) -> None:
    """Listen to mentions."""

    @app.event("app_mention")
    async def mentioned(body: dict[str, Any]) -> None:
        who, event = actor(body), body["event"]
        written = MENTION.sub("", event.get("text", ""), count=1).strip()
        place = Source(who.channel, f"{who.channel}:{event['ts']}")
        match wish(unescape(written)):
            case Wish.REQUEST:
                problem = await deps.read(people.readable, who.team_id, written)
                await deps.once(delivery(body), requests.capture, who.team_id, who.user_id, problem, place)
            case Wish.NOTES:
                await meetings.receive(deps, body, unescape(written))
            case Wish.HELP:
                deps.answer(deps.slack.whisper(who.channel, who.user_id, explained.help_text(deps.words)))
