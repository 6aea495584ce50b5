"""A copy of the database while the bot goes on working."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy.engine import make_url


class CannotBackUp(Exception):
    """This database is not a file that can be copied here; the text says what to do."""


def backup(url: str, file: Path) -> None:
    """Copy the SQLite database at an SQLAlchemy URL into the new `file`, whole or not at all.

    Raises CannotBackUp for another database, FileNotFoundError where there is none, FileExistsError
    where `file` is there already. Nobody who writes meanwhile is stopped (https://www.sqlite.org/backup.html).
    """
    source = _file(url)
    if file.exists():
        raise FileExistsError(f"{file} is there already; name a new file.")
    draft = file.with_name(f"{file.name}.partial")
    os.close(os.open(draft, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600))
    try:
        with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(draft)) as copy:
            live.backup(copy)
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)


def _file(url: str) -> Path:
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        raise CannotBackUp("This is not SQLite: back PostgreSQL up with its own pg_dump.")
    source = Path(parsed.database or "")
    if not source.is_file():
        raise FileNotFoundError(f"There is no database at {source}.")
    return source
