"""Polls: their end, and what else stands in their menu."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.deps import Deps
from bot.services import polls_closing
from handlers import polls_after
from handlers import polls_life as life
from handlers.payloads import action_value, actor, delivery
from messages import polls_life

Body = dict[str, Any]
Step = Callable[[Deps, Body, int], Awaitable[None]]


def register(app: AsyncApp, deps: Deps) -> None:
    """Listen to the menu of a poll."""

    @app.action(polls_life.MORE)
    async def more(ack: AsyncAck, body: Body) -> None:
        verb, _, poll_id = action_value(body).partition(":")
        await STEPS[verb](deps, body, int(poll_id))
        await ack()


async def _close(deps: Deps, body: Body, poll_id: int) -> None:
    who = actor(body)
    await deps.once(delivery(body), polls_closing.close_now, deps.keys, who.team_id, who.user_id, poll_id)


STEPS: Final[Mapping[str, Step]] = {
    polls_life.CLOSE: _close,
    polls_life.SAY: polls_after.open_form,
    polls_life.CSV: polls_after.send_sheet,
    **life.STEPS,
}
