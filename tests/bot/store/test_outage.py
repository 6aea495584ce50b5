"""Times without the database: what the log says of them."""

import logging
from collections.abc import Iterator

import pytest
from sqlmodel import Session

from bot.domain.errors import Unavailable
from bot.services import health
from bot.store.engine import Store
from tests.bot.conftest import TEAM
from tests.databases import Sqlite


@pytest.fixture
def read_only(sqlite_databases: Sqlite) -> Iterator[Store]:
    """A store on a file that may only be read."""
    with sqlite_databases.fresh() as url:
        store = Store(f"{url.replace(':///', ':///file:', 1)}?mode=ro&uri=true")
        yield store
        store.close()


async def test_a_file_that_may_only_be_read_is_not_called_writable_again(
    read_only: Store, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(Unavailable):
        await read_only.run(health.writes, TEAM)
    await read_only.run(_look)
    told = [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
    assert told == ["the database cannot be written, trying again: attempt to write a readonly database"]


def _look(session: Session) -> None:
    """Write nothing."""
