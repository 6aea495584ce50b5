"""Runs the migrations on one connection; bots that start together take turns."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import text
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


engine = direct(context.config.attributes["url"])
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
    connection.commit()
engine.dispose()
