"""App Home: shown when it is opened, and again after what somebody did there or in a form."""

import logging
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.listener.async_listener_completion_handler import AsyncCustomListenerCompletionHandler

from bot.deps import Deps
from bot.recent import Recent
from bot.services import home
from handlers.payloads import Actor, actor
from messages import home as said

log = logging.getLogger(__name__)


def register(app: AsyncApp, deps: Deps) -> None:
    """Listen to who opens Home, and show it again once a gesture of theirs has had its effect."""
    seen: Recent[tuple[str, str], bool] = Recent()

    @app.event("app_home_opened")
    async def opened(body: dict[str, Any]) -> None:
        who = actor(body)
        if body["event"]["tab"] == "home":
            seen.keep((who.team_id, who.user_id), True)
            deps.answer(_show(deps, who))

    async def show_again(body: dict[str, Any]) -> None:
        who = actor(body)
        in_home = body.get("type") == "block_actions" and body.get("view", {}).get("type") == "home"
        in_form = body.get("type") == "view_submission" and seen.get((who.team_id, who.user_id))
        if in_home or in_form:
            deps.answer(_show(deps, who))

    app.listener_runner.listener_completion_handler = AsyncCustomListenerCompletionHandler(log, show_again)


async def _show(deps: Deps, who: Actor) -> None:
    view = await deps.read(home.of_person, who.team_id, who.user_id, deps.now())
    await deps.slack.publish_home(who.user_id, said.home(deps.words, view))
