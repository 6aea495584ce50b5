"""The program's heartbeat: APScheduler ticks, and what is due is asked of the database."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from time import monotonic
from typing import Final

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.domain.errors import Unavailable

Tick = Callable[[], Awaitable[None]]

log = logging.getLogger(__name__)
SECOND: Final = 1
MINUTE: Final = 60
HOUR: Final = 3_600
SILENCE: Final = 5.0


class Ticks:
    """Runs each tick at its interval, those of each minute at once too, and the outbox when something was planned.

    A tick that is still running when its time comes again is left to go on.
    """

    def __init__(self, outbox: Tick, each_second: list[Tick], each_minute: list[Tick], each_hour: list[Tick]) -> None:
        """Take what is to be run; a tick that fails is logged and runs again at its next time."""
        self._outbox = outbox
        self.each_second = tuple(each_second)
        self._ticks = [*each_second, *each_minute, *each_hour]
        self._wake = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._waiting: asyncio.Task[None] | None = None
        self._begun: dict[Tick, asyncio.Task[None]] = {}
        self._stopped = False
        self._heard = monotonic()
        self._watch: asyncio.TimerHandle | None = None
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._add(self._woken, SECOND)
        for tick in each_second:
            self._add(tick, SECOND)
        for tick in each_minute:
            self._add(tick, MINUTE, next_run_time=datetime.now(UTC))
        for tick in each_hour:
            self._add(tick, HOUR)

    def start(self) -> None:
        """Begin to tick."""
        self._scheduler.start()
        self._listen()
        self._waiting = asyncio.create_task(self._send_when_woken())

    async def stop(self) -> None:
        """Stop ticking; what has begun is finished."""
        self._scheduler.pause()
        self._stopped = True
        if self._watch:
            self._watch.cancel()
        self._wake.set()
        if self._waiting:
            await self._waiting
        await asyncio.gather(*self._begun.values())
        self._scheduler.shutdown(wait=False)

    async def catch_up(self) -> None:
        """Run every tick once, as after the clock was moved; the outbox is looked at afterwards."""
        for tick in self._ticks:
            await _survived(tick)
        self.wake()

    def wake(self) -> None:
        """Have the outbox looked at now; may be called from any thread."""
        self._loop.call_soon_threadsafe(self._wake.set)

    def _listen(self) -> None:
        """Have everything tick anew when nothing ticks: after the clock was set back its next time is far away."""
        if monotonic() - self._heard > SILENCE:
            log.warning("the clock was set back; everything is looked at again")
            for job in self._scheduler.get_jobs():
                job.modify(next_run_time=datetime.now(UTC))
        self._watch = self._loop.call_later(SECOND, self._listen)

    async def _woken(self) -> None:
        self._heard = monotonic()
        self._wake.set()

    async def _run(self, tick: Tick) -> None:
        if tick not in self._begun:
            self._begun[tick] = task = asyncio.create_task(_survived(tick))
            task.add_done_callback(lambda _: self._begun.pop(tick))

    async def _send_when_woken(self) -> None:
        while not self._stopped:
            await _survived(self._outbox)
            await self._wake.wait()
            self._wake.clear()

    def _add(self, tick: Tick, seconds: int, **at_once: datetime) -> None:
        self._scheduler.add_job(
            self._run,
            "interval",
            [tick],
            seconds=seconds,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
            **at_once,
        )


async def _survived(tick: Tick) -> None:
    try:
        await tick()
    except Unavailable as error:
        log.debug("a tick found no database; it runs again: %s", error.reason)
    except Exception:
        log.exception("a tick failed; it runs again")
