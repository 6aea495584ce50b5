"""The outbox worker: claims what is due, has it said once, and notes what became of it."""

import asyncio
import logging
from time import monotonic
from typing import Final

from bot.deps import Deps
from bot.domain.errors import Unavailable
from bot.domain.outbox import AT_ONCE, LEASE, Claimed
from bot.failpoints import Point, reach
from bot.services import outbox, outbox_claims
from scheduler.sending import Outcome, Sending
from scheduler.wording import Wordings

log = logging.getLogger(__name__)
PAUSE: Final = 0.5


class OutboxWorker:
    """Sends what the outbox holds for one workspace; any number of workers may share one database."""

    def __init__(self, deps: Deps, team_id: str, wordings: Wordings) -> None:
        """Word messages with `wordings`, by kind."""
        self._deps, self._team_id, self._wordings = deps, team_id, wordings
        self._sending: dict[str, tuple[Sending, asyncio.Task[None]]] = {}
        self._ends = False

    async def tick(self) -> None:
        """Begin to send everything that may be sent now, without waiting for it."""
        while room := AT_ONCE - len(self._sending):
            taken = monotonic()
            now, busy = self._deps.now(), tuple(self._sending)
            claimed = await self._deps.store.run(outbox_claims.claim, self._team_id, now, room, busy)
            for each in claimed:
                self._begin(each, taken)
            if not claimed:
                return

    async def drain(self) -> None:
        """Give back what waits for its turn, and wait until the calls under way are settled; nothing new is begun."""
        self._ends, ending = True, list(self._sending.values())
        for sending, task in ending:
            if sending.may_be_given_back:
                task.cancel()
        await asyncio.gather(*(task for _, task in ending))

    def _begin(self, claimed: Claimed, taken: float) -> None:
        sending = Sending(self._deps, self._wordings, claimed, taken)
        task = asyncio.create_task(self._send(sending, claimed, taken))
        self._sending[claimed.id] = sending, task
        task.add_done_callback(lambda _: self._ended(claimed.id))

    def _ended(self, claimed_id: str) -> None:
        del self._sending[claimed_id]
        self._deps.store.on_planned()

    async def _send(self, sending: Sending, claimed: Claimed, taken: float) -> None:
        try:
            outcome = outbox.give_back if self._ends else await sending.outcome()
        except asyncio.CancelledError:
            outcome = outbox.give_back
        await self._note(outcome, claimed, taken)
        reach(Point(f"{claimed.doing}.noted"))

    async def _note(self, outcome: Outcome, claimed: Claimed, taken: float) -> None:
        """Write the outcome down; while the database is away it is tried until the lease ends."""
        while True:
            try:
                return await self._deps.store.run(outcome, claimed)
            except Unavailable as error:
                if self._deps.now() >= claimed.lease_until or monotonic() - taken >= LEASE.seconds:
                    log.warning("what became of message %s will be looked up in Slack: %s", claimed.key, error.reason)
                    return None
            await asyncio.sleep(PAUSE)
