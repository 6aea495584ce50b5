"""Engines for both databases, set up so that a commit is a promise."""

import sqlite3
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool

BUSY_TIMEOUT_MS = 2_000


def writers(url: str) -> Engine:
    """Return an engine for the writer: on SQLite each transaction takes the write lock at its start."""
    return _sqlite(url, "BEGIN IMMEDIATE") if _is_sqlite(url) else _postgres(url, 2)


def readers(url: str) -> Engine:
    """Return an engine whose transactions only read a snapshot."""
    return _sqlite(url, "BEGIN") if _is_sqlite(url) else _postgres(url, 2)


def direct(url: str) -> Engine:
    """Return an engine without a pool, for migrations and backups."""
    return _sqlite(url, "BEGIN IMMEDIATE") if _is_sqlite(url) else create_engine(url, poolclass=NullPool)


def _is_sqlite(url: str) -> bool:
    return make_url(url).get_backend_name() == "sqlite"


def _postgres(url: str, size: int) -> Engine:
    return create_engine(url, pool_size=size, max_overflow=0, pool_pre_ping=True)


def _sqlite(url: str, begin: str) -> Engine:
    engine = create_engine(url)

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            f"busy_timeout={BUSY_TIMEOUT_MS}",
            "secure_delete=ON",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def start(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine
