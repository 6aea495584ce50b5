"""Polls: the form, a vote, the end."""

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.deps import Deps
from bot.domain.polls import Ballot, Kind, Mode, Question, options_in
from bot.services import people, polls, polls_closing
from handlers import polls_life as life
from handlers.channels import require_membership
from handlers.payloads import action_value, actor, clicked_at, delivery, fields, trigger
from messages import polls as said
from messages import polls_forms, polls_life, polls_receipts
from messages.forms import joined
from messages.polls_choices import PICK, VOTE

Body = dict[str, Any]
Step = Callable[[Deps, Body, int], Awaitable[None]]

VOTES: Final = re.compile(rf"{re.escape(VOTE)}(\.\d)?|{re.escape(PICK)}")


def register(app: AsyncApp, deps: Deps) -> None:
    """Listen to the buttons and the form of a poll; the vote first, for it comes in crowds."""

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

    @app.action(polls_life.MORE)
    async def more(ack: AsyncAck, body: Body) -> None:
        verb, _, poll_id = action_value(body).partition(":")
        await STEPS[verb](deps, body, int(poll_id))
        await ack()

    @app.view(said.SUBMIT)
    async def submit(ack: AsyncAck, body: Body) -> None:
        who = actor(body)
        await deps.once(delivery(body), polls.ask, who.team_id, who.user_id, _ballot(body))
        await ack()


async def _close(deps: Deps, body: Body, poll_id: int) -> None:
    who = actor(body)
    await deps.once(delivery(body), polls_closing.close_now, deps.keys, who.team_id, who.user_id, poll_id)


STEPS: Final[Mapping[str, Step]] = {polls_life.CLOSE: _close, **life.STEPS}


async def open_form(deps: Deps, body: Body) -> None:
    """Open the form for the channel in which the command was typed.

    Raises Refused for guests and where the bot could not post the poll.
    """
    who = actor(body)
    await deps.read(people.require_member, who.team_id, who.user_id)
    await require_membership(deps, who.channel)
    closes_at = await deps.read(polls.default_closing, who.team_id, who.channel, who.user_id, deps.now())
    text = await deps.read(people.readable, who.team_id, body.get("text", ""))
    typed = text.strip().split(maxsplit=1)
    form = polls_forms.form(deps.words, "".join(typed[1:]), closes_at, who.channel)
    await deps.slack.open_view(trigger(body), form)


def _ballot(body: Body) -> Ballot:
    values = fields(body["view"])
    is_multiple = values["choice"] == polls_forms.SEVERAL
    question = Question(
        text=joined(values, "question") or "", kind=Kind.MULTIPLE if is_multiple else Kind.SINGLE,
        options=options_in(joined(values, "options") or ""), most=None if is_multiple else 1,
    )  # fmt: skip
    return Ballot(
        channel_id=body["view"]["private_metadata"], owner=actor(body).user_id, questions=(question,),
        mode=Mode(values["mode"]), closes_at=values.get("closes_at"),
    )  # fmt: skip
