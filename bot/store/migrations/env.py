"""Runs the migrations on one connection; bots that start together take turns."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import text
from sqlmodel.sql.sqltypes import AutoString

from bot.store.connect import direct
from bot.store.tables import metadata

TAKE_TURNS = 7_041_776


def rendered(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """Write SQLModel's strings as SQLAlchemy's own, so that old steps need no SQLModel."""
    if kind != "type" or not isinstance(item, AutoString):
        return False
    return f"sa.String(length={item.length})" if item.length else "sa.String()"


engine = direct(context.config.attributes["url"])
with engine.connect() as connection:
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({TAKE_TURNS})"))
    context.configure(connection=connection, target_metadata=metadata, render_as_batch=True, render_item=rendered)
    context.run_migrations()
    connection.commit()
engine.dispose()
