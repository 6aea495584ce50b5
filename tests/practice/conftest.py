"""The bot among people, for the tests that come in through the front door."""

import logging
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.databases import Postgres, Sqlite
from tests.practice.noting import invite
from tests.practice.town import Town, Transport, town_of


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "logs_errors: the bot is expected to log an error in this test")


@pytest.fixture(autouse=True)
def no_errors_are_logged(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Nothing that people do may end in an error or a traceback in the log."""
    yield
    records = [record for when in ("setup", "call", "teardown") for record in caplog.get_records(when)]
    errors = [record for record in records if record.levelno >= logging.ERROR]
    assert bool(errors) == bool(request.node.get_closest_marker("logs_errors")), [
        record.getMessage() for record in errors
    ]


@pytest.fixture
async def town(sqlite_databases: Sqlite, recordings: tuple[Path, Path]) -> AsyncIterator[Town]:
    """The company with the bot in it, over Socket Mode, on SQLite."""
    with sqlite_databases.fresh() as url:
        async with town_of(url, recordings) as town:
            yield town


@pytest.fixture
async def sales(town: Town) -> Town:
    """The town with the bot invited to #sales."""
    await invite(town)
    return town


@pytest.fixture
def transport(request: pytest.FixtureRequest, databases: Sqlite | Postgres) -> Transport:
    """How Slack reaches the bot: it knows nothing of the database, so each comes with one unless a test wants both."""
    chosen: Transport = getattr(request, "param", "socket" if isinstance(databases, Sqlite) else "http")
    return chosen


@pytest.fixture
async def stories(database_url: str, recordings: tuple[Path, Path], transport: Transport) -> AsyncIterator[Town]:
    """The company with the bot in it, over either transport and on either database."""
    async with town_of(database_url, recordings, transport) as town:
        yield town
