"""Two bots that meet a new workspace at the same moment, on PostgreSQL."""

import asyncio
from collections.abc import Callable
from typing import Any, Final

import pytest
from sqlalchemy import text
from sqlmodel import Session

from bot.domain.people import PersonFacts
from bot.services import people, settings
from bot.store.connect import direct
from bot.store.engine import Store

TEAM: Final = "T0NORTHWIND"
SOON: Final = 5.0
WAITS: Final = text("SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
MAYA: Final = PersonFacts("U0MAYA", "Maya", "Maya Rao", "Europe/Berlin", False, False, False, False)
MEETINGS: Final = [(settings.install, ("U0BOT", "", ())), (people.remember, ([MAYA],))]


@pytest.mark.parametrize("databases", ["postgres"], indirect=True)
@pytest.mark.parametrize(("meet", "whom"), MEETINGS, ids=["workspace", "people"])
async def test_the_second_of_two_bots_goes_on(
    store: Store, database_url: str, meet: Callable[..., None], whom: tuple[Any, ...]
) -> None:
    engine = direct(database_url)
    with Session(engine) as first, engine.connect() as watch:
        meet(first, TEAM, *whom)
        first.flush()
        second = asyncio.create_task(store.run(meet, TEAM, *whom))
        async with asyncio.timeout(SOON):
            while not watch.execute(WAITS).first() and not second.done():
                watch.rollback()
                await asyncio.sleep(0)
        first.commit()
        await second
    engine.dispose()
