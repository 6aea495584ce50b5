"""The one door to the database: what callers may rely on."""

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta, timezone
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, func, select

from bot.store import people, requests, writer
from bot.store.connect import direct
from bot.store.engine import Store
from bot.store.inbox import Received
from bot.store.people import Person
from bot.store.requests_questions import Question
from tests.bot.conftest import NOW, TEAM


async def test_what_was_run_is_there_for_those_who_read(store: Store) -> None:
    await store.run(_hire, "U1")
    assert await store.read(_count) == 1


async def test_what_is_read_is_never_kept(store: Store) -> None:
    await store.read(_hire, "U1")
    assert await store.read(_count) == 0


async def test_a_failure_takes_back_its_own_changes_alone(store: Store) -> None:
    async with _held(store):
        good, bad, late = (
            asyncio.ensure_future(store.run(work, user))
            for work, user in ((_hire, "U1"), (_hire_and_fail, "U2"), (_hire, "U3"))
        )
        await asyncio.sleep(0)
    outcomes = await asyncio.gather(good, bad, late, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [str, ZeroDivisionError, str]
    assert await store.read(_everybody) == ["U1", "U3"]


async def test_a_refused_row_takes_back_its_own_work_alone(store: Store) -> None:
    await store.run(_hire, "U1")
    async with _held(store):
        again = asyncio.ensure_future(store.run(_hire, "U1"))
        other = asyncio.ensure_future(store.run(_hire, "U2"))
        await asyncio.sleep(0)
    with pytest.raises(IntegrityError):
        await again
    assert await other == "U2"


async def test_works_whose_common_commit_fails_are_committed_one_by_one(store: Store, database_url: str) -> None:
    _let_orphans_live_until_the_commit(database_url)
    async with _held(store):
        good = asyncio.ensure_future(store.run(_hire, "U1"))
        bad = asyncio.ensure_future(store.run(_ask_about_nothing))
        await asyncio.sleep(0)
    assert await good == "U1"
    with pytest.raises(IntegrityError):
        await bad
    assert await store.read(_everybody) == ["U1"]


async def test_somebody_who_no_longer_waits_does_not_stop_the_others(store: Store) -> None:
    async with _held(store):
        gone = asyncio.ensure_future(store.run(_hire, "U1"))
        await asyncio.sleep(0)
        gone.cancel()
        await asyncio.gather(gone, return_exceptions=True)
    assert await store.run(_hire, "U2") == "U2"


async def test_what_is_queued_is_finished_before_the_store_closes(database_url: str) -> None:
    store = Store(database_url)
    async with _held(store):
        queued = [asyncio.ensure_future(store.run(_hire, f"U{number}")) for number in range(5)]
        await asyncio.sleep(0)
    await asyncio.to_thread(store.close)
    assert await asyncio.gather(*queued) == [f"U{number}" for number in range(5)]


async def test_two_programs_on_one_database_never_give_a_number_twice(workspace: Store, database_url: str) -> None:
    other = Store(database_url)
    takes = [store.run(requests.next_number, TEAM) for _ in range(20) for store in (workspace, other)]
    numbers = await asyncio.gather(*takes)
    await asyncio.to_thread(other.close)
    assert sorted(numbers) == list(range(1, 41))


async def test_a_workspace_never_sees_the_people_of_another(store: Store) -> None:
    await store.run(_hire, "U1")
    assert await store.read(people.get, "T0OTHER", "U1") is None


@pytest.mark.parametrize("databases", ["postgres"], indirect=True)
async def test_a_lost_connection_is_made_again_and_the_work_done(store: Store) -> None:
    tries: list[int] = []

    def hire_on_a_shaky_line(session: Session) -> str:
        tries.append(1)
        if len(tries) == 1:
            session.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
        return _hire(session, "U1")

    assert await store.run(hire_on_a_shaky_line) == "U1"
    assert await store.read(_everybody) == ["U1"]


async def test_whatever_a_work_raises_the_writer_goes_on(store: Store) -> None:
    with pytest.raises(Panic):
        await store.run(_panic)
    with pytest.raises(Panic):
        await store.read(_panic)
    store.on_planned = _fail
    await store.run(_plan)
    assert await store.run(_hire, "U1") == "U1"
    assert await store.read(_everybody) == ["U1"]


async def test_in_a_crowd_the_first_waits_a_moment_for_the_others(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "LINGER_SECONDS", 0.2)
    async with _held(store):
        crowd = [asyncio.ensure_future(store.run(_transaction)) for _ in range(20)]
        await asyncio.sleep(0)
    assert len(set(await asyncio.gather(*crowd))) == 1
    first = asyncio.ensure_future(store.run(_transaction))
    await asyncio.sleep(0.05)
    others = [store.run(_transaction) for _ in range(9)]
    assert len(set(await asyncio.gather(first, *others))) == 1


async def test_who_comes_alone_does_not_wait_for_others(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "LINGER_SECONDS", 60.0)
    assert await store.run(_hire, "U1") == "U1"
    assert await store.run(_hire, "U2") == "U2"


async def test_a_moment_comes_back_in_utc(store: Store) -> None:
    evening = datetime(2026, 3, 2, 22, 30, tzinfo=timezone(timedelta(hours=9)))
    await store.run(_receive, evening)
    moment = await store.read(lambda session: session.get_one(Received, (TEAM, "key")).received_at)
    assert (moment, moment.tzinfo) == (evening, UTC)


async def test_a_moment_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(Exception, match="without a time zone"):
        await store.run(_receive, datetime(2026, 3, 2, 22, 30))


@asynccontextmanager
async def _held(store: Store) -> AsyncIterator[None]:
    """Keep the writer busy, so that everything run meanwhile shares the next commit."""
    begun, released = threading.Event(), threading.Event()

    def hold(session: Session) -> None:
        begun.set()
        released.wait(10)

    holding = asyncio.ensure_future(store.run(hold))
    await asyncio.to_thread(begun.wait, 10)
    try:
        yield
    finally:
        released.set()
    await holding


def _hire(session: Session, user_id: str) -> str:
    session.add(Person(team_id=TEAM, user_id=user_id, name=user_id))
    session.flush()
    return user_id


class Panic(BaseException):
    """What no handler expects."""


def _panic(session: Session) -> None:
    raise Panic


def _plan(session: Session) -> None:
    session.info["planned"] = True


def _fail() -> None:
    raise RuntimeError("the loop is closed")


def _hire_and_fail(session: Session, user_id: str) -> str:
    _hire(session, user_id)
    raise ZeroDivisionError


def _count(session: Session) -> int:
    return session.exec(select(func.count()).select_from(Person)).one()


def _everybody(session: Session) -> list[str]:
    return [person.user_id for person in people.colleagues(session, TEAM)]


def _transaction(session: Session) -> str:
    """Leave a mark in the transaction, and return whose it is."""
    return str(session.info.setdefault("mark", uuid4()))


def _receive(session: Session, moment: datetime) -> None:
    session.add(Received(team_id=TEAM, key="key", received_at=moment))


def _ask_about_nothing(session: Session) -> None:
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text("PRAGMA defer_foreign_keys = ON"))
    session.add(Question(team_id=TEAM, request_id=99, batch=1, question="Why?", asked_at=NOW))


def _let_orphans_live_until_the_commit(url: str) -> None:
    engine = direct(url)
    if engine.dialect.name == "postgresql":
        constraint = "ALTER CONSTRAINT fk_request_question_request_id_request DEFERRABLE INITIALLY DEFERRED"
        with engine.begin() as connection:
            connection.execute(text(f"ALTER TABLE request_question {constraint}"))
    engine.dispose()
