"""Touchpoints through whatever partners do to them, in all time zones and with the days off of all countries.

Never outside working hours, never out of order, never lost.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, StaticPool, create_engine
from sqlmodel import Session

from bot.domain.calendar import Calendar
from bot.domain.departments import Description
from bot.domain.errors import Invalid, Refused
from bot.domain.followups import Promise
from bot.domain.meetings import Status
from bot.domain.outbox import Claimed, State
from bot.domain.people import PersonFacts
from bot.domain.touchpoints import KINDS, Touchpoint, key
from bot.domain.touchpoints_changes import Correction
from bot.services import (
    departments,
    departments_form,
    followups,
    outbox,
    outbox_claims,
    people,
    places,
    touchpoints,
    touchpoints_changes,
    touchpoints_steering,
    touchpoints_timing,
)
from bot.services import settings as workspaces
from bot.store import outbox as rows
from bot.store.followups import of_meeting
from bot.store.meetings import Meeting
from bot.store.outbox import Outgoing
from bot.store.tables import metadata
from tests.bot.conftest import TEAM

LENA: Final = "U0LENA"
TOM: Final = "U0TOM"
SALES: Final = "C0SALES"
HALF_AN_HOUR: Final = timedelta(minutes=30)
LONGEST: Final = 200
ZONES = st.sampled_from(sorted(available_timezones() - {"localtime", "Factory"}))
COUNTRIES = st.sampled_from(sorted(places.countries()))
REGIONS = st.sampled_from(sorted(places.regions_like("", 10_000)))
MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))
WHICH = st.sampled_from(Touchpoint)
CLOCKS = st.times().map(lambda clock: clock.replace(minute=clock.minute // 30 * 30, second=0, microsecond=0))


@st.composite
def descriptions(draw: st.DrawFn) -> Description:
    """A department anywhere, with an hour a day at least, and the days off of a country or of a region of it."""
    region = draw(st.none() | REGIONS)
    country = region.partition("-")[0] if region else draw(st.none() | COUNTRIES)
    opens = draw(st.integers(0, 22))
    closes = draw(st.integers(opens + 1, 23))
    return Description("Sales", "sales", draw(ZONES), time(opens), time(closes), country=country, region=region)


STEPS = st.one_of(
    st.tuples(st.just("away"), st.integers(1, 30 * 24 * 60)),
    st.tuples(st.just("away"), st.integers(1, 12 * 60)),
    st.tuples(st.just("postpone"), WHICH, st.integers(0, 20), CLOCKS),
    st.tuples(st.just("correct"), st.integers(-5, 20)),
    st.tuples(st.just("describe"), descriptions()),
    st.tuples(st.just("steer"), WHICH, st.sampled_from(["post_now", "skip", "bring_back", "approve", "undo"])),
    st.tuples(st.just("finish")),
    st.tuples(st.just("need_approval"), st.booleans()),
)


class Story:
    """A meeting of one department, whose touchpoints are said as the outbox says them, by a clock of its own."""

    def __init__(self, session: Session, now: datetime, said: Description) -> None:
        """Begin with a meeting that is confirmed at the aware moment `now`."""
        self._session, self._now = session, now
        workspaces.install(session, TEAM, "U0BOT", "", (LENA,))
        people.remember(session, TEAM, [PersonFacts(user, user) for user in (LENA, TOM)])
        session.flush()
        self.describe(said)
        department = departments.at(session, TEAM, SALES, LENA, now)
        self._meeting = Meeting(
            team_id=TEAM, channel_id=SALES, partner=LENA, notes="", met_on=self._days().today(now),
            status=Status.CONFIRMED, confirmed_at=now, created_at=now,
        )  # fmt: skip
        session.add(self._meeting)
        session.flush()
        followups.promise(session, self._meeting, LENA, (Promise("call Karl", owner=TOM),), now)
        touchpoints.plan(session, self._meeting, department, "What first?", now)
        self._say()

    def take(self, name: str, *values: Any) -> None:
        """Have something happen; what is refused is not done."""
        with suppress(Refused, Invalid):
            getattr(self, name)(*values)
        self._say()

    def away(self, minutes: int) -> None:
        """Have the bot be down, or have nothing to do, for a time."""
        self._now += timedelta(minutes=minutes)

    def postpone(self, which: Touchpoint, days: int, clock: time) -> None:
        """Put one off to a day from today on."""
        day = self._days().today(self._now) + timedelta(days=days)
        touchpoints_steering.postpone(self._session, TEAM, LENA, self._key(which), day, clock, self._now)

    def correct(self, days: int) -> None:
        """Say that the meeting was, or is, on another day."""
        said = Correction(met_on=self._days().today(self._now) + timedelta(days=days))
        touchpoints_changes.correct(self._session, TEAM, LENA, self._meeting.id or 0, said, self._now)

    def describe(self, said: Description) -> None:
        """Say where and when the department works."""
        departments_form.describe(self._session, TEAM, LENA, SALES, said, True, self._now)

    def steer(self, which: Touchpoint, button: str) -> None:
        """Click a button of a touchpoint."""
        getattr(touchpoints_steering, button)(self._session, TEAM, LENA, self._key(which), self._now)

    def finish(self) -> None:
        """Keep what was promised."""
        [promise] = of_meeting(self._session, TEAM, self._meeting.id or 0)
        followups.done(self._session, TEAM, TOM, promise.id or 0, ("", ""), self._now)

    def need_approval(self, is_needed: bool) -> None:
        """Say whether a partner's word is needed."""
        said = replace(workspaces.view(self._session, TEAM), needs_approval=is_needed)
        workspaces.save(self._session, TEAM, LENA, said, self._now)

    def go_on_to_the_end(self) -> None:
        """Let time pass, and a partner approve what waits, until nothing is left to say."""
        for _ in range(LONGEST):
            waiting = [row.due_at for row in self.rows().values() if row.state == State.DUE]
            if not waiting:
                return
            self._now = min((due for due in waiting if due > self._now), default=self._now + HALF_AN_HOUR)
            for which in Touchpoint:
                self.take("steer", which, "approve")

    def rows(self) -> dict[Touchpoint, Outgoing]:
        """Where each of the three stands."""
        found = {which: rows.by_key(self._session, TEAM, self._key(which)) for which in Touchpoint}
        return {which: row for which, row in found.items() if row}

    def _say(self) -> None:
        self._session.flush()
        while claimed := outbox_claims.claim(self._session, TEAM, self._now, 100):
            for each in claimed:
                self._say_one(each)
                self._session.flush()

    def _say_one(self, claimed: Claimed) -> None:
        if claimed.is_removal:
            outbox.removed(self._session, claimed, self._now)
        elif claimed.kind in KINDS and not claimed.is_refresh:
            self._say_touchpoint(claimed, Touchpoint(claimed.key.split(":")[2]))
        else:
            outbox.sent(self._session, claimed, claimed.to, claimed.ts or claimed.id, self._now)

    def _say_touchpoint(self, claimed: Claimed, which: Touchpoint) -> None:
        until = touchpoints_timing.holds_until(self._session, TEAM, self._meeting.id or 0, which, self._now)
        if until:
            assert until > self._now
            outbox.hold(self._session, claimed, until)
            return
        if not claimed.refs.get("now"):
            self._is_said_in_time(which)
        outbox.sent(self._session, claimed, claimed.to, f"{self._now.timestamp():.6f}", self._now)

    def _is_said_in_time(self, which: Touchpoint) -> None:
        days, others = self._days(), self.rows()
        assert days.is_open(self._now)
        before = [others[each].sent_at for each in which.before]
        assert all(days.today(each) < days.today(self._now) for each in before if each)
        assert not any(others[each].sent_at for each in which.after)

    def _days(self) -> Calendar:
        return departments.days_of(self._session, TEAM, SALES)

    def _key(self, which: Touchpoint) -> str:
        return key(self._meeting.id or 0, which)


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    """A database in memory, in which nothing is ever committed."""
    made = create_engine("sqlite://", poolclass=StaticPool)
    metadata.create_all(made)
    yield made
    made.dispose()


@given(MOMENTS, descriptions(), st.lists(STEPS, max_size=12))
@settings(max_examples=50, deadline=None)
def test_whatever_happens_they_are_said_in_hours_in_order_and_none_is_lost(
    engine: Engine, now: datetime, said: Description, steps: list[tuple[Any, ...]]
) -> None:
    with Session(engine, autoflush=True) as session:
        story = Story(session, now, said)
        for step in steps:
            story.take(*step)
        story.go_on_to_the_end()
        ends = [(row.state, row.reason) for row in story.rows().values()]
        session.rollback()
    assert all(state == State.SENT or (reason or "").startswith("skipped by") for state, reason in ends)
