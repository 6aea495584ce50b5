"""The heartbeat: ticks run again whatever happens to one of them, and end in peace."""

import asyncio
import logging
from datetime import UTC, datetime, timedelta

import pytest

from scheduler.ticks import SILENCE, Ticks


async def nothing() -> None:
    """A tick with nothing to do."""


async def test_waking_up_has_the_outbox_looked_at() -> None:
    looks: asyncio.Queue[None] = asyncio.Queue()
    ticks = Ticks(lambda: looks.put(None), [], [], [])
    ticks.start()
    await asyncio.wait_for(looks.get(), 1)
    ticks.wake()
    await asyncio.wait_for(looks.get(), 1)
    await ticks.stop()


async def test_a_wake_from_another_thread_is_heard() -> None:
    looks: asyncio.Queue[None] = asyncio.Queue()
    ticks = Ticks(lambda: looks.put(None), [], [], [])
    ticks.start()
    await asyncio.wait_for(looks.get(), 1)
    await asyncio.to_thread(ticks.wake)
    await asyncio.wait_for(looks.get(), 1)
    await ticks.stop()


async def test_a_clock_that_is_set_back_does_not_stop_the_ticks() -> None:
    ticked = asyncio.Event()

    async def tick() -> None:
        ticked.set()

    ticks = Ticks(nothing, [tick], [], [])
    ticks.start()
    for job in ticks._scheduler.get_jobs():
        job.modify(next_run_time=datetime.now(UTC) + timedelta(hours=2))
    ticked.clear()
    await asyncio.wait_for(ticked.wait(), 2 * SILENCE)
    await ticks.stop()


async def test_what_has_begun_is_finished_before_the_end() -> None:
    begun, finish, finished = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def slow() -> None:
        begun.set()
        await finish.wait()
        finished.set()

    ticks = Ticks(nothing, [slow], [], [])
    ticks.start()
    await asyncio.wait_for(begun.wait(), 3)
    stopping = asyncio.create_task(ticks.stop())
    asyncio.get_running_loop().call_soon(finish.set)
    await asyncio.wait_for(stopping, 1)
    assert finished.is_set()


async def test_a_tick_that_fails_does_not_stop_the_others(caplog: pytest.LogCaptureFixture) -> None:
    ran = asyncio.Event()

    async def fails() -> None:
        raise ZeroDivisionError

    async def runs() -> None:
        ran.set()

    ticks = Ticks(nothing, [fails], [], [runs])
    await ticks.catch_up()
    assert ran.is_set()
    levels = [record.levelno for record in caplog.records if record.name == "scheduler.ticks"]
    assert levels == [logging.ERROR]
