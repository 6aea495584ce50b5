"""The program without Slack: a store on a fresh database of each kind."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

import pytest

from bot.services import settings
from bot.store.engine import Store

TEAM: Final = "T0NORTHWIND"
NOW: Final = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """An open store, whose workspace has no L&D team yet."""
    store = Store(database_url)
    yield store
    store.close()


@pytest.fixture
async def workspace(store: Store) -> Store:
    """A store that knows the workspace TEAM."""
    await store.run(settings.install, TEAM, "U0TOUCHPOINT", "", ())
    return store
