"""The migrations lead to the tables that the program works with."""

from alembic import command

from bot.store.migrate import config


def test_the_newest_schema_is_that_of_the_tables(database_url: str) -> None:
    command.check(config(database_url))
