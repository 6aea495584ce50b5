"""App Home: the overview, or the page of one request; shown again after what somebody did there or in a form."""

import asyncio
from typing import Any
from weakref import WeakValueDictionary

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.listener.async_listener_completion_handler import AsyncListenerCompletionHandler
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.deps import Deps
from bot.recent import Recent
from bot.services import home, requests_page
from handlers.payloads import Actor, action_value, actor
from messages import home as said
from messages import requests_history

Body = dict[str, Any]
OVERVIEW = ""


def register(app: AsyncApp, deps: Deps) -> None:
    """Listen to who opens Home or a page of it, and show it again once a gesture of theirs has had its effect."""
    pages = Pages(deps)

    @app.event("app_home_opened")
    async def opened(body: Body) -> None:
        who = actor(body)
        if body["event"]["tab"] == "home":
            pages.turn_to(who, OVERVIEW)
            deps.answer(pages.show(who, OVERVIEW))

    @app.action(requests_history.OPEN)
    async def open_request(ack: AsyncAck, body: Body) -> None:
        who = actor(body)
        await deps.read(requests_page.require_reader, who.team_id, who.user_id, int(action_value(body)))
        pages.turn_to(who, action_value(body))
        await ack()

    @app.action(requests_history.BACK)
    async def go_back(ack: AsyncAck, body: Body) -> None:
        pages.turn_to(actor(body), OVERVIEW)
        await ack()

    app.listener_runner.listener_completion_handler = pages


class Pages(AsyncListenerCompletionHandler):
    """Which page of Home each person looks at; it is shown again after each gesture there, and each form."""

    def __init__(self, deps: Deps) -> None:
        """Begin without knowing what anybody looks at."""
        self._deps = deps
        self._seen: Recent[tuple[str, str], str] = Recent()
        self._turns: WeakValueDictionary[tuple[str, str], asyncio.Lock] = WeakValueDictionary()

    def turn_to(self, who: Actor, page: str) -> None:
        """Note that somebody looks at the page of the request with this id, or at the overview."""
        self._seen.keep((who.team_id, who.user_id), page)

    async def show(self, who: Actor, page: str) -> None:
        """Show somebody a page; what they see last is what was read last, however long Slack takes over each."""
        async with self._turns.setdefault((who.team_id, who.user_id), asyncio.Lock()):
            await _show(self._deps, who, page)

    async def handle(self, request: AsyncBoltRequest, response: BoltResponse | None) -> None:
        """Show Home again to who did something that it may show."""
        body = request.body
        in_home = body.get("type") == "block_actions" and body.get("view", {}).get("type") == "home"
        if not in_home and body.get("type") != "view_submission":
            return
        who = actor(body)
        page = self._seen.get((who.team_id, who.user_id))
        if page is None and in_home:
            page = body["view"].get("private_metadata") or OVERVIEW
        if page is not None:
            self._deps.answer(self.show(who, page))


async def _show(deps: Deps, who: Actor, page: str) -> None:
    """Show the page of the request with this id, as long as they may read it; else the overview."""
    found = await deps.read(requests_page.of, who.team_id, who.user_id, int(page or 0), deps.flow, deps.now())
    if found:
        await deps.slack.publish_home(who.user_id, requests_history.page(deps.words, found))
        return
    view = await deps.read(home.of_person, who.team_id, who.user_id, deps.now())
    await deps.slack.publish_home(who.user_id, said.home(deps.words, view, deps.now()))
