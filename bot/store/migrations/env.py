"""Runs the migrations on one connection; bots that start together take turns."""

import sqlite3
from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection, event, text
from sqlmodel.sql.sqltypes import AutoString

from bot.failpoints import Point, reach
from bot.store.connect import direct
from bot.store.tables import metadata

TAKE_TURNS = 7_041_776


def rendered(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """Write SQLModel's strings as SQLAlchemy's own, so that old steps need no SQLModel."""
    if kind != "type" or not isinstance(item, AutoString):
        return False
    return f"sa.String(length={item.length})" if item.length else "sa.String()"


def applied(*_step: Any, **_more: Any) -> None:
    """Come by a fail point after each step, before it is committed."""
    reach(Point.MIGRATING)


def loosen(connection: sqlite3.Connection, _record: Any) -> None:
    """Let SQLite make a table anew while rows of others refer to it (https://sqlite.org/lang_altertable.html)."""
    connection.execute("PRAGMA foreign_keys=OFF")


def refuse_loose_ends(connection: Connection) -> None:
    """Raise sqlite3.IntegrityError when a row refers to nothing; nothing of the step is kept then."""
    if loose := connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise sqlite3.IntegrityError(f"a row of {loose[0]} refers to nothing in {loose[2]}")


engine = direct(context.config.attributes["url"])
if engine.dialect.name == "sqlite":
    event.listen(engine, "connect", loosen)
with engine.connect() as connection:
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({TAKE_TURNS})"))
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        render_item=rendered,
        on_version_apply=applied,
    )
    context.run_migrations()
    if connection.dialect.name == "sqlite":
        refuse_loose_ends(connection)
    connection.commit()
engine.dispose()
