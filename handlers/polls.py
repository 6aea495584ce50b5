"""Polls: a vote, the end."""

import re
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any, Final

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.deps import Deps
from bot.domain.polls_results import Receipt
from bot.services import polls_closing, polls_votes
from handlers import polls_after
from handlers import polls_life as life
from handlers.payloads import action_value, actor, clicked_at, delivery
from handlers.polls_receipts import Receipts
from messages import polls_answers, polls_life, polls_receipts
from messages.polls_choices import PICK, VOTE

Body = dict[str, Any]
Step = Callable[[Deps, Body, int], Awaitable[None]]

VOTES: Final = re.compile(rf"{re.escape(VOTE)}(\.\d)?|{re.escape(PICK)}")


def register(app: AsyncApp, deps: Deps) -> None:
    """Listen to the buttons of a poll; the vote first, for it comes in crowds."""

    cast, receipts = partial(polls_votes.cast, keys=deps.keys), Receipts(deps)

    @app.action(VOTES)
    async def vote(ack: AsyncAck, body: Body) -> None:
        poll_id, position = map(int, action_value(body).split(":"))
        receipt = await _cast(body, poll_id, position)
        await ack()
        if not receipt.is_echo:
            receipts.tell(body["response_url"], receipt)

    @app.action(polls_receipts.WITHDRAW)
    async def withdraw(ack: AsyncAck, body: Body) -> None:
        receipt = await _cast(body, int(action_value(body)), polls_votes.WITHDRAW)
        await ack()
        deps.answer(_tell_in_place(deps, body, receipt))

    async def _cast(body: Body, poll_id: int, position: int) -> Receipt:
        click = polls_votes.Vote(delivery(body), actor(body).user_id, poll_id, position, clicked_at(body), deps.now())
        return await deps.together(cast, click)

    @app.action(polls_life.MORE)
    async def more(ack: AsyncAck, body: Body) -> None:
        verb, _, poll_id = action_value(body).partition(":")
        await STEPS[verb](deps, body, int(poll_id))
        await ack()


async def _tell_in_place(deps: Deps, body: Body, receipt: Receipt) -> None:
    """Put what a person's vote is now where they clicked: in their receipt, or in the form."""
    if view := body.get("view"):
        await deps.slack.update_view(view["id"], polls_answers.taken_back(deps.words, receipt.poll_id))
    else:
        shown = polls_receipts.receipt(deps.words, receipt)
        await deps.slack.respond(body["response_url"], shown, in_place=True)


async def _close(deps: Deps, body: Body, poll_id: int) -> None:
    who = actor(body)
    await deps.once(delivery(body), polls_closing.close_now, deps.keys, who.team_id, who.user_id, poll_id)


STEPS: Final[Mapping[str, Step]] = {
    polls_life.CLOSE: _close,
    polls_life.SAY: polls_after.open_form,
    polls_life.CSV: polls_after.send_sheet,
    **life.STEPS,
}
