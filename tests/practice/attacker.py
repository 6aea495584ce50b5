"""Somebody who holds everything: each state of the database, its files, the logs and what the channel showed, and who
wants to know who voted what."""

import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import psycopg
from cryptography.exceptions import InvalidTag
from sqlalchemy.engine import make_url
from sqlmodel import SQLModel

from bot.keys import HALF, Key
from bot.store import tables
from tests.databases import keys_of

SAMPLE: Final = 24
SECRETS: Final = re.compile(r"\b(?:[0-9a-f]{32}|[0-9a-f]{64}|[0-9a-f]{128})\b")
CHOSEN: Final = re.compile(rb'"(\d)": \[')
Table = Mapping[tuple[Any, ...], tuple[Any, ...]]
State = Mapping[str, Table]


@dataclass
class Attacker:
    """Looks at everything after each vote, and guesses at the end."""

    url: str
    before: State = field(default_factory=dict)
    traces: dict[str, dict[str, Any]] = field(default_factory=dict)
    sheets: set[tuple[str, bytes]] = field(default_factory=set)
    secrets: set[bytes] = field(default_factory=set)

    def look(self, user_id: str, shown: str, logged: Sequence[str]) -> None:
        """Note what changed with this person's vote: rows, what the channel shows, what was logged."""
        now = _state(self.url)
        seen = {"shown": shown, "logged": tuple(line.replace(user_id, "") for line in logged)}
        self.traces[user_id] = dict(_traces(self.before, now)) | seen
        self.sheets |= {(row[1], row[4]) for row in now["poll_answers"].values()}
        self.secrets |= {
            each for table in now.values() for row in table.values() for value in row for each in _in(value)
        }
        self.before = now

    def guesses(self, known: Mapping[str, int]) -> dict[str, int]:
        """Guess the vote of everybody whose vote is not `known`: what can be read, else by what told those that are."""
        read = dict(self._read())
        best = max(self._traits(), key=lambda trait: self._told(trait, known))
        rule, usual = self._learned(best, known), Counter(known.values()).most_common(1)[0][0]
        unknown = {user: trace for user, trace in self.traces.items() if user not in known}
        return {user: read.get(user, rule.get(trace.get(best), usual)) for user, trace in unknown.items()}

    def files(self) -> list[bytes]:
        """The database's own files as they are now, where it is made of files beside the bot."""
        if not self.url.startswith("sqlite"):
            return []
        file = Path(make_url(self.url).database or "")
        return [each.read_bytes() for each in file.parent.glob(f"{file.name}*") if each.is_file()]

    def _read(self) -> Iterator[tuple[str, int]]:
        """Read the sheets as they are, and with whatever is stored, or left in the folder of keys, as the key."""
        left = [file.read_bytes() for file in keys_of(self.url).glob("*")]
        for secret in [None, *left, *self.secrets]:
            key = Key(secret.ljust(2 * HALF, b"\0")[: 2 * HALF]) if secret else None
            users = {key.name_of(user): user for user in self.traces} if key else {}
            for name, body in self.sheets:
                if clicks := CHOSEN.findall(_opened(key, body, name)):
                    yield users.get(name, name), int(clicks[-1])

    def _traits(self) -> list[str]:
        return sorted({name for trace in self.traces.values() for name in trace})

    def _learned(self, trait: str, known: Mapping[str, int]) -> dict[Any, int]:
        seen: defaultdict[Any, Counter[int]] = defaultdict(Counter)
        for user, choice in known.items():
            seen[self.traces[user].get(trait)][choice] += 1
        return {value: votes.most_common(1)[0][0] for value, votes in seen.items()}

    def _told(self, trait: str, known: Mapping[str, int]) -> float:
        """How much a trait tells of the known votes; one that is new each time tells nothing about others."""
        rule = self._learned(trait, known)
        right = sum(rule[self.traces[user].get(trait)] == choice for user, choice in known.items())
        return (right - len(rule)) / len(known)


def _opened(key: Key | None, body: bytes, name: str) -> bytes:
    try:
        return key.unlock(body, name) if key else body
    except InvalidTag:
        return b""


def _in(value: Any) -> list[bytes]:
    """Whatever in a stored value may be a secret."""
    if isinstance(value, bytes):
        return [value] if len(value) <= 2 * HALF else []
    return [bytes.fromhex(found) for found in SECRETS.findall(str(value))]


def _traces(before: State, now: State) -> Iterator[tuple[str, Any]]:
    """What a vote left: of each row that is new or changed, every value, its size and its bytes."""
    for name, table in now.items():
        last = before.get(name, {})
        changed = [row for key, row in table.items() if last.get(key) != row]
        yield f"{name}: rows", len(changed)
        for place, value in enumerate(value for row in changed[:1] for value in row):
            yield from _of(f"{name}.{place}", value)


def _of(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    yield name, value
    if isinstance(value, bytes | str):
        yield f"{name} size", len(value)
        for place, each in enumerate(value[:SAMPLE]):
            yield f"{name}[{place}]", each
        for place, each in enumerate(value[-SAMPLE:]):
            yield f"{name}[-{place}]", each


def _state(url: str) -> State:
    """Every row of every table in the order in which the database keeps it, with what it adds to a row by itself."""
    names = [table.name for table in tables.metadata.sorted_tables]
    return _of_sqlite(url, names) if url.startswith("sqlite") else _of_postgres(url, names)


def _of_sqlite(url: str, names: Sequence[str]) -> State:
    with sqlite3.connect(make_url(url).database or "") as database:
        return {name: _keyed(name, database.execute(f'SELECT * FROM "{name}"').fetchall()) for name in names}


def _of_postgres(url: str, names: Sequence[str]) -> State:
    with psycopg.connect(url.replace("+psycopg", "")) as database:
        return {
            name: _keyed(name, database.execute(f'SELECT *, ctid::text, xmin::text FROM "{name}"').fetchall())
            for name in names
        }


def _keyed(name: str, rows: Iterable[tuple[Any, ...]]) -> Table:
    table = SQLModel.metadata.tables[name]
    places = [place for place, column in enumerate(table.columns) if column.primary_key]
    plain = (tuple(bytes(value) if isinstance(value, memoryview) else _plain(value) for value in row) for row in rows)
    return {tuple(row[place] for place in places): row for row in plain}


def _plain(value: Any) -> Any:
    return value if isinstance(value, str | bytes | int | float | None) else str(value)
