"""Clocks that jump, clocks that are changed twice a year, and weeks in which nothing ran."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from bot.domain.calendar import Calendar
from bot.domain.outbox import CALL, LEASE, LEASE_LONGEST, Post, Priority
from bot.domain.touchpoints import timetable
from bot.services import outbox, outbox_claims
from bot.store.connect import direct
from tests.databases import Sqlite
from tests.practice.noting import PLAN, POLL, RECAP, THANKS, april, confirm, heads, invite, march, on, said
from tests.practice.town import Town, town_of

NEW_YEAR: Final = datetime(2026, 1, 1, tzinfo=UTC)
TEAM: Final = "T1"
HOUR: Final = timedelta(hours=1)
DAY: Final = timedelta(days=1)
HALF_HOUR: Final = timedelta(minutes=30)
JUMP: Final = timedelta(hours=2)


def changes(zone: ZoneInfo) -> Iterator[datetime]:
    """The days of a year on which the clocks of a zone are changed."""
    for day in (NEW_YEAR + passed * DAY for passed in range(365)):
        if day.astimezone(zone).utcoffset() != (day + DAY).astimezone(zone).utcoffset():
            yield day


@pytest.mark.parametrize("hours", [(time(9), time(17)), (time(0), time(8))], ids=["by day", "from midnight"])
def test_every_zone_opens_once_a_working_day_also_when_clocks_are_changed(hours: tuple[time, time]) -> None:
    for name in sorted(available_timezones()):
        days = Calendar(name, *hours)
        for change in changes(ZoneInfo(name)):
            moments = [change - 4 * DAY + step * HALF_HOUR for step in range(9 * 48)]
            openings = {days.next_open(moment) for moment in moments if not days.is_open(moment)}
            worked = [days.today(opening) for opening in sorted(openings)]
            assert len(set(worked)) == len(worked), (name, change)
            assert all(days.is_open(opening) for opening in openings), (name, change)
            assert all(days.next_open(moment) >= moment for moment in moments), (name, change)
            assert (
                worked == [day for day in _days(worked[0], len(worked) + 8) if days.is_working_day(day)][: len(worked)]
            )


def test_every_zone_has_its_touchpoints_in_order_and_in_its_hours() -> None:
    for name in sorted(available_timezones()):
        days = Calendar(name)
        for change in changes(ZoneInfo(name)):
            for confirmed in (change - 4 * DAY + hours * HOUR for hours in range(0, 8 * 24, 5)):
                times = timetable(confirmed, days, 3, 10)
                posts = [times.recap, times.plan, times.latest]
                assert confirmed <= posts[0] < posts[1] < posts[2], (name, confirmed)
                assert all(days.is_open(each) for each in posts), (name, confirmed)
                assert times.plan < times.poll_closes < times.latest, (name, confirmed)


@pytest.mark.parametrize("back", [march(20), march(24)], ids=["after two weeks", "after three weeks"])
async def test_after_weeks_of_silence_a_day_lies_between_the_touchpoints(sales: Town, back: date) -> None:
    await on(sales, march(2), time(19))
    await confirm(sales)
    for day in (back, *(back + passed * DAY for passed in (1, 4, 5, 6))):
        await on(sales, day)
    told = said(sales)
    assert [line for _, line in told] == [RECAP, PLAN, THANKS]
    assert len({day for day, _ in told}) == len(told)
    assert "poll comes next" not in sales.read("#sales")


async def test_three_days_without_the_bot_skip_and_double_nothing(sales: Town) -> None:
    await on(sales, march(2), time(19))
    await confirm(sales)
    await on(sales, march(6))
    assert heads(sales) == [RECAP]
    await on(sales, march(9))
    assert heads(sales) == [RECAP, PLAN, POLL]
    await on(sales, march(31))
    await on(sales, april(1))
    assert [line for line in heads(sales) if line in (RECAP, PLAN, POLL, THANKS)] == [RECAP, PLAN, POLL, THANKS]


def test_a_lease_of_a_clock_that_was_set_back_ends_after_one_more_lease(claims: Session) -> None:
    [own] = outbox_claims.claim(claims, TEAM, NEW_YEAR, 20)
    assert not outbox_claims.claim(claims, TEAM, NEW_YEAR - LEASE, 20)
    assert not outbox_claims.claim(claims, TEAM, NEW_YEAR - JUMP, 20)
    [again] = outbox_claims.claim(claims, TEAM, NEW_YEAR - JUMP + LEASE, 20)
    assert (again.id, again.uncertain) == (own.id, True)


@pytest.mark.parametrize("jump", [JUMP, -JUMP])
def test_a_worker_does_not_take_its_own_message_again_when_the_clock_jumps(claims: Session, jump: timedelta) -> None:
    [own] = outbox_claims.claim(claims, TEAM, NEW_YEAR, 20)
    assert not outbox_claims.claim(claims, TEAM, NEW_YEAR + jump, 20, busy=[own.id])


def test_no_honest_lease_is_taken_for_one_of_a_wrong_clock() -> None:
    assert LEASE + CALL < LEASE_LONGEST < JUMP


@pytest.fixture
async def sales(sqlite_databases: Sqlite, recordings: tuple[Path, Path]) -> AsyncIterator[Town]:
    """The company with the bot in #sales."""
    with sqlite_databases.fresh() as url:
        async with town_of(url, recordings) as town:
            await invite(town)
            yield town


@pytest.fixture
def claims(database_url: str) -> Iterator[Session]:
    """A session on a database in which one message is due."""
    engine: Engine = direct(database_url)
    with Session(engine) as session:
        post = Post("one", "settings.not_there", "C1", {"channel": "C1"}, priority=Priority.PLANNED)
        outbox.plan(session, TEAM, post, NEW_YEAR - 2 * JUMP, NEW_YEAR)
        yield session
    engine.dispose()


def _days(first: date, number: int) -> list[date]:
    return [first + passed * DAY for passed in range(number)]
