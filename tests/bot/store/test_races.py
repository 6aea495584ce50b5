"""Two bots that do the same at the same moment: one after the other, whatever they meet in, and nobody hears of it."""

import asyncio
from collections.abc import Callable, Iterator
from time import monotonic
from typing import Any, Final

import psycopg
import pytest
from sqlmodel import Session, SQLModel

from bot.domain.errors import Duplicate, Refused
from bot.domain.inbox import Delivery
from bot.domain.outbox import LND, Post
from bot.domain.people import PersonFacts
from bot.domain.requests import Source
from bot.services import departments, inbox, meetings, outbox, people, polls_closing, requests, requests_triage
from bot.services import settings as workspaces
from bot.services.meetings import Notes
from bot.store.departments import Department
from bot.store.engine import Store
from bot.store.inbox import Received
from bot.store.meetings import Meeting
from bot.store.outbox import Outgoing
from bot.store.people import Person
from bot.store.polls import Answers
from bot.store.polls_sheets import cast_answers
from bot.store.requests import TrainingRequest
from bot.store.settings import Workspace
from tests.bot.conftest import NOW, TEAM
from tests.bot.store.bots import FLOW, KEYS_OF_POLLS, NEED, SALES, bots_on, count
from tests.bot.voting import vote, withdraw
from tests.databases import Postgres

Work = Callable[[Session], Any]

WAITING: Final = "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
PATIENCE: Final = 5.0
FROM_MESSAGE: Final = Source(SALES, f"{SALES}:1.0", None)


@pytest.fixture
def url(postgres_databases: Postgres) -> Iterator[str]:
    with postgres_databases.fresh() as url:
        yield url


def _remember(session: Session) -> None:
    people.remember(session, TEAM, [PersonFacts("U0NEW", "New")])


def _install(session: Session) -> None:
    workspaces.install(session, "T0NEW", "U0BOT", "", ())


def _plan(session: Session) -> None:
    outbox.plan(session, TEAM, Post("once", "requests.card", LND, {}), NOW, NOW)


def _find_department(session: Session) -> None:
    departments.at(session, TEAM, SALES, "U0LENA", NOW)


def _receive(session: Session) -> None:
    inbox.once(session, Delivery(TEAM, "event:1"), NOW, lambda session, now: None)


def _note(session: Session) -> None:
    meetings.note(session, TEAM, "U0LENA", SALES, Notes("- Buyers ask for prices", f"{SALES}:1.0"), NOW)


def _capture(session: Session) -> None:
    requests.capture(session, TEAM, "U0MAYA", "Calls are lost.", FROM_MESSAGE, NOW)


def _open_from_message(session: Session) -> None:
    requests.open_request(session, TEAM, "U0MAYA", NEED, FROM_MESSAGE, FLOW, NOW)


def _vote(session: Session) -> None:
    vote(session, KEYS_OF_POLLS, "U0MAYA", 0, "1.1")


def _vote_otherwise(session: Session) -> None:
    vote(session, KEYS_OF_POLLS, "U0MAYA", 1, "1.2")


def _withdraw(session: Session) -> None:
    withdraw(session, KEYS_OF_POLLS, "U0MAYA", "1.3")


def _close(session: Session) -> None:
    polls_closing.close_now(session, KEYS_OF_POLLS, TEAM, "U0LENA", 1, NOW)


def _take(session: Session) -> None:
    requests_triage.take(session, TEAM, "U0LENA", 1, NOW)


def _take_too(session: Session) -> None:
    requests_triage.take(session, TEAM, "U0LUIS", 1, NOW)


RACES: Final = [
    pytest.param(_receive, _receive, Duplicate, {Received: 1}, id="one delivery"),
    pytest.param(_remember, _remember, None, {Person: 4}, id="one newcomer"),
    pytest.param(_install, _install, None, {Workspace: 2}, id="one workspace"),
    pytest.param(_plan, _plan, None, {Outgoing: 8}, id="one message"),
    pytest.param(_find_department, _find_department, None, {Department: 1}, id="one department"),
    pytest.param(_note, _note, None, {Meeting: 1, Department: 1}, id="notes of one message"),
    pytest.param(_capture, _capture, None, {TrainingRequest: 2}, id="a request tagged twice"),
    pytest.param(_open_from_message, _open_from_message, Refused, {TrainingRequest: 2}, id="a request captured twice"),
    pytest.param(_vote, _vote_otherwise, None, {Answers: 1}, id="two clicks of one voter"),
    pytest.param(_vote, _vote, None, {Answers: 1}, id="one click twice"),
    pytest.param(_vote, _close, None, {Answers: 1}, id="a vote and the close"),
    pytest.param(_close, _vote, Refused, {Answers: 0}, id="the close and a vote"),
    pytest.param(_close, _close, Refused, {Outgoing: 7}, id="closed twice"),
    pytest.param(_take, _take_too, Refused, {Outgoing: 9}, id="a request taken by two"),
]


@pytest.mark.parametrize(("first", "second", "refusal", "left"), RACES)
async def test_two_bots_at_one_moment_do_as_if_one_had_come_later(
    url: str, first: Work, second: Work, refusal: type[Exception] | None, left: dict[type[SQLModel], int]
) -> None:
    async with bots_on(url, 2) as (one, other):
        outcomes = await _meet(url, one, first, other, second)
        assert outcomes[0] is None
        assert type(outcomes[1]) is (refusal or type(None)), outcomes[1]
        assert {table: await one.read(count, table) for table in left} == left


async def test_a_withdrawal_at_the_moment_of_the_vote_takes_it_back(url: str) -> None:
    async with bots_on(url, 2) as (one, other):
        assert await _meet(url, one, _vote, other, _withdraw) == [None, None]
        assert await one.read(cast_answers, TEAM, 1) == 0


async def _meet(url: str, one: Store, first: Work, other: Store, second: Work) -> list[Any]:
    """Have the second work begin while the first holds its transaction open; return what each came to."""
    begun = asyncio.Event()
    held = one.run(_held(first, url, begun, asyncio.get_running_loop()))
    return list(await asyncio.gather(held, _after(begun, other, second), return_exceptions=True))


def _held(work: Work, url: str, begun: asyncio.Event, loop: asyncio.AbstractEventLoop) -> Work:
    """Do the work, and let its transaction stay open until somebody waits for it."""

    def hold(session: Session) -> Any:
        done = work(session)
        loop.call_soon_threadsafe(begun.set)
        _until_somebody_waits(url)
        return done

    return hold


def _until_somebody_waits(url: str) -> None:
    until = monotonic() + PATIENCE
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as admin:
        while not admin.execute(WAITING).fetchall():
            assert monotonic() < until


async def _after(begun: asyncio.Event, store: Store, work: Work) -> Any:
    await begun.wait()
    return await store.run(work)
