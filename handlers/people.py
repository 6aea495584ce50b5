"""Whoever acts is known before a listener runs: their name, time zone and rights."""

from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.deps import Deps
from bot.directory import facts
from bot.recent import Recent
from bot.services import people
from bot.slack import SlackError
from handlers.payloads import actor
from messages.polls_answers import ANSWERING


def register(app: AsyncApp, deps: Deps) -> None:
    """Meet people as they act, and keep up with what Slack says of them."""
    met: Recent[tuple[str, str], bool] = Recent()

    @app.middleware
    async def meet(body: dict[str, Any], next: Callable[[], Awaitable[None]]) -> None:
        who = actor(body)
        if who.user_id and not _is_talk(body) and not _is_answer(body) and not met.get((who.team_id, who.user_id)):
            await _meet(deps, who.team_id, who.user_id)
            met.keep((who.team_id, who.user_id), True)
        await next()

    @app.event("user_change")
    @app.event("team_join")
    async def remember(body: dict[str, Any]) -> None:
        user, team_id = body["event"]["user"], actor(body).team_id
        await deps.store.run(people.remember, team_id, [facts(user, team_id)])


def _is_talk(body: dict[str, Any]) -> bool:
    """Say whether this is but something said in a channel: whoever talks there does nothing with the bot."""
    event = body.get("event", {})
    return bool(event.get("type") == "message" and event.get("channel_type") != "im")


def _is_answer(body: dict[str, Any]) -> bool:
    """Say whether this answers a poll: that somebody unknown did must not be seen in who is known afterwards."""
    actions, view = body.get("actions") or [{}], body.get("view") or {}
    return str(actions[0].get("action_id") or view.get("callback_id", "")).startswith(ANSWERING)


async def _meet(deps: Deps, team_id: str, user_id: str) -> None:
    if await deps.read(people.is_known, team_id, user_id):
        return
    try:
        answer = await deps.slack.read("users.info", user=user_id)
    except SlackError:
        return
    await deps.store.run(people.remember, team_id, [facts(answer["user"], team_id)])
