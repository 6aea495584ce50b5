"""What is done to the connections between bots and Slack, and bots that are told to end and started anew."""

import asyncio
from collections.abc import Set
from dataclasses import replace
from functools import partial
from itertools import cycle
from random import Random
from typing import Any, Final

from aiohttp.web import WebSocketResponse

from bot.practice.links import Links
from tests.faults.company import PATIENCE, Company
from tests.faults.ledger import Verdict
from tests.faults.load import TIMES
from tests.faults.scenarios import Harm, deliveries, is_done
from tests.faults.stream import streaming

LINKS: Final = 2
REFRESH_SECONDS: Final = 3.0
CUT_SECONDS: Final = 8.0
SILENCE_SECONDS: Final = 20.0
SILENCES: Final = 2
ROLL_SECONDS: Final = 20.0


async def deafness(company: Company, number: int, seconds: float, harm: Harm, rng: Random) -> tuple[Verdict, str]:
    """Bring deliveries while harm is done, and ask all the time: the gap is how long nothing at all was heard."""
    gap = 0.0

    async def listened(company: Company, work: asyncio.Task[Any], rng: Random) -> str:
        nonlocal gap
        async with streaming(company.workspace) as stream:
            done = await harm(company, work, rng)
            gap = stream.longest_gap
        return done

    verdict, done = await deliveries(company, number, seconds, TIMES, listened, rng)
    return replace(verdict, gap=gap), done


async def refreshes(company: Company, work: asyncio.Task[Any], _rng: Random) -> str:
    """Slack announces the end of every connection, again and again."""
    count = 0
    while not await is_done(work, REFRESH_SECONDS):
        await company.server.refresh_links()
        count += 1
    return f"{count} times"


async def closes(company: Company, work: asyncio.Task[Any], rng: Random) -> str:
    """One of the connections ends unannounced: with a farewell, or as when a cable is cut."""
    count, links = 0, company.server.links
    while not await is_done(work, REFRESH_SECONDS):
        await links.drop(farewell=rng.random() < 1 / 2, only=rng.choice(links.open))
        count += 1
    return f"{count} times"


async def cuts(company: Company, work: asyncio.Task[Any], rng: Random) -> str:
    """All connections end at once and unannounced."""
    count = 0
    while not await is_done(work, CUT_SECONDS):
        await company.server.drop_links(farewell=rng.random() < 1 / 2)
        count += 1
    return f"{count} times"


async def silences(company: Company, work: asyncio.Task[Any], _rng: Random) -> str:
    """Every line stays open and carries nothing any more, as when a router forgets it, until the bots have others."""
    links = company.server.links
    for _ in range(SILENCES):
        await is_done(work, SILENCE_SECONDS)
        replaced = partial(_has_others, links, set(links.open))
        company.wire.goes_silent()
        assert await company.workspace.changes.until(replaced, PATIENCE)
    await is_done(work, REFRESH_SECONDS)
    return f"{SILENCES} times"


async def rolling(company: Company, work: asyncio.Task[Any], _rng: Random) -> str:
    """One bot after the other is told to end, ends well, and is started anew."""
    count = 0
    for bot in cycle(company.bots):
        if await is_done(work, ROLL_SECONDS):
            break
        assert await bot.stop() == 0
        await bot.begin()
        count += 1
    return f"{count} restarts"


def _has_others(links: Links, dead: Set[WebSocketResponse]) -> bool:
    return len(set(links.open) - dead) >= LINKS
