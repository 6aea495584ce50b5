"""Engines for both databases, set up so that a commit is a promise and nobody waits without end."""

import sqlite3
from time import monotonic
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

BUSY_MS: Final = 200
BUSY_MS_OF_TOOLS: Final = 5_000
POOLED: Final = 2
RESTED_SECONDS: Final = 1.0
USED_AT: Final = "used_at"
LINE: Final = {
    "connect_timeout": 2,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 5_000,
}
WRITING: Final = 7_041_777
PATIENCE: Final = "SET LOCAL lock_timeout = '300ms'"
READING: Final = (
    f"BEGIN; SET LOCAL statement_timeout = '2s'; SET LOCAL idle_in_transaction_session_timeout = '10s'; {PATIENCE}"
)
TAKING_TURNS: Final = (
    "BEGIN; SET LOCAL statement_timeout = '2s'; SET LOCAL idle_in_transaction_session_timeout = '1500ms'; "
    f"SELECT pg_advisory_xact_lock({WRITING}); {PATIENCE}"
)


def writers(url: str) -> Engine:
    """Return an engine whose transactions come one after the other: each takes the write lock at its start.

    On PostgreSQL too, and among all bots: so no two can deadlock, insert the same key or decide on the same row.
    A bot that stops in the middle of a transaction loses it, and lets the others go on, after 1.5 seconds. Whoever
    waits for a turn as long as a person can wait gives up; a lock of somebody else is tried for again and again.
    """
    return _sqlite(url, "BEGIN IMMEDIATE") if _is_sqlite(url) else _postgres(url, TAKING_TURNS)


def readers(url: str) -> Engine:
    """Return an engine whose transactions only read a snapshot."""
    return _sqlite(url, "BEGIN") if _is_sqlite(url) else _postgres(url, READING)


def direct(url: str) -> Engine:
    """Return an engine without a pool, for migrations and backups, which may take their time."""
    if _is_sqlite(url):
        return _sqlite(url, "BEGIN IMMEDIATE", BUSY_MS_OF_TOOLS)
    return create_engine(url, poolclass=NullPool, connect_args=_line(url), hide_parameters=True)


def _is_sqlite(url: str) -> bool:
    return make_url(url).get_backend_name() == "sqlite"


def _postgres(url: str, begin: str) -> Engine:
    """Return an engine whose statements end in two seconds. A connection that rested is tried before it is used.

    The driver begins no transactions of its own: `begin` does, together with what it sets, on one way to the database.
    """
    options = {**_line(url), "autocommit": True}
    engine = create_engine(url, pool_size=POOLED, max_overflow=0, connect_args=options, hide_parameters=True)

    @event.listens_for(engine, "checkout")
    def try_it(connection: DBAPIConnection, record: ConnectionPoolEntry, _proxy: Any) -> None:
        if monotonic() - record.info.get(USED_AT, monotonic()) > RESTED_SECONDS and not _answers(engine, connection):
            raise InvalidatePoolError

    @event.listens_for(engine, "checkin")
    def note(_connection: DBAPIConnection | None, record: ConnectionPoolEntry) -> None:
        record.info[USED_AT] = monotonic()

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _answers(engine: Engine, connection: DBAPIConnection) -> bool:
    try:
        return engine.dialect.do_ping(connection)
    except engine.dialect.loaded_dbapi.Error:
        return False


def _in_one_go(engine: Engine) -> Engine:
    """Have several rows inserted with one statement: between two of them other threads go first."""
    engine.dialect.use_insertmanyvalues_wo_returning = True
    return engine


def _line(url: str) -> dict[str, int]:
    """Return how soon a dead line is noticed (seconds, the last in milliseconds); the URL has the last word.

    Names: https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS.
    """
    return {name: value for name, value in LINE.items() if name not in make_url(url).query}


def _sqlite(url: str, begin: str, busy_ms: int = BUSY_MS) -> Engine:
    engine = _in_one_go(create_engine(url, hide_parameters=True))

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in (
            f"busy_timeout={busy_ms}",
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "secure_delete=ON",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    @event.listens_for(engine, "commit")
    def make_sure(connection: Connection) -> None:
        # When the disk is full SQLite may roll back by itself, and the driver's commit then says nothing.
        if not connection.connection.in_transaction:
            connection.exec_driver_sql("COMMIT")

    return engine
