"""What happens to a database file on somebody's machine: locks, a full disk, a power cut, lost rights."""

import os
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
NOBODY: Final = 65534


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
def unwritable(url: str) -> Iterator[None]:
    """This process has no right to write the database's file; one that runs as root is nobody meanwhile."""
    folder, was_root = file_of(url).parent, os.geteuid() == 0
    (folder.parent if was_root else folder).chmod(0o755)
    folder.chmod(0o555)
    for file in folder.iterdir():
        file.chmod(0o444)
    if was_root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(os.getuid())
        folder.chmod(0o700)


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
