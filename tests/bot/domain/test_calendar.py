"""Working days and hours, in every zone and through every clock change."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import Calendar

ZONES = st.sampled_from(
    ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia", "UTC"]
)
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2032, 1, 1), timezones=st.just(UTC))
DAYS = st.dates(date(2024, 1, 1), date(2032, 1, 1))
HOURS = st.sampled_from([(time(9), time(17)), (time(2, 30), time(3, 30)), (time(0), time(23, 59))])
OFF = st.sets(DAYS, max_size=20)
CALENDARS = st.builds(lambda zone, hours, off: Calendar(zone, hours[0], hours[1], off), ZONES, HOURS, OFF)
BERLIN = Calendar("Europe/Berlin")


@given(CALENDARS, MOMENTS)
def test_the_next_opening_is_never_in_the_past(calendar: Calendar, now: datetime) -> None:
    assert calendar.next_open(now) >= now


@given(CALENDARS, MOMENTS)
def test_the_next_opening_is_a_working_day(calendar: Calendar, now: datetime) -> None:
    assert calendar.is_working_day(calendar.today(calendar.next_open(now)))


@given(CALENDARS, MOMENTS)
def test_a_moment_inside_working_hours_is_the_opening_itself(calendar: Calendar, now: datetime) -> None:
    if calendar.is_open(now):
        assert calendar.next_open(now) == now


@given(CALENDARS, DAYS, st.integers(1, 30))
def test_going_forward_and_back_comes_to_a_working_day(calendar: Calendar, day: date, days: int) -> None:
    later = calendar.after(day, days)
    assert calendar.is_working_day(later)
    assert calendar.after(calendar.before(later, days), days) == later


@given(CALENDARS, DAYS, st.integers(0, 30))
def test_working_days_are_counted_one_by_one(calendar: Calendar, day: date, days: int) -> None:
    later = calendar.after(day, days)
    between = [day + timedelta(days=number) for number in range(1, (later - day).days + 1)]
    assert sum(calendar.is_working_day(each) for each in between) == days


@given(CALENDARS, DAYS)
def test_a_local_time_is_that_time_on_the_wall_unless_the_clocks_skip_it(calendar: Calendar, day: date) -> None:
    moment = calendar.at(day, calendar.opens)
    shown = moment.astimezone(ZoneInfo(calendar.timezone))
    assert moment.tzinfo is UTC
    assert shown.replace(tzinfo=None) >= datetime.combine(day, calendar.opens)
    assert shown.replace(tzinfo=None) - datetime.combine(day, calendar.opens) <= timedelta(days=1)


@pytest.mark.parametrize(
    ("now", "opening"),
    [
        ("2026-03-02T10:00+01:00", "2026-03-02T10:00+01:00"),
        ("2026-03-02T08:59+01:00", "2026-03-02T09:00+01:00"),
        ("2026-03-02T17:00+01:00", "2026-03-03T09:00+01:00"),
        ("2026-03-06T17:01+01:00", "2026-03-09T09:00+01:00"),
        ("2026-03-27T18:00+01:00", "2026-03-30T09:00+02:00"),
        ("2026-10-24T12:00+02:00", "2026-10-26T09:00+01:00"),
    ],
    ids=["inside", "before", "at closing", "on Friday evening", "over the spring change", "over the autumn change"],
)
def test_work_begins_again_in_local_time(now: str, opening: str) -> None:
    assert BERLIN.next_open(datetime.fromisoformat(now)) == datetime.fromisoformat(opening)


def test_a_holiday_is_no_working_day() -> None:
    monday = date(2026, 4, 6)
    easter = Calendar("Europe/Berlin", holidays={monday})
    assert easter.after(date(2026, 4, 2), 2) == date(2026, 4, 7)
    assert easter.opening(monday) == easter.at(date(2026, 4, 7), time(9))


def test_a_time_that_the_clocks_skip_is_the_moment_after_it() -> None:
    assert BERLIN.at(date(2026, 3, 29), time(2, 30)) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


def test_a_day_whose_hours_the_clocks_skip_is_no_working_day() -> None:
    night, friday = Calendar("Asia/Jerusalem", time(2), time(3)), date(2026, 3, 27)
    assert not night.is_working_day(friday)
    assert night.next_open(night.at(friday, time(0))) == night.at(date(2026, 3, 30), time(2))
    assert Calendar("Asia/Jerusalem", time(2), time(4)).is_working_day(friday)


def test_today_is_the_day_where_they_are() -> None:
    late = datetime(2026, 3, 2, 20, 0, tzinfo=UTC)
    assert Calendar("Asia/Tokyo").today(late) == date(2026, 3, 3)
    assert Calendar("America/New_York").today(late) == date(2026, 3, 2)


@given(CALENDARS, MOMENTS, st.integers(0, 40))
def test_working_hours_end_inside_a_working_day(calendar: Calendar, now: datetime, hours: int) -> None:
    due = calendar.after_hours(now, hours)
    day = calendar.today(due)
    assert due >= now
    assert due.tzinfo is UTC
    assert calendar.is_working_day(day)
    assert calendar.at(day, calendar.opens) <= due <= calendar.at(day, calendar.closes)


@given(CALENDARS, MOMENTS)
def test_no_hours_are_the_next_opening(calendar: Calendar, now: datetime) -> None:
    assert calendar.after_hours(now, 0) == calendar.next_open(now)


@given(CALENDARS, MOMENTS, MOMENTS, st.integers(0, 20), st.integers(0, 20))
def test_more_hours_or_a_later_beginning_never_end_earlier(
    calendar: Calendar, one: datetime, other: datetime, few: int, more: int
) -> None:
    first, last = sorted((one, other))
    assert calendar.after_hours(first, few) <= calendar.after_hours(last, few + more)


@given(CALENDARS, MOMENTS, st.integers(0, 20), st.integers(0, 20))
def test_hours_in_two_parts_are_as_long_as_in_one(calendar: Calendar, now: datetime, one: int, other: int) -> None:
    in_parts = calendar.after_hours(calendar.after_hours(now, one), other)
    assert calendar.next_open(in_parts) == calendar.next_open(calendar.after_hours(now, one + other))


@pytest.mark.parametrize(
    ("now", "hours", "due"),
    [
        ("2026-03-02T10:00+01:00", 4, "2026-03-02T14:00+01:00"),
        ("2026-03-02T10:00+01:00", 7, "2026-03-02T17:00+01:00"),
        ("2026-03-02T10:00+01:00", 16, "2026-03-04T10:00+01:00"),
        ("2026-03-06T16:30+01:00", 1, "2026-03-09T09:30+01:00"),
        ("2026-03-07T12:00+01:00", 8, "2026-03-09T17:00+01:00"),
        ("2026-03-27T16:00+01:00", 4, "2026-03-30T12:00+02:00"),
        ("2026-10-23T16:00+02:00", 4, "2026-10-26T12:00+01:00"),
        ("2026-04-02T16:00+02:00", 2, "2026-04-07T10:00+02:00"),
    ],
    ids=[
        "on one day", "until closing", "two days on", "over a weekend", "from a Saturday", "over the spring change",
        "over the autumn change", "over Easter",
    ],
)  # fmt: skip
def test_hours_are_counted_while_people_work(now: str, hours: int, due: str) -> None:
    calendar = Calendar("Europe/Berlin", holidays={date(2026, 4, 3), date(2026, 4, 6)})
    assert calendar.after_hours(datetime.fromisoformat(now), hours) == datetime.fromisoformat(due)
