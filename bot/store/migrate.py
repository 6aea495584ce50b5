"""Brings a database to the schema of this version; upgrading never loses a row."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import make_url

from bot.store.connect import readers


def upgrade(url: str) -> None:
    """Upgrade the database at an SQLAlchemy URL to the newest schema; nothing happens when it is there."""
    command.upgrade(config(url), "head")


def config(url: str) -> Config:
    """Return Alembic's configuration for a database."""
    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    settings.attributes["url"] = url
    return settings


def is_newest(url: str) -> bool:
    """Say whether the database at an SQLAlchemy URL is there with the newest schema. Raises SQLAlchemyError."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite" and not Path(parsed.database or "").is_file():
        return False
    engine = readers(url)
    try:
        with engine.connect() as connection:
            heads = MigrationContext.configure(connection).get_current_heads()
    finally:
        engine.dispose()
    return set(heads) == set(ScriptDirectory.from_config(config(url)).get_heads())
