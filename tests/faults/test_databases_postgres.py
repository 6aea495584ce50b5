"""The server restarts, loses connections, freezes or loses an answer: one effect each, in time, without a repair."""

import asyncio
import logging
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Final

import pytest
from sqlmodel import Session

from bot.clock import SystemClock
from bot.doctor.database import examine
from bot.domain.errors import Duplicate, Unavailable, Uncertain
from bot.domain.inbox import Delivery
from bot.services import inbox, settings
from bot.store import requests
from bot.store.engine import Store
from bot.store.migrate import upgrade
from tests.databases import Postgres
from tests.faults.broken_postgres import Server, disconnect, frozen, lossy

TEAM: Final = "T0NORTHWIND"
NOW: Final = datetime(2026, 3, 2, 9, tzinfo=UTC)
SLACK_WAITS: Final = 3.0
DELIVERIES: Final = 400
SENDERS: Final = 20


@pytest.fixture
def url(postgres_databases: Postgres) -> Iterator[str]:
    with postgres_databases.fresh() as url:
        yield url


@pytest.fixture
def short_folder() -> Iterator[Path]:
    """A folder whose path is short enough for a socket."""
    folder = Path(tempfile.mkdtemp(prefix="tp-"))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def server(short_folder: Path) -> Iterator[Server]:
    """A server of this test alone."""
    server = Server(short_folder / "data")
    yield server
    server.stop()


async def test_connections_that_end_under_load_cost_no_delivery(url: str) -> None:
    async with _opened(url) as store, _disconnected_again_and_again(url):
        numbers = iter(range(DELIVERIES))
        await asyncio.gather(*(_send_all(store, numbers) for _ in range(SENDERS)))
    async with _opened(url) as store:
        assert await store.run(requests.next_number, TEAM) == DELIVERIES + 1


async def test_a_pool_whose_connections_all_ended_serves_the_next_one(
    url: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with _opened(url) as store:
        await asyncio.gather(*(store.read(settings.partner_group, TEAM) for _ in range(4)))
        assert await asyncio.to_thread(disconnect, url) > 0
        assert await _deliver(store, 1) == 1
        assert await store.read(settings.partner_group, TEAM) is None
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


async def test_a_commit_whose_answer_is_lost_has_one_effect(url: str, short_folder: Path) -> None:
    async with lossy(url, short_folder) as (lossy_url, line), _opened(lossy_url) as store:
        line.cuts = 1
        with pytest.raises(Duplicate):
            await _deliver(store, 1)
        assert line.cuts == 0
        assert await _deliver(store, 2) == 2


async def test_a_lost_answer_that_cannot_be_cleared_up_is_no_promise(url: str, short_folder: Path) -> None:
    async with _opened(url) as direct, lossy(url, short_folder) as (lossy_url, line), _opened(lossy_url) as store:
        line.cuts = 1_000
        with pytest.raises((Uncertain, Duplicate)):
            await _deliver(store, 1)
        with pytest.raises(Duplicate):
            await _deliver(direct, 1)


async def test_a_server_that_freezes_lets_nobody_wait_longer_than_slack(url: str) -> None:
    async with _opened(url) as store:
        with frozen(url):
            began = monotonic()
            with pytest.raises(Uncertain):
                await _deliver(store, 1)
            with pytest.raises(Unavailable):
                await _deliver(store, 2)
            assert monotonic() - began < 2 * SLACK_WAITS
        await _send(store, 3)
        with pytest.raises(Duplicate):
            await _deliver(store, 1)
        assert await store.run(requests.next_number, TEAM) == 3


async def test_a_server_that_was_stopped_is_used_again_once_it_is_back(
    server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    upgrade(server.url)
    async with _opened(server.url) as store:
        await _deliver(store, 1)
        await asyncio.to_thread(server.stop)
        began = monotonic()
        answers = await asyncio.gather(*(_deliver(store, number) for number in range(2, 100)), return_exceptions=True)
        assert monotonic() - began < SLACK_WAITS
        assert {type(answer) for answer in answers} <= {Unavailable, Uncertain}
        with pytest.raises(Unavailable):
            await store.read(settings.partner_group, TEAM)
        _, [found] = await examine(server.url, TEAM, SystemClock())
        assert found.wrong.startswith("cannot be reached (connection")
        await asyncio.to_thread(server.start)
        await _send(store, 100)
        assert await store.run(requests.next_number, TEAM) == 3
    told = [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
    assert len([line for line in told if "cannot be" in line]) == 2


@asynccontextmanager
async def _opened(url: str) -> AsyncIterator[Store]:
    store = Store(url)
    try:
        await store.run(settings.install, TEAM, "U0TOUCHPOINT", "", ())
        yield store
    finally:
        await asyncio.to_thread(store.close)


@asynccontextmanager
async def _disconnected_again_and_again(url: str) -> AsyncIterator[None]:
    async def disconnect_all() -> None:
        while True:
            await asyncio.to_thread(disconnect, url)
            await asyncio.sleep(0.2)

    task = asyncio.create_task(disconnect_all())
    yield
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def _deliver(store: Store, number: int) -> int:
    """Have a delivery take the next number of the workspace."""
    delivery = Delivery(TEAM, f"event:{number}")
    return await store.run(inbox.once, delivery, NOW, _take_number)


async def _send(store: Store, number: int) -> None:
    """Deliver it again until it is acknowledged, as Slack does."""
    while True:
        try:
            await _deliver(store, number)
            return
        except Duplicate:
            return
        except Unavailable:
            continue


async def _send_all(store: Store, numbers: Iterator[int]) -> None:
    for number in numbers:
        await _send(store, number)


def _take_number(session: Session, now: datetime) -> int:
    return requests.next_number(session, TEAM)
