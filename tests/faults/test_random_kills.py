"""Some hundred deliveries and messages while bots die at random moments; the long run is `make faults`."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Final

import pytest

from tests.faults import scenarios
from tests.faults.bots import HURRIED
from tests.faults.company import Company, company_of
from tests.faults.ledger import all_is_said, of_posts
from tests.faults.load import bring, of_deliveries

DELIVERIES: Final = 300
POSTS: Final = 150
SECOND: Final = timedelta(seconds=1)
KILLS: Final = 3
BOTS: Final = {"sqlite": 1, "postgres": 2}


@pytest.fixture
def number_of_bots(request: pytest.FixtureRequest) -> int:
    """One on SQLite, two that share PostgreSQL."""
    return BOTS[request.node.callspec.params["databases"]]


async def test_nothing_is_lost_or_said_twice_while_bots_are_killed_at_random(
    database_url: str, tmp_path: Path, number_of_bots: int
) -> None:
    rng = Random(1)
    async with company_of(database_url, tmp_path, number_of_bots, HURRIED, voters=30, rooms=30) as company:
        scenarios.plan_posts(company, POSTS, datetime.now(UTC) + SECOND, 4 * SECOND)
        await company.start()
        parcels = await scenarios.parcels_of(company, DELIVERIES, rng)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(bring(company, parcels, rng))
            await _kill(company, rng)
        await company.restart()
        await company.until(lambda: all_is_said(company))
        said, done = of_posts(company), of_deliveries(company, parcels, 0.0)
    assert (said.is_clean, done.is_clean) == (True, True), (said, done)


async def _kill(company: Company, rng: Random) -> None:
    for _ in range(KILLS):
        await asyncio.sleep(rng.uniform(0.1, 1.0))
        bot = rng.choice(company.bots)
        await bot.kill()
        await bot.begin()
