"""The program's heartbeat: APScheduler ticks, and what is due is asked of the database."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC
from typing import Final

from apscheduler.schedulers.asyncio import AsyncIOScheduler

Tick = Callable[[], Awaitable[None]]

log = logging.getLogger(__name__)
SECOND: Final = 1
HOUR: Final = 3_600


class Ticks:
    """Runs each tick at its interval, and the outbox also as soon as something was planned."""

    def __init__(self, outbox: Tick, each_second: list[Tick], each_hour: list[Tick]) -> None:
        """Take what is to be run; a tick that fails is logged and runs again at its next time."""
        self._outbox = outbox
        self._ticks = [*each_second, *each_hour]
        self._wake = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._waiting: asyncio.Task[None] | None = None
        self._begun: set[asyncio.Task[None]] = set()
        self._stopped = False
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._add(self._woken, SECOND)
        for tick in each_second:
            self._add(tick, SECOND)
        for tick in each_hour:
            self._add(tick, HOUR)

    def start(self) -> None:
        """Begin to tick."""
        self._scheduler.start()
        self._waiting = asyncio.create_task(self._send_when_woken())

    async def stop(self) -> None:
        """Stop ticking; what has begun is finished."""
        self._scheduler.pause()
        self._stopped = True
        self._wake.set()
        if self._waiting:
            await self._waiting
        await asyncio.gather(*self._begun)
        self._scheduler.shutdown(wait=False)

    async def catch_up(self) -> None:
        """Run every tick once, as after the clock was moved; the outbox is looked at afterwards."""
        for tick in self._ticks:
            await _survived(tick)
        self.wake()

    def wake(self) -> None:
        """Have the outbox looked at now; may be called from any thread."""
        self._loop.call_soon_threadsafe(self._wake.set)

    async def _woken(self) -> None:
        self._wake.set()

    async def _run(self, tick: Tick) -> None:
        task = asyncio.create_task(_survived(tick))
        self._begun.add(task)
        task.add_done_callback(self._begun.discard)
        await task

    async def _send_when_woken(self) -> None:
        while not self._stopped:
            await _survived(self._outbox)
            await self._wake.wait()
            self._wake.clear()

    def _add(self, tick: Tick, seconds: int) -> None:
        self._scheduler.add_job(
            self._run,
            "interval",
            [tick],
            seconds=seconds,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )


async def _survived(tick: Tick) -> None:
    try:
        await tick()
    except Exception:
        log.exception("a tick failed; it runs again")
