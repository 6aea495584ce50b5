"""A worker that falls behind its lease, or cannot note what it did, never makes a message stand twice."""

import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Final

import pytest
from sqlalchemy import make_url

from bot.app import running
from bot.domain.errors import Unavailable
from bot.domain.outbox import LEASE, Post, State
from bot.practice import Fault
from bot.services import health, outbox
from tests.databases import Sqlite
from tests.practice.asking import send
from tests.practice.town import PACE, Town, settings_of, town_of

SECOND: Final = timedelta(seconds=1)
HOLD: Final = 2.0
PATIENCE: Final = 20.0


async def test_a_worker_that_wakes_after_its_lease_leaves_the_message_to_the_one_that_has_it(
    sqlite_databases: Sqlite, recordings: tuple[Path, Path]
) -> None:
    async with _town_with_a_held_message(sqlite_databases, recordings) as town:
        held = town.said("held").id
        town.clock.move_to(town.clock.now() + LEASE + SECOND)
        async with running(settings_of(town.workspace, town.server, town.url), town.clock):
            await town.workspace.until(lambda: _state(town) == State.SENT, PATIENCE)
    assert _copies(town, held) == 1


async def test_a_message_is_noted_as_soon_as_the_database_is_back(
    sqlite_databases: Sqlite, recordings: tuple[Path, Path]
) -> None:
    async with _town_with_a_held_message(sqlite_databases, recordings) as town:
        held = town.said("held").id
        with _locked(town.url):
            await town.workspace.until(lambda: _copies(town, held) == 1, PATIENCE)
            await _heard_to_be_away(town)
        await town.workspace.until(lambda: _state(town) == State.SENT, PATIENCE)
        assert "conversations.history" not in {call.method for call in town.workspace.calls}
    assert _copies(town, held) == 1


async def test_a_message_that_could_not_be_noted_in_time_is_found_and_not_said_again(
    sqlite_databases: Sqlite, recordings: tuple[Path, Path], caplog: pytest.LogCaptureFixture
) -> None:
    async with _town_with_a_held_message(sqlite_databases, recordings) as town:
        held = town.said("held").id
        with _locked(town.url):
            await town.workspace.until(lambda: _copies(town, held) == 1, PATIENCE)
            town.clock.move_to(town.clock.now() + LEASE + SECOND)
            await town.workspace.until(lambda: "message held" in caplog.text, PATIENCE)
        await town.move_by(LEASE + SECOND)
        await town.move_by(LEASE + SECOND)
        assert _state(town) == State.SENT
    assert _copies(town, held) == 1


async def _heard_to_be_away(town: Town) -> None:
    """Wait for as long as noting something takes to fail: what the bot tried to note meanwhile failed as well."""
    for _ in range(2):
        with pytest.raises(Unavailable):
            await town.bot.deps.store.run(health.writes, town.workspace.team_id)


@asynccontextmanager
async def _town_with_a_held_message(databases: Sqlite, recordings: tuple[Path, Path]) -> AsyncIterator[Town]:
    """A bot that has claimed a message and waits, for two seconds, because Slack wants no posts now."""
    with databases.fresh() as url:
        async with town_of(url, recordings) as town:
            await send(town)
            town.server.faults.append(Fault("chat.postMessage", "before", "429", retry_after=int(HOLD * PACE)))
            await _plan(town, "refused", "#learning-team")
            await town.workspace.until(lambda: town.said("refused").attempts == 1)
            await _plan(town, "held", "#learning-team")
            await town.workspace.until(lambda: _state(town) == State.SENDING)
            yield town


async def _plan(town: Town, key: str, channel: str) -> None:
    post = Post(key, "requests.card", town.workspace.conversation(channel).id, {"request": 1})
    now = town.clock.now()
    await town.bot.deps.store.run(outbox.plan, town.workspace.team_id, post, now, now)


def _state(town: Town) -> str:
    return town.said("held").state


def _copies(town: Town, key: str) -> int:
    """How often the message with this key in its metadata was accepted."""
    posts = [entry.message for entry in town.workspace.ledger if entry.kind == "post" and entry.message.metadata]
    return sum((post.metadata or {})["event_payload"]["key"] == key for post in posts)


@contextmanager
def _locked(url: str) -> Iterator[None]:
    """Another program holds the database's write lock."""
    with closing(sqlite3.connect(make_url(url).database or "", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")
