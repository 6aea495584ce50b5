"""The outbox worker: claims what is due, has it said once, and notes what became of it."""

import asyncio
import logging
from time import monotonic

from bot.deps import Deps
from bot.domain.errors import Unavailable
from bot.domain.outbox import AT_ONCE, Claimed
from bot.failpoints import Point, reach
from bot.services import outbox
from scheduler.sending import Sending
from scheduler.wording import Wordings

log = logging.getLogger(__name__)


class OutboxWorker:
    """Sends what the outbox holds; any number of workers may share one database."""

    def __init__(self, deps: Deps, wordings: Wordings) -> None:
        """Word messages with `wordings`, by kind."""
        self._deps = deps
        self._wordings = wordings
        self._sending: dict[str, asyncio.Task[None]] = {}

    async def tick(self) -> None:
        """Begin to send everything that may be sent now, without waiting for it."""
        while room := AT_ONCE - len(self._sending):
            taken = monotonic()
            claimed = await self._deps.store.run(outbox.claim, self._deps.now(), room, tuple(self._sending))
            for each in claimed:
                self._begin(each, taken)
            if not claimed:
                return

    async def drain(self) -> None:
        """Wait until what is being sent is settled; nothing new is begun."""
        await asyncio.gather(*self._sending.values())

    def _begin(self, claimed: Claimed, taken: float) -> None:
        task = asyncio.create_task(self._send(claimed, taken))
        self._sending[claimed.id] = task
        task.add_done_callback(lambda _: self._ended(claimed.id))

    def _ended(self, claimed_id: str) -> None:
        del self._sending[claimed_id]
        self._deps.store.on_planned()

    async def _send(self, claimed: Claimed, taken: float) -> None:
        outcome = await Sending(self._deps, self._wordings, claimed, taken).outcome()
        try:
            await self._deps.store.run(outcome, claimed)
        except Unavailable as error:
            log.warning("what became of message %s will be looked up in Slack: %s", claimed.key, error.reason)
        reach(Point.REFRESH_NOTED if claimed.is_refresh else Point.POST_NOTED)
