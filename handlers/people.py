"""Whoever acts is known before a listener runs: their name, time zone and rights."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, Final

from slack_bolt.async_app import AsyncApp
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.deps import Deps
from bot.directory import facts
from bot.recent import Recent
from bot.services import people
from bot.slack import SlackError
from handlers.payloads import Actor, actor
from messages.polls_answers import ANSWERING

PEOPLE_MOST: Final = 100_000


def register(app: AsyncApp, deps: Deps) -> None:
    """Meet people as they act, and keep up with what Slack says of them."""
    app.middleware(Meeting(deps))

    @app.event("user_change")
    @app.event("team_join")
    async def remember(body: dict[str, Any]) -> None:
        user, team_id = body["event"]["user"], actor(body).team_id
        await deps.store.run(people.remember, team_id, [facts(user, team_id)])


class Meeting(AsyncMiddleware):
    """Looks up who acts, unless the bot knows them."""

    def __init__(self, deps: Deps) -> None:
        """Begin with nobody known."""
        self._deps = deps
        self._met: Recent[tuple[str, str], bool] = Recent(PEOPLE_MOST)
        self._looking = asyncio.Lock()

    async def async_process(
        self, *, req: AsyncBoltRequest, resp: BoltResponse, next: Callable[[], Awaitable[BoltResponse]]
    ) -> BoltResponse:
        """Go on once who acts is known."""
        if not _is_answer(req.body) and not _is_talk(req.body):
            await self._meet(actor(req.body))
        return await next()

    async def _meet(self, who: Actor) -> None:
        person = (who.team_id, who.user_id)
        if not who.user_id or self._met.get(person):
            return
        async with self._looking:
            await self._look_up(person)
        if not self._met.get(person):
            await _ask(self._deps, *person)
            self._met.keep(person, True)

    async def _look_up(self, person: tuple[str, str]) -> None:
        """Have everybody whom the bot knows at hand, so that a crowd that acts at once is looked up once."""
        if not self._met.get(person):
            for user_id in await self._deps.read(people.known, person[0]):
                self._met.keep((person[0], user_id), True)


def _is_talk(body: dict[str, Any]) -> bool:
    """Say whether this is but something said in a channel: whoever talks there does nothing with the bot."""
    event = body.get("event", {})
    return bool(event.get("type") == "message" and event.get("channel_type") != "im")


def _is_answer(body: dict[str, Any]) -> bool:
    """Say whether this answers a poll: that somebody unknown did must not be seen in who is known afterwards."""
    actions, view = body.get("actions") or [{}], body.get("view") or {}
    return str(actions[0].get("action_id") or view.get("callback_id", "")).startswith(ANSWERING)


async def _ask(deps: Deps, team_id: str, user_id: str) -> None:
    try:
        answer = await deps.slack.read("users.info", user=user_id)
    except SlackError:
        return
    await deps.store.run(people.remember, team_id, [facts(answer["user"], team_id)])
