"""Each delivery of Slack has one effect."""

import asyncio

import pytest
from sqlmodel import Session, select

from bot.domain.errors import Duplicate
from bot.domain.inbox import KEPT, Delivery
from bot.services import inbox
from bot.store.engine import Store
from bot.store.people import Person
from tests.bot.conftest import NOW, TEAM

DELIVERY = Delivery(TEAM, "event:Ev1")


async def test_the_same_delivery_three_times_has_one_effect(store: Store) -> None:
    tries = [store.run(inbox.once, DELIVERY, NOW, _hire, f"U{number}") for number in range(3)]
    outcomes = await asyncio.gather(*tries, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [str, Duplicate, Duplicate]
    assert await store.read(_everybody) == ["U0"]


async def test_two_programs_get_the_same_delivery_and_one_of_them_acts(store: Store, database_url: str) -> None:
    other = Store(database_url)
    tries = [each.run(inbox.once, DELIVERY, NOW, _hire, "U1") for each in (store, other)]
    outcomes = await asyncio.gather(*tries, return_exceptions=True)
    await asyncio.to_thread(other.close)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Duplicate", "str"]


async def test_a_delivery_whose_work_failed_may_come_again(store: Store) -> None:
    with pytest.raises(ZeroDivisionError):
        await store.run(inbox.once, DELIVERY, NOW, _fail)
    assert await store.run(inbox.once, DELIVERY, NOW, _hire, "U1") == "U1"


async def test_a_delivery_belongs_to_its_workspace(store: Store) -> None:
    await store.run(inbox.once, DELIVERY, NOW, _hire, "U1")
    assert await store.run(inbox.once, Delivery("T0OTHER", DELIVERY.key), NOW, _hire, "U2") == "U2"


async def test_deliveries_are_forgotten_when_slack_repeats_them_no_more(store: Store) -> None:
    await store.run(inbox.once, DELIVERY, NOW, _hire, "U1")
    await store.run(inbox.tidy, TEAM, NOW + KEPT)
    with pytest.raises(Duplicate):
        await store.run(inbox.once, DELIVERY, NOW, _hire, "U2")
    await store.run(inbox.tidy, TEAM, NOW + KEPT * 2)
    assert await store.run(inbox.once, DELIVERY, NOW, _hire, "U2") == "U2"


def _hire(session: Session, user_id: str, now: object) -> str:
    session.add(Person(team_id=TEAM, user_id=user_id, name=user_id))
    return user_id


def _fail(session: Session, now: object) -> None:
    _hire(session, "U9", now)
    raise ZeroDivisionError


def _everybody(session: Session) -> list[str]:
    return [person.user_id for person in session.exec(select(Person)).all()]
