"""Two workspaces on one database, each with a bot of its own: neither does the other's work."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, select

from bot.domain.outbox import LEASE, State
from bot.practice import Delivery
from bot.store.connect import direct
from bot.store.inbox import Received
from bot.store.outbox import Outgoing
from tests.practice.asking import cards, send
from tests.practice.town import Town, Transport, town_of

HERE, THERE = "T0NORTHWIND", "T0SOUTHWIND"
SECOND = timedelta(seconds=1)


async def test_each_bot_says_what_its_own_workspace_planned(towns: tuple[Town, Town]) -> None:
    for town in towns:
        await send(town)
    for town in towns:
        await town.settled()
        assert (len(cards(town)), len(town.person("maya").dm.messages)) == (1, 2)
        due = {row.id for row in _rows_of(town, town.workspace.team_id) if row.due_at <= town.clock.now()}
        assert _said_in(town) == due


async def test_a_bot_leaves_what_is_due_and_stale_in_another_workspace_whose_bot_is_away(
    database_url: str, recordings: tuple[Path, Path]
) -> None:
    async with town_of(database_url, recordings, team_id=HERE) as here:
        async with town_of(database_url, recordings, team_id=THERE) as there:
            await send(there)
        _leave_work(here)
        before = [row.model_dump() for row in _rows_of(here, THERE)]
        await send(here)
        await here.move_by(LEASE + SECOND)
        await here.move_by(timedelta(days=8))
        assert [row.model_dump() for row in _rows_of(here, THERE)] == before
        assert {row.team_id for row in here.rows(Received)} == {THERE}
        assert _said_in(here) == {row.id for row in _rows_of(here, HERE) if row.sent_at}


def _leave_work(town: Town) -> None:
    """Have a message due in the workspace whose bot is away, one left by a killed worker, and one that is stale."""
    long_ago = town.clock.now() - timedelta(hours=1)
    engine = direct(town.url)
    with Session(engine) as session:
        for row in session.exec(select(Outgoing).where(Outgoing.team_id == THERE)).all():
            row.wanted, row.refresh_at = row.wanted + 1, long_ago
        for key, state in (("due", State.DUE), ("left", State.SENDING)):
            session.add(
                Outgoing(
                    team_id=THERE, key=key, kind="settings.saved", recipient=town.workspace.member("maya").id,
                    priority=0, due_at=long_ago, created_at=long_ago, state=state,
                    lease_until=long_ago if state == State.SENDING else None,
                )
            )  # fmt: skip
        session.commit()
    engine.dispose()


def _rows_of(town: Town, team_id: str) -> list[Outgoing]:
    return sorted((row for row in town.rows(Outgoing) if row.team_id == team_id), key=lambda row: row.id)


def _said_in(town: Town) -> set[str]:
    """The ids that the messages accepted by this workspace carry."""
    posts = [entry.message for entry in town.workspace.ledger if entry.kind == "post" and entry.message.metadata]
    return {(post.metadata or {})["event_payload"]["key"] for post in posts}


def _names(delivery: Delivery) -> set[str]:
    return {str(delivery.payload.get(name)) for name in ("type", "command")}


@asynccontextmanager
async def _two_towns(url: str, recordings: tuple[Path, Path], transport: Transport) -> AsyncIterator[tuple[Town, Town]]:
    async with (
        town_of(url, recordings, transport, team_id=HERE) as here,
        town_of(url, recordings, transport, team_id=THERE) as there,
    ):
        yield here, there


@pytest.fixture
async def towns(
    database_url: str, recordings: tuple[Path, Path], transport: Transport
) -> AsyncIterator[tuple[Town, Town]]:
    async with _two_towns(database_url, recordings, transport) as towns:
        yield towns


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
@pytest.mark.parametrize("gesture", ["event_callback", "/training-request", "view_submission", "block_actions"])
async def test_what_is_meant_for_another_workspace_is_turned_away(
    towns: tuple[Town, Town], gesture: str, caplog: pytest.LogCaptureFixture
) -> None:
    here, there = towns
    there.let_bot_in("#sales")
    card = await send(there)
    await there.person("lena").clicks(card, "requests.take")
    await there.person("maya").says("#sales", "@Touchpoint a secret wish")
    await there.settled()
    stray = next(each for each in there.workspace.deliveries if gesture in _names(each))
    before = (len(here.rows(Outgoing)), len(here.rows(Received)), len(here.workspace.ledger))
    answer = await here.workspace.courier.attempt(Delivery(stray.kind, stray.payload))
    await here.settled()
    assert "another workspace" in caplog.text
    assert "secret" not in caplog.text
    assert bool(answer.failure) == (gesture == "event_callback")
    told = str(answer.ack) + str([message.text for message in there.person("lena").ephemerals])
    assert answer.failure or "another workspace" in told
    assert (len(here.rows(Outgoing)), len(here.rows(Received)), len(here.workspace.ledger)) == before


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
async def test_people_of_another_company_in_a_shared_channel_are_heard(towns: tuple[Town, Town]) -> None:
    here, _ = towns
    here.let_bot_in("#sales")
    card = await send(here)
    await here.person("lena").clicks(card, "requests.take")
    await here.settled()
    click = next(each for each in here.workspace.deliveries if "block_actions" in _names(each))
    outsider = {"id": "U0OUTSIDER", "username": "olga", "name": "olga", "team_id": THERE}
    again = click.payload | {"user": outsider}
    assert (await here.workspace.courier.attempt(Delivery(click.kind, again))).failure == ""
