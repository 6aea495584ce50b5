"""What happens to a database file on somebody's machine: locks, a full disk, a power cut, lost rights."""

import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection
from typing import Any, Final

from sqlalchemy import Engine, event
from sqlalchemy.engine import make_url

LOCK: Final = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute("BEGIN IMMEDIATE")
print("locked", flush=True)
sys.stdin.read()
"""
PAGE: Final = 4_096


def file_of(url: str) -> Path:
    """The file of an SQLite database."""
    return Path(make_url(url).database or "")


@contextmanager
def locked(url: str) -> Iterator[None]:
    """Another process is writing all the while."""
    command = [sys.executable, "-c", LOCK, str(file_of(url))]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdin
        assert other.stdout
        assert other.stdout.readline() == b"locked\n"
        try:
            yield
        finally:
            other.stdin.close()


@contextmanager
def full_disk() -> Iterator[None]:
    """No SQLite database that is opened meanwhile can become any larger."""

    def limit(connection: Connection, _record: Any) -> None:
        connection.execute("PRAGMA max_page_count = 1")

    event.listen(Engine, "connect", limit)
    try:
        yield
    finally:
        event.remove(Engine, "connect", limit)


@contextmanager
def read_only(url: str) -> Iterator[None]:
    """Nobody has the right to write the database's file or its folder, but for root, who may do everything."""
    folder = file_of(url).parent
    files = [folder, *folder.iterdir()]
    rights = [each.stat().st_mode for each in files]
    for each, right in zip(files, rights, strict=True):
        each.chmod(right & ~0o222 | 0o444)
    try:
        yield
    finally:
        for each, right in zip(files, rights, strict=True):
            each.chmod(right)


@contextmanager
def no_room(pid: int) -> Iterator[None]:
    """Whatever a process writes is refused beyond the first page of a file."""
    rights = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (PAGE, rights[1]))
    try:
        yield
    finally:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, rights)


def freeze(process: "subprocess.Popen[bytes]") -> None:
    """Stop a process in the middle of whatever it does."""
    os.kill(process.pid, signal.SIGSTOP)
    os.waitpid(process.pid, os.WUNTRACED)


def copied(url: str, folder: Path) -> Path:
    """Copy what a power cut would leave of the database: the file and its log, as they are now."""
    folder.mkdir()
    for suffix in ("", "-wal"):
        shutil.copyfile(f"{file_of(url)}{suffix}", folder / f"touchpoint.db{suffix}")
    return folder / "touchpoint.db"
