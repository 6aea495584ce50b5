"""When the three touchpoints are said."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import Calendar
from bot.domain.touchpoints import (
    OPTION_MAX,
    OPTIONS_MAX,
    Touchpoint,
    choices,
    key,
    meeting_of,
    seen_ahead,
    timetable,
    touchpoint_of,
)

BERLIN = ZoneInfo("Europe/Berlin")
EASTER = {date(2026, 4, 3), date(2026, 4, 6)}
OFFICE = Calendar("Europe/Berlin", holidays=EASTER)
ZONES = st.sampled_from(["Europe/Berlin", "Asia/Kolkata", "America/Los_Angeles", "Pacific/Auckland", "Pacific/Apia"])
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))


def local(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("confirmed", "said"),
    [
        (local(2026, 3, 2, 10, 5), local(2026, 3, 2, 10, 5)),
        (local(2026, 3, 2, 7), local(2026, 3, 2, 9)),
        (local(2026, 3, 2, 17), local(2026, 3, 3, 9)),
        (local(2026, 3, 6, 18), local(2026, 3, 9, 9)),
        (local(2026, 3, 7, 11), local(2026, 3, 9, 9)),
        (local(2026, 4, 2, 20), local(2026, 4, 7, 9)),
    ],
    ids=["in hours", "early", "in the evening", "on Friday evening", "on Saturday", "before Easter"],
)
def test_the_recap_is_said_at_once_or_when_work_begins_again(confirmed: datetime, said: datetime) -> None:
    assert timetable(confirmed, OFFICE, 3, 10).recap == said


def test_the_others_are_counted_in_working_days_from_the_day_of_the_recap() -> None:
    times = timetable(local(2026, 3, 31, 10), OFFICE, 3, 10)
    assert times.plan == local(2026, 4, 7, 9)
    assert times.poll_closes == local(2026, 4, 10, 17)
    assert times.earliest == local(2026, 4, 8, 9)
    assert times.latest == local(2026, 4, 16, 9)


@given(MOMENTS, ZONES, st.integers(1, 10), st.integers(1, 30), st.sets(st.dates(date(2026, 1, 1), date(2028, 3, 1))))
def test_they_are_said_in_order_and_inside_working_hours(
    now: datetime, zone: str, plan_after: int, acknowledge_after: int, holidays: set[date]
) -> None:
    days = Calendar(zone, holidays=holidays)
    times = timetable(now, days, plan_after, acknowledge_after)
    assert now <= times.recap < times.plan < times.poll_closes < times.latest
    assert times.plan < times.earliest <= times.latest
    assert all(days.is_open(moment) for moment in (times.recap, times.plan, times.earliest, times.latest))
    assert days.is_open(times.poll_closes - timedelta(seconds=1))


def test_hours_of_the_night_shift_are_hours_too() -> None:
    late = Calendar("Europe/Berlin", opens=time(20), closes=time(23))
    assert timetable(local(2026, 3, 2, 10), late, 3, 10).recap == local(2026, 3, 2, 20)


def test_a_team_chooses_among_two_to_five_short_answers_each_once() -> None:
    assert choices(["one"]) == choices([]) == choices(["same", "Same"]) == choices(["one", "  "]) == ()
    assert choices(["one", "two"]) == ("one", "two")
    assert choices([str(number) for number in range(9)]) == ("0", "1", "2", "3", "4")
    assert len(choices(["x" * 200, "y"])[0]) == OPTION_MAX
    assert len(choices(list("abcdefg"))) == OPTIONS_MAX


def test_a_business_key_names_the_meeting_and_the_touchpoint() -> None:
    assert key(42, Touchpoint.RECAP) == "meeting:42:recap"
    assert meeting_of("meeting:42:recap") == 42
    assert touchpoint_of("meeting:42:recap:ahead") == Touchpoint.RECAP


@pytest.mark.parametrize(
    ("day", "zone", "expected"),
    [
        (12, "Europe/Berlin", (11, 9, 0)),
        (10, "Europe/Berlin", (10, 9, 0)),
        (10, "Asia/Kolkata", (10, 4, 30)),
        (10, "America/Los_Angeles", (9, 20, 0)),
        (10, "America/Chicago", (9, 20, 0)),
    ],
)
def test_a_partner_sees_ahead_in_their_own_hours_unless_it_is_said_before(
    day: int, zone: str, expected: tuple[int, int, int]
) -> None:
    due, now = datetime(2026, 3, day, 9, tzinfo=BERLIN), datetime(2026, 3, 9, 20, tzinfo=BERLIN)
    day_then, hour, minute = expected
    seen = seen_ahead(due, OFFICE, Calendar(zone), now)
    assert seen == datetime(2026, 3, day_then, hour, minute, tzinfo=BERLIN)
