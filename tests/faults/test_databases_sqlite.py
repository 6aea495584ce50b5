"""The database file is locked, full, cut off from power or not ours: nothing acknowledged is lost, nothing hangs."""

import asyncio
import logging
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from time import monotonic, sleep
from typing import Any, Final

import pytest
from sqlmodel import Session
from typer.testing import CliRunner

from bot.__main__ import cli
from bot.domain.errors import Unavailable
from bot.store import people
from bot.store.engine import Store
from bot.store.people import Person
from tests.databases import Sqlite
from tests.faults.broken_sqlite import copied, file_of, freeze, full_disk, locked, read_only
from tests.faults.nursery import PLAIN, ROOT

TEAM: Final = "T0NORTHWIND"
SLACK_WAITS: Final = 3.0
HUGE: Final = "long name " * 100_000
CUTS: Final = 6


@pytest.fixture
def url(sqlite_databases: Sqlite) -> Iterator[str]:
    with sqlite_databases.fresh() as url:
        yield url


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    store = Store(url)
    yield store
    store.close()


async def test_while_the_file_is_locked_everybody_is_told_in_time(store: Store, url: str) -> None:
    with locked(url):
        began = monotonic()
        answers = await _hired(store, range(200))
        assert monotonic() - began < SLACK_WAITS
    assert {type(answer) for answer in answers} == {Unavailable}


async def test_after_the_lock_it_goes_on_by_itself_and_what_was_refused_stays_undone(store: Store, url: str) -> None:
    with locked(url):
        await _hired(store, range(100))
    assert await _hired(store, range(100, 110)) == [f"U{number}" for number in range(100, 110)]
    assert set(await store.read(_everybody)) == {f"U{number}" for number in range(100, 110)}


async def test_what_comes_shortly_before_the_end_of_a_lock_is_done_in_time(store: Store, url: str) -> None:
    with locked(url):
        waiting = asyncio.ensure_future(_hired(store, range(64)))
        done, _ = await asyncio.wait([waiting], timeout=1)
        assert not done
    assert await waiting == [f"U{number}" for number in range(64)]


async def test_reading_goes_on_while_the_file_is_locked(store: Store, url: str) -> None:
    await _hired(store, range(3))
    with locked(url):
        assert await store.read(_everybody) == ["U0", "U1", "U2"]


async def test_a_long_lock_is_two_lines_in_the_log(store: Store, url: str, caplog: pytest.LogCaptureFixture) -> None:
    with locked(url):
        await _hired(store, range(64))
    await _hired(store, range(1))
    told = [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
    assert told[0] == "the database cannot be written, trying again: database is locked"
    assert [line.rpartition("after")[0] for line in told[1:]] == ["the database can be written again "]


async def test_what_was_acknowledged_before_the_disk_was_full_is_there(url: str) -> None:
    with full_disk():
        store = Store(url)
        tries = [_attempt(store.run(_hire, f"U{number}", HUGE if number % 5 == 2 else "")) for number in range(20)]
        answers = await asyncio.gather(*tries)
        await asyncio.to_thread(store.close)
    with closing(sqlite3.connect(file_of(url))) as file:
        kept = {user for (user,) in file.execute("SELECT user_id FROM person")}
    assert kept == {answer for answer in answers if isinstance(answer, str)}
    assert {type(answer) for answer in answers[2::5]} == {Unavailable}


async def test_it_goes_on_by_itself_when_there_is_room_again(url: str) -> None:
    with full_disk():
        store = Store(url)
        with pytest.raises(Unavailable, match="disk is full"):
            await store.run(_hire, "U1", HUGE)
    assert await store.run(_hire, "U1", HUGE) == "U1"
    await asyncio.to_thread(store.close)


def test_a_power_cut_leaves_a_sound_database_with_all_that_was_acknowledged(url: str, tmp_path: Path) -> None:
    copies = []
    with (tmp_path / "acknowledged").open("wb") as said:
        command = [sys.executable, "-m", "tests.faults.scribe", url]
        with subprocess.Popen(command, stdout=said, cwd=ROOT) as scribe:
            for cut in range(CUTS):
                copies.append(_cut_off(scribe, url, tmp_path, cut))
            scribe.kill()
    assert len(copies[-1][1]) > len(copies[0][1]) > 0
    for copy, acknowledged in copies:
        with closing(sqlite3.connect(copy)) as file:
            assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert acknowledged <= {user for (user,) in file.execute("SELECT user_id FROM person")}


def test_the_doctor_names_a_lock_and_its_mend(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("/")
    with locked(url):
        told = CliRunner().invoke(cli, ["doctor"], env={"DATABASE_URL": url})
    assert told.exit_code == 1
    assert "database is locked" in told.output
    assert "End the other program that holds it" in told.output


@pytest.mark.parametrize("word", ["doctor", "run"])
def test_a_file_that_is_not_ours_to_write_is_one_clear_line(word: str, url: str, tmp_path: Path) -> None:
    tokens = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "SLACK_API_URL": "http://127.0.0.1:9/"}
    given = {**os.environ, **tokens, "DATABASE_URL": url, "PYTHONPATH": str(ROOT)}
    command = [*PLAIN, sys.executable, "-m", "bot", word]
    with read_only(url):
        told = subprocess.run(command, cwd=tmp_path, env=given, capture_output=True, text=True)
    said = told.stdout + told.stderr
    assert told.returncode == 1
    assert "readonly" in said or "unable to open" in said
    assert "Traceback" not in said


def _cut_off(scribe: "subprocess.Popen[bytes]", url: str, folder: Path, cut: int) -> tuple[Path, set[str]]:
    """Stop the scribe at a random moment after it wrote some more; keep what is there then."""
    said, before = folder / "acknowledged", _lines(folder)
    while len(_lines(folder)) < len(before) + 20:
        assert scribe.poll() is None, said.read_text()
        sleep(0.01)
    sleep(Random(cut).uniform(0, 0.05))
    freeze(scribe)
    try:
        return copied(url, folder / f"copy-{cut}"), set(_lines(folder))
    finally:
        os.kill(scribe.pid, signal.SIGCONT)


def _lines(folder: Path) -> list[str]:
    return (folder / "acknowledged").read_text().split("\n")[:-1]


async def _hired(store: Store, numbers: range) -> list[Any]:
    return await asyncio.gather(*(_attempt(store.run(_hire, f"U{number}")) for number in numbers))


async def _attempt(work: Any) -> Any:
    try:
        return await work
    except Unavailable as error:
        return error


def _hire(session: Session, user_id: str, name: str = "") -> str:
    session.add(Person(team_id=TEAM, user_id=user_id, name=name))
    session.flush()
    return user_id


def _everybody(session: Session) -> list[str]:
    return [person.user_id for person in people.colleagues(session, TEAM)]
