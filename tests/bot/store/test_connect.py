"""Engines: no error of the database repeats what people wrote."""

from collections.abc import Callable

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from bot.store import connect
from bot.store.connect import direct, readers, writers

SAID = "Nobody outside this room may know"


@pytest.mark.parametrize("engine_for", [direct, readers, writers])
def test_an_error_never_repeats_what_people_wrote(database_url: str, engine_for: Callable[[str], Engine]) -> None:
    engine = engine_for(database_url)
    with engine.connect() as connection, pytest.raises(DBAPIError) as failed:
        connection.execute(text("SELECT :said FROM nowhere"), {"said": SAID})
    engine.dispose()
    assert SAID not in str(failed.value)


@pytest.mark.parametrize("databases", ["postgres"], indirect=True)
@pytest.mark.parametrize("engine_for", [readers, writers])
def test_a_connection_that_died_while_it_rested_is_replaced(
    database_url: str, engine_for: Callable[[str], Engine], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connect, "RESTED_SECONDS", 0.0)
    engine, other = engine_for(database_url), direct(database_url)
    before = _backend(engine)
    with other.connect() as connection:
        connection.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": before})
    assert _backend(engine) != before
    assert _backend(engine) == _backend(engine)
    engine.dispose()
    other.dispose()


def _backend(engine: Engine) -> int:
    """Which process of PostgreSQL serves the next transaction."""
    with engine.begin() as connection:
        return int(connection.execute(text("SELECT pg_backend_pid()")).scalar_one())
