"""The databases that all other tests rely on: migrated, of one test alone, and gone afterwards."""

import pytest
from sqlalchemy import Engine, create_engine, inspect, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from tests.databases import Postgres, Sqlite


def _engine(url: str) -> Engine:
    return create_engine(url, poolclass=NullPool)


def _tables(url: str) -> list[str]:
    return inspect(_engine(url)).get_table_names()


def test_a_fresh_database_is_migrated(database_url: str) -> None:
    assert "alembic_version" in _tables(database_url)


def test_what_is_done_to_one_database_no_other_sees(databases: Sqlite | Postgres) -> None:
    with databases.fresh() as mine, databases.fresh() as yours:
        with _engine(mine).begin() as connection:
            connection.execute(text("CREATE TABLE left_behind (id integer)"))
        assert "left_behind" in _tables(mine)
        assert "left_behind" not in _tables(yours)


@pytest.mark.parametrize("databases", ["postgres"], indirect=True)
def test_a_database_goes_although_somebody_is_still_connected(databases: Postgres) -> None:
    with databases.fresh() as url:
        lingering = _engine(url).connect()
    with pytest.raises(OperationalError, match="does not exist"):
        _tables(url)
    lingering.invalidate()
