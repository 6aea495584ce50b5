"""What is done to the database while people go on."""

import asyncio
from contextlib import AbstractContextManager, ExitStack
from random import Random
from typing import Any, Final

from tests.faults.broken_postgres import disconnect, fail_over, restart
from tests.faults.broken_sqlite import locked, no_room, read_only
from tests.faults.company import Company
from tests.faults.scenarios import Harm, is_done

CALM: Final = (2.0, 5.0)
EVERY_SECONDS: Final = 2.0
RESTARTS: Final = 3
READINGS: Final = 3
FULL_SECONDS: Final = 10.0


def locks(seconds: float) -> Harm:
    """Another program writes to the SQLite file for so long."""

    async def harm(company: Company, work: asyncio.Task[Any], rng: Random) -> str:
        return await _for_a_while(locked(company.url), seconds, work, rng)

    return harm


async def full_disk(company: Company, work: asyncio.Task[Any], rng: Random) -> str:
    """No file of the bots can grow for a while, neither the database nor their log."""
    with ExitStack() as refused:
        await is_done(work, rng.uniform(*CALM))
        for bot in company.bots:
            refused.enter_context(no_room(bot.pid))
        await is_done(work, FULL_SECONDS)
    return f"{FULL_SECONDS:.0f} s"


async def lost_rights(company: Company, work: asyncio.Task[Any], rng: Random) -> str:
    """The file may only be read when the bot comes up again: it ends, and says why."""
    [bot] = company.bots
    for _ in range(READINGS):
        await is_done(work, rng.uniform(*CALM))
        await bot.kill()
        with read_only(company.url):
            assert not await bot.start()
            assert await bot.ended() == 1
        await bot.begin()
    return f"{READINGS} times"


async def restarts(company: Company, work: asyncio.Task[Any], rng: Random) -> str:
    """The server ends at once, as when its machine loses power, and starts again."""
    for _ in range(RESTARTS):
        await is_done(work, rng.uniform(*CALM))
        await asyncio.to_thread(restart, company.url)
    return f"{RESTARTS} restarts"


async def terminations(company: Company, work: asyncio.Task[Any], _rng: Random) -> str:
    """Every two seconds all connections are ended."""
    count = 0
    while not await is_done(work, EVERY_SECONDS):
        count += await asyncio.to_thread(disconnect, company.url)
    return f"{count} connections"


async def failovers(company: Company, work: asyncio.Task[Any], rng: Random) -> str:
    """Another server takes over under the same address, and knows none of the connections."""
    for _ in range(RESTARTS):
        await is_done(work, rng.uniform(*CALM))
        await asyncio.to_thread(fail_over, company.url)
    return f"{RESTARTS} times"


async def _for_a_while(
    trouble: AbstractContextManager[None], seconds: float, work: asyncio.Task[Any], rng: Random
) -> str:
    await is_done(work, rng.uniform(*CALM))
    with trouble:
        await is_done(work, seconds)
    return f"{seconds:.0f} s"
