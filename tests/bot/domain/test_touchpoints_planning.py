"""Planning as rules, in every time zone and with the holidays of every country and region.

Never outside working hours, never out of order, never lost.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.calendar import ONE_DAY, Calendar
from bot.domain.touchpoints import (
    Touchpoint,
    ahead,
    next_day,
    poll_closing,
    postponement_problem,
    pushed,
    replanned,
    timetable,
    turn,
)
from bot.services import departments, places

ZONES = st.sampled_from(sorted(available_timezones() - {"localtime", "Factory"}))
REGIONS = st.sampled_from(sorted(places.regions_like("", 10_000)))
COUNTRIES = st.sampled_from(sorted(places.countries()))
MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))
OPENINGS = st.integers(0, 22)
RHYTHMS = st.tuples(st.integers(1, 10), st.integers(1, 30))


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """When a department works: any zone, an hour a day or more, the days off of any country, or of a region of it."""
    region = draw(st.none() | REGIONS)
    country = region.partition("-")[0] if region else draw(st.none() | COUNTRIES)
    opens = draw(OPENINGS)
    closes = draw(st.integers(opens + 1, 23))
    return departments.working(draw(ZONES), time(opens), time(closes), country, region)


@st.composite
def at_clock_changes(draw: st.DrawFn) -> tuple[datetime, Calendar]:
    """A moment in the days before the clocks change, where they do, and an hour or two at which people work."""
    days = Calendar(draw(ZONES), time(opens := draw(st.integers(0, 4))), time(opens + draw(st.integers(1, 2))), (), ())
    begin = draw(MOMENTS)
    zone = ZoneInfo(days.timezone)
    later = (begin + timedelta(days=number) for number in range(366))
    changes = [day for day in later if day.astimezone(zone).utcoffset() != (day + ONE_DAY).astimezone(zone).utcoffset()]
    return draw(st.sampled_from(changes or [begin])) - timedelta(hours=draw(st.integers(-36, 24 * 6))), days


@given(MOMENTS, calendars(), RHYTHMS)
@settings(max_examples=150, deadline=None)
def test_all_three_are_planned_in_order_inside_working_hours_and_seen_a_working_day_ahead(
    now: datetime, days: Calendar, rhythm: tuple[int, int]
) -> None:
    times = timetable(now, days, *rhythm)
    assert now <= times.recap < times.plan < times.earliest <= times.latest
    assert times.plan < times.poll_closes < times.latest
    assert all(days.is_open(each) for each in (*times.moments.values(), times.earliest))
    for due in times.moments.values():
        assert days.is_open(ahead(due, days))
        assert days.today(ahead(due, days)) < days.today(due)


@given(at_clock_changes())
@settings(max_examples=300, deadline=None)
def test_where_the_clocks_skip_all_hours_of_a_day_nothing_is_said_on_it(at: tuple[datetime, Calendar]) -> None:
    now, days = at
    opening = days.next_open(now)
    assert opening >= now
    assert days.is_open(opening)
    times = timetable(now, days, 1, 2)
    assert now <= times.recap < times.plan < times.earliest <= times.latest
    assert all(days.is_open(each) for each in times.moments.values())


@given(MOMENTS, calendars(), calendars(), RHYTHMS, st.sets(st.sampled_from(Touchpoint)), st.integers(0, 30))
@settings(max_examples=150, deadline=None)
def test_when_hours_or_holidays_change_what_waits_keeps_its_day_where_it_can(
    now: datetime, before: Calendar, days: Calendar, rhythm: tuple[int, int], said: set[Touchpoint], passed: int
) -> None:
    moments = {each: at for each, at in timetable(now, before, *rhythm).moments.items() if each not in said}
    later = now + timedelta(days=passed)
    anew = replanned(moments, before, days, later)
    assert anew.keys() == moments.keys()
    assert all(days.is_open(each) and each >= later for each in anew.values())
    assert len({days.today(each) for each in anew.values()}) == len(anew)
    assert list(anew.values()) == sorted(anew.values())
    for each, moment in moments.items():
        assert days.today(anew[each]) >= before.today(moment)
    assert replanned(moments, before, before, now) == moments


@given(MOMENTS, calendars(), RHYTHMS, st.lists(st.integers(1, 14 * 24 * 60), min_size=1, max_size=40))
@settings(max_examples=150, deadline=None)
def test_a_bot_that_is_away_for_any_time_says_all_in_order_late_and_none_is_lost(
    now: datetime, days: Calendar, rhythm: tuple[int, int], absences: list[int]
) -> None:
    due, said = dict(timetable(now, days, *rhythm).moments), dict[Touchpoint, datetime]()
    for awake in _awake(now, absences):
        for which in Touchpoint:
            if which in said or due[which] > awake or len(said) < len(which.before):
                continue
            due[which] = turn(awake, said.values(), days)
            if due[which] <= awake:
                said[which] = awake
    assert list(said) == list(Touchpoint)
    assert all(days.is_open(moment) for moment in said.values())
    assert len({days.today(moment) for moment in said.values()}) == len(said)
    assert all(moment >= planned for moment, planned in zip(said.values(), due.values(), strict=True))


@given(MOMENTS, calendars(), RHYTHMS, st.sampled_from(Touchpoint), MOMENTS)
@settings(max_examples=150, deadline=None)
def test_whatever_may_be_put_off_keeps_the_order_and_the_hours(
    now: datetime, days: Calendar, rhythm: tuple[int, int], which: Touchpoint, wish: datetime
) -> None:
    moments = timetable(now, days, *rhythm).moments
    before = max((moments[each] for each in which.before), default=None)
    moment = days.next_open(wish)
    if postponement_problem(moment, before, days, now):
        return
    later = {each: moments[each] for each in which.after}
    planned = {each: moments[each] for each in which.before} | pushed({which: moment} | later, days)
    assert sorted(planned.values()) == list(planned.values())
    assert len({days.today(each) for each in planned.values()}) == len(planned)
    assert all(days.is_open(each) for each in planned.values())
    assert all(planned[each] >= moments[each] for each in which.after)
    closes = poll_closing(planned[Touchpoint.PLAN], planned[Touchpoint.ACKNOWLEDGEMENT], days)
    assert planned[Touchpoint.PLAN] < closes < planned[Touchpoint.ACKNOWLEDGEMENT]


@given(MOMENTS, calendars(), MOMENTS)
@settings(max_examples=100, deadline=None)
def test_nothing_is_put_off_to_a_moment_when_nobody_works(now: datetime, days: Calendar, wish: datetime) -> None:
    problem = postponement_problem(wish, None, days, now)
    assert (problem is None) == (now < wish <= now + timedelta(days=366) and days.is_open(wish))
    assert next_day(now, days) > now


def _awake(now: datetime, absences: list[int]) -> Iterator[datetime]:
    """The moments at which the bot looks: after absences of these minutes, and then each half hour until the end."""
    for minutes in absences:
        now += timedelta(minutes=minutes)
        yield now
    for _ in range(60 * 48):
        now += timedelta(minutes=30)
        yield now
