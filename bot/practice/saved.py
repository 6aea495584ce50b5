"""A workspace kept in a file, so that it is there again when the process is not."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.practice import snapshot
from bot.practice.model import Message
from bot.practice.snapshot import Piece

if TYPE_CHECKING:
    from bot.practice.workspace import Workspace

VERSION: Final = 1
SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS piece (kind TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, id));
CREATE TABLE IF NOT EXISTS note (name TEXT PRIMARY KEY, body TEXT NOT NULL);
"""
PUT: Final = "INSERT INTO piece VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET body = excluded.body"
DROP: Final = "DELETE FROM piece WHERE kind = ? AND id = ?"
NOTE: Final = "INSERT INTO note VALUES (?, ?) ON CONFLICT DO UPDATE SET body = excluded.body"


class InUse(Exception):
    """Another process keeps its workspace in this file."""


class Unreadable(Exception):
    """The file is of another version, or none of ours; the text says which."""


class Saved:
    """A file that holds one workspace, locked as long as it is open.

    What changed is written as soon as it is told, before the app or a person learns of it: who ends the process, at
    whatever moment, finds the workspace as everybody saw it last. A loss of power may take the last seconds.
    """

    def __init__(self, file: Path) -> None:
        """Opens the file, made where there is none. Raises InUse, Unreadable."""
        self._database = sqlite3.connect(file, timeout=0, isolation_level=None)
        self._workspace: Workspace | None = None
        self._marks: dict[tuple[str, str], object] = {}
        try:
            self._prepare()
        except sqlite3.OperationalError as error:
            self.close()
            raise InUse from error
        except sqlite3.DatabaseError as error:
            self.close()
            raise Unreadable(str(error)) from error
        except Unreadable:
            self.close()
            raise

    def load(self, workspace: Workspace) -> bool:
        """Fills a new workspace with the one that was kept here; False when there was none. Raises Unreadable."""
        try:
            pieces = self._database.execute("SELECT kind, id, body FROM piece ORDER BY rowid").fetchall()
            if pieces:
                snapshot.restore(workspace, (Piece(*each) for each in pieces))
        except (sqlite3.DatabaseError, KeyError, TypeError, ValueError, AttributeError) as error:
            raise Unreadable(f"{type(error).__name__}: {error}") from error
        return bool(pieces)

    def keep(self, workspace: Workspace) -> None:
        """Writes the workspace down now and at each change from now on."""
        self.leave()
        self._workspace = workspace
        self._marks.clear()
        self._write(*snapshot.messages(workspace))
        workspace.changes.followers.append(self._write)

    def leave(self) -> None:
        """Writes what is left, and follows the workspace no more."""
        if self._workspace:
            self._write()
            self._workspace.changes.followers.remove(self._write)
            self._workspace = None

    def forget(self) -> None:
        """Empties the file."""
        self.leave()
        with self._database:
            self._database.execute("BEGIN")
            self._database.execute("DELETE FROM piece")
            self._database.execute("DELETE FROM note")

    def note(self, name: str, body: str) -> None:
        """Keeps something else beside the workspace."""
        self._database.execute(NOTE, (name, body))

    def noted(self, name: str) -> str | None:
        """What was kept under this name."""
        row = self._database.execute("SELECT body FROM note WHERE name = ?", (name,)).fetchone()
        return row and str(row[0])

    def close(self) -> None:
        """Writes what is left and lets go of the file."""
        with suppress(sqlite3.DatabaseError):
            self.leave()
        self._database.close()

    def _prepare(self) -> None:
        execute = self._database.execute
        execute("PRAGMA locking_mode = EXCLUSIVE")
        execute("PRAGMA journal_mode = WAL")
        execute("PRAGMA synchronous = NORMAL")
        execute("BEGIN IMMEDIATE")
        [version] = execute("PRAGMA user_version").fetchone()
        [tables] = execute("SELECT count(*) FROM sqlite_schema").fetchone()
        if tables and version != VERSION:
            raise Unreadable(f"it has version {version}, and this is version {VERSION}")
        for statement in filter(str.strip, SCHEMA.split(";")):
            execute(statement)
        execute(f"PRAGMA user_version = {VERSION}")
        execute("COMMIT")

    def _write(self, *messages: Message) -> None:
        assert self._workspace
        sketches = {(each.kind, each.id): each for each in snapshot.sketches(self._workspace)}
        changed = [each.piece() for place, each in sketches.items() if self._marks.get(place) != each.mark]
        gone = self._marks.keys() - sketches.keys()
        if messages or changed or gone:
            self._commit([*map(snapshot.of_message, messages), *changed], gone)
        self._marks = {place: each.mark for place, each in sketches.items()}

    def _commit(self, changed: list[Piece], gone: set[tuple[str, str]]) -> None:
        with self._database:
            self._database.execute("BEGIN")
            self._database.executemany(PUT, changed)
            self._database.executemany(DROP, gone)
