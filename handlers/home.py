"""App Home: the overview, or the page of one request; shown again after what somebody did there or in a form."""

import logging
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.listener.async_listener_completion_handler import AsyncCustomListenerCompletionHandler

from bot.deps import Deps
from bot.recent import Recent
from bot.services import home, requests_page
from handlers.payloads import Actor, action_value, actor
from messages import home as said
from messages import requests_history

log = logging.getLogger(__name__)
Body = dict[str, Any]
OVERVIEW = ""


def register(app: AsyncApp, deps: Deps) -> None:
    """Listen to who opens Home or a page of it, and show it again once a gesture of theirs has had its effect."""
    seen: Recent[tuple[str, str], str] = Recent()

    @app.event("app_home_opened")
    async def opened(body: Body) -> None:
        who = actor(body)
        if body["event"]["tab"] == "home":
            _turn_to(who, OVERVIEW)
            deps.answer(_show(deps, who, OVERVIEW))

    @app.action(requests_history.OPEN)
    async def open_request(ack: AsyncAck, body: Body) -> None:
        who = actor(body)
        await deps.read(requests_page.require_reader, who.team_id, who.user_id, int(action_value(body)))
        _turn_to(who, action_value(body))
        await ack()

    @app.action(requests_history.BACK)
    async def go_back(ack: AsyncAck, body: Body) -> None:
        _turn_to(actor(body), OVERVIEW)
        await ack()

    async def show_again(body: Body) -> None:
        who = actor(body)
        shown = seen.get((who.team_id, who.user_id))
        in_home = body.get("type") == "block_actions" and body.get("view", {}).get("type") == "home"
        if in_home:
            deps.answer(_show(deps, who, body["view"].get("private_metadata") or OVERVIEW if shown is None else shown))
        elif body.get("type") == "view_submission" and shown is not None:
            deps.answer(_show(deps, who, shown))

    def _turn_to(who: Actor, page: str) -> None:
        seen.keep((who.team_id, who.user_id), page)

    app.listener_runner.listener_completion_handler = AsyncCustomListenerCompletionHandler(log, show_again)


async def _show(deps: Deps, who: Actor, page: str) -> None:
    """Show the page of the request with this id, as long as they may read it; else the overview."""
    found = await deps.read(requests_page.of, who.team_id, who.user_id, int(page or 0), deps.flow, deps.now())
    if found:
        await deps.slack.publish_home(who.user_id, requests_history.page(deps.words, found))
        return
    view = await deps.read(home.of_person, who.team_id, who.user_id, deps.now())
    await deps.slack.publish_home(who.user_id, said.home(deps.words, view, deps.now()))
