"""Engines: no error of the database repeats what people wrote."""

from collections.abc import Callable

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from bot.store.connect import direct, readers, writers

SAID = "Nobody outside this room may know"


@pytest.mark.parametrize("engine_for", [direct, readers, writers])
def test_an_error_never_repeats_what_people_wrote(database_url: str, engine_for: Callable[[str], Engine]) -> None:
    engine = engine_for(database_url)
    with engine.connect() as connection, pytest.raises(DBAPIError) as failed:
        connection.execute(text("SELECT :said FROM nowhere"), {"said": SAID})
    engine.dispose()
    assert SAID not in str(failed.value)
