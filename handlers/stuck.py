"""Stuck messages: a partner says what becomes of one."""

from collections.abc import Callable
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.deps import Deps
from bot.services import stuck
from handlers.payloads import action_value, actor, delivery
from messages import stuck as said

Body = dict[str, Any]


def register(app: AsyncApp, deps: Deps) -> None:
    """Listen to the buttons of a report."""

    async def decide(service: Callable[..., None], body: Body) -> None:
        who = actor(body)
        await deps.once(delivery(body), service, who.team_id, who.user_id, action_value(body))

    @app.action(said.POST_NOW)
    async def post_now(ack: AsyncAck, body: Body) -> None:
        await decide(stuck.post_now, body)
        await ack()

    @app.action(said.IT_IS_THERE)
    async def it_is_there(ack: AsyncAck, body: Body) -> None:
        await decide(stuck.it_is_there, body)
        await ack()

    @app.action(said.LET_GO)
    async def let_go(ack: AsyncAck, body: Body) -> None:
        await decide(stuck.let_go, body)
        await ack()
