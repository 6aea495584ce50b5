"""`db`: upgrading the database and copying it."""

from pathlib import Path

from bot.cli.problems import CannotRun, WrongUse, explained, shown
from bot.settings import Settings
from bot.store import backup as copies
from bot.store import migrate


def upgrade(settings: Settings) -> str:
    """Upgrade to the newest schema and say so. Raises CannotRun."""
    with explained(settings):
        migrate.upgrade(settings.database_url)
    return f"{shown(settings.database_url)} has the newest schema."


def backup(settings: Settings, file: Path) -> str:
    """Copy the database into a new file and say so. Raises WrongUse for PostgreSQL, CannotRun."""
    try:
        with explained(settings):
            copies.backup(settings.database_url, file)
    except copies.CannotBackUp as error:
        raise WrongUse(str(error)) from error
    except OSError as error:
        raise CannotRun(str(error)) from error
    return f"{file} is a whole copy of {shown(settings.database_url)}."
