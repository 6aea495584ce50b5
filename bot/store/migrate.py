"""Brings a database to the schema of this version; upgrading never loses a row."""

from pathlib import Path

from alembic import command
from alembic.config import Config


def upgrade(url: str) -> None:
    """Upgrade the database at an SQLAlchemy URL to the newest schema; nothing happens when it is there."""
    command.upgrade(config(url), "head")


def config(url: str) -> Config:
    """Return Alembic's configuration for a database."""
    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    settings.attributes["url"] = url
    return settings
