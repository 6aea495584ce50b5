"""Follow-ups: the owner says done, later, or help."""

from collections.abc import Callable
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.deps import Deps
from bot.services import followups
from handlers.payloads import action_value, actor, delivery, message_place
from messages import followups as said

Body = dict[str, Any]


def register(app: AsyncApp, deps: Deps) -> None:
    """Listen to the buttons of a follow-up."""

    async def note(service: Callable[..., None], body: Body) -> None:
        who = actor(body)
        values = (who.team_id, who.user_id, int(action_value(body)), message_place(body))
        await deps.once(delivery(body), service, *values)

    @app.action(said.DONE)
    async def done(ack: AsyncAck, body: Body) -> None:
        await note(followups.done, body)
        await ack()

    @app.action(said.SNOOZE)
    async def snooze(ack: AsyncAck, body: Body) -> None:
        await note(followups.snooze, body)
        await ack()

    @app.action(said.HELP)
    async def ask_help(ack: AsyncAck, body: Body) -> None:
        await note(followups.ask_help, body)
        await ack()
