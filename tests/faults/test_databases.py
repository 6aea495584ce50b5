"""People and the database that is away for a while, through the front door: nothing is lost or said twice."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Final

import psycopg
import pytest

from bot.practice import Delivery, OperationTimeout
from bot.store.requests import TrainingRequest
from tests.faults.broken_postgres import disconnect
from tests.faults.broken_sqlite import locked
from tests.practice.asking import AUDIENCE, DESIRED, PROBLEM, cards, send, stored
from tests.practice.town import Town, town_of

SORRY: Final = "I can't get at my records just now, so nothing was changed."
TABLES: Final = "inbox, outbox, request"
MANAGERS: Final = ("maya", "tom", "sofia", "priya")


@pytest.fixture
async def town(database_url: str, recordings: tuple[Path, Path]) -> AsyncIterator[Town]:
    async with town_of(database_url, recordings) as town:
        yield town


@pytest.fixture(autouse=True)
def no_errors_are_logged(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A database that is away is a warning now and then, never a traceback."""
    yield
    records = [record for when in ("call", "teardown") for record in caplog.get_records(when)]
    assert [record.getMessage() for record in records if record.levelno >= logging.ERROR] == []
    assert len([record for record in records if record.levelno == logging.WARNING]) <= 6


async def test_a_form_that_cannot_be_saved_says_so_and_keeps_what_was_typed(town: Town) -> None:
    maya = town.person("maya")
    await maya.runs("#sales", "/training-request", PROBLEM)
    maya.fill(desired=DESIRED, audience=AUDIENCE)
    with held(town.url):
        await maya.submits()
    assert SORRY in town.workspace.read(maya.modals[-1])
    assert town.rows(TrainingRequest) == []
    await maya.closes()
    assert await maya.submits() == {}
    await town.settled()
    assert (stored(town).problem, len(cards(town)), len(maya.dm.messages)) == (PROBLEM, 1, 2)


async def test_a_click_that_cannot_be_saved_is_answered_privately_and_changes_nothing(town: Town) -> None:
    card = await send(town)
    lena = town.person("lena")
    with held(town.url):
        await lena.clicks(card, "requests.take")
        await town.workspace.until(lambda: lena.ephemerals)
    assert SORRY in lena.ephemerals[-1].text
    await town.settled()
    assert stored(town).status == "new"
    await lena.clicks(card, "requests.take")
    await town.settled()
    assert stored(town).status == "taken"


async def test_an_event_that_cannot_be_saved_is_left_for_slack_to_send_again(town: Town) -> None:
    town.let_bot_in("#sales")
    town.workspace.courier.retry_after = ()
    with held(town.url), pytest.raises(OperationTimeout):
        await town.person("maya").says("#sales", "@Touchpoint we need training on price talks")
    assert town.rows(TrainingRequest) == []
    for _ in range(2):
        assert (await town.workspace.redeliver(_mention(town))).failure == ""
    await town.settled()
    assert len(town.rows(TrainingRequest)) == len(cards(town)) == 1


async def test_while_the_database_comes_and_goes_every_request_is_kept_and_said_once(town: Town) -> None:
    async with coming_and_going(town.url):
        for who in MANAGERS * 2:
            await _send_until_it_is_kept(town, who)
    await town.settled()
    told = [len(town.person(who).dm.messages) for who in MANAGERS]
    assert (len(town.rows(TrainingRequest)), len(cards(town)), told) == (8, 8, [4] * 4)


async def _send_until_it_is_kept(town: Town, who: str) -> None:
    person = town.person(who)
    while True:
        try:
            await person.runs("#sales", "/training-request", PROBLEM)
            break
        except OperationTimeout:
            continue
    person.fill(desired=DESIRED, audience=AUDIENCE)
    while person.modals:
        try:
            await person.submits()
        except OperationTimeout:
            continue
        if len(person.modals) > 1:
            await person.closes()


def _mention(town: Town) -> Delivery:
    events = (each for each in town.workspace.deliveries if "event" in each.payload)
    return next(each for each in events if each.payload["event"]["type"] == "app_mention")


@contextmanager
def held(url: str) -> Iterator[None]:
    """Another program keeps for itself what the bot wants to write."""
    if url.startswith("sqlite"):
        with locked(url):
            yield
        return
    with psycopg.connect(url.replace("postgresql+psycopg:", "postgresql:", 1)) as other:
        other.execute(f"LOCK TABLE {TABLES} IN SHARE ROW EXCLUSIVE MODE")
        yield


@asynccontextmanager
async def coming_and_going(url: str) -> AsyncIterator[None]:
    """Lock it, or end its connections, every now and then."""

    async def disturb() -> None:
        while True:
            if url.startswith("sqlite"):
                with locked(url):
                    await asyncio.sleep(0.5)
            else:
                await asyncio.to_thread(disconnect, url)
            await asyncio.sleep(0.2)

    task = asyncio.create_task(disturb())
    yield
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
