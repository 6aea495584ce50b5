"""Polls: a vote, the end."""

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.deps import Deps
from bot.services import polls, polls_closing
from handlers.payloads import action_value, actor, clicked_at, delivery
from messages import polls as said
from messages import polls_receipts
from messages.polls_choices import PICK, VOTE

Body = dict[str, Any]
Step = Callable[[Deps, Body, int], Awaitable[None]]

VOTES: Final = re.compile(rf"{re.escape(VOTE)}(\.\d)?|{re.escape(PICK)}")


def register(app: AsyncApp, deps: Deps) -> None:
    """Listen to the buttons of a poll; the vote first, for it comes in crowds."""

    @app.action(VOTES)
    async def vote(ack: AsyncAck, body: Body) -> None:
        who, (poll_id, position) = actor(body), map(int, action_value(body).split(":"))
        click = (poll_id, position, clicked_at(body))
        receipt = await deps.once(delivery(body), polls.vote, deps.keys, who.team_id, who.user_id, *click)
        await ack()
        deps.answer(deps.slack.respond(body["response_url"], polls_receipts.receipt(deps.words, receipt)))

    @app.action(polls_receipts.WITHDRAW)
    async def withdraw(ack: AsyncAck, body: Body) -> None:
        who, poll_id = actor(body), int(action_value(body))
        values = (who.team_id, who.user_id, poll_id, clicked_at(body))
        receipt = await deps.once(delivery(body), polls.withdraw, deps.keys, *values)
        await ack()
        deps.answer(deps.slack.respond(body["response_url"], polls_receipts.receipt(deps.words, receipt)))

    @app.action(said.MORE)
    async def more(ack: AsyncAck, body: Body) -> None:
        verb, _, poll_id = action_value(body).partition(":")
        await STEPS[verb](deps, body, int(poll_id))
        await ack()


async def _close(deps: Deps, body: Body, poll_id: int) -> None:
    who = actor(body)
    await deps.once(delivery(body), polls_closing.close_now, deps.keys, who.team_id, who.user_id, poll_id)


STEPS: Final[Mapping[str, Step]] = {said.CLOSE: _close}
