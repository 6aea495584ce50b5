"""Votes by click, and what takes one back."""

import re
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any, Final

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltRequest
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.response import BoltResponse

from bot.deps import Deps
from bot.domain.polls_results import Receipt
from bot.services import polls_votes
from handlers.payloads import action_value, actor, clicked_at, delivery
from handlers.polls_receipts import Receipts
from messages import polls_answers, polls_receipts
from messages.polls_choices import PICK, VOTE

Body = dict[str, Any]

VOTE_IDS: Final = re.compile(rf"{re.escape(VOTE)}(\.\d)?|{re.escape(PICK)}")


def register(app: AsyncApp, deps: Deps) -> None:
    """Take in what is clicked in a poll, and in receipts."""
    votes = Votes(deps)
    app.use(votes)

    @app.action(polls_receipts.WITHDRAW)
    async def withdraw(ack: AsyncAck, body: Body) -> None:
        receipt = await votes.cast(body, int(action_value(body)), polls_votes.WITHDRAW)
        await ack()
        deps.answer(_tell_in_place(deps, body, receipt))


class Votes(AsyncMiddleware):
    """Takes votes in before a listener is looked for: votes come in crowds, and that is half of what Bolt does."""

    def __init__(self, deps: Deps) -> None:
        """Count votes with these."""
        self._deps = deps
        self._count = partial(polls_votes.cast, keys=deps.keys)
        self._receipts = Receipts(deps)

    async def async_process(
        self, *, req: AsyncBoltRequest, resp: BoltResponse, next: Callable[[], Awaitable[BoltResponse]]
    ) -> BoltResponse | None:
        """Count a vote and acknowledge it; let anything else go on."""
        if not is_vote(req.body):
            return await next()
        poll_id, position = map(int, action_value(req.body).split(":"))
        receipt = await self.cast(req.body, poll_id, position)
        if not receipt.is_echo:
            self._receipts.tell(req.body["response_url"], receipt)
        return BoltResponse(status=200, body="")

    async def cast(self, body: Body, poll_id: int, position: int) -> Receipt:
        """Count a click on an option, or on what takes everything back; return what the person's vote is then."""
        voter, now = actor(body).user_id, self._deps.now()
        click = polls_votes.Vote(delivery(body), voter, poll_id, position, clicked_at(body), now)
        return await self._deps.together(self._count, click)


def is_vote(body: Mapping[str, Any]) -> bool:
    """Say whether this is a click on an option of a poll."""
    return body.get("type") == "block_actions" and VOTE_IDS.fullmatch(body["actions"][0]["action_id"]) is not None


async def _tell_in_place(deps: Deps, body: Body, receipt: Receipt) -> None:
    """Put what a person's vote is now where they clicked: in their receipt, or in the form."""
    if view := body.get("view"):
        await deps.slack.update_view(view["id"], polls_answers.taken_back(deps.words, receipt.poll_id))
    else:
        shown = polls_receipts.receipt(deps.words, receipt)
        await deps.slack.respond(body["response_url"], shown, in_place=True)
