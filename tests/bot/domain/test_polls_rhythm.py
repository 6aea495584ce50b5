"""When a poll is asked again, over any zone, rhythm, day off and pause."""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import Calendar
from bot.domain.polls import Rhythm
from bot.domain.polls_reminders import remind_at, said_at
from bot.domain.polls_rhythm import after, closing, is_late, newest, occasions

BERLIN = Calendar("Europe/Berlin", holidays={date(2026, 4, 6), date(2026, 5, 1)})
ZONES = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC", "America/Sao_Paulo"]
BEGINS = st.datetimes(datetime(2024, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))
OFF = st.sets(st.dates(date(2024, 1, 1), date(2030, 1, 1)), max_size=40)
CALENDARS = st.builds(Calendar, st.sampled_from(ZONES), holidays=OFF)


def days(rhythm: Rhythm, first: date, number: int = 5) -> list[str]:
    return [f"{day:%a %d %b %y}" for day in islice(occasions(rhythm, first), number)]


@pytest.mark.parametrize(
    ("rhythm", "first", "expected"),
    [
        (Rhythm.WEEKLY, date(2026, 3, 3), ["Tue 03 Mar 26", "Tue 10 Mar 26", "Tue 17 Mar 26"]),
        (Rhythm.FORTNIGHTLY, date(2026, 3, 3), ["Tue 03 Mar 26", "Tue 17 Mar 26", "Tue 31 Mar 26"]),
        (Rhythm.MONTHLY, date(2026, 1, 31), ["Sat 31 Jan 26", "Sat 28 Feb 26", "Tue 31 Mar 26", "Thu 30 Apr 26"]),
        (Rhythm.MONTHLY, date(2027, 12, 30), ["Thu 30 Dec 27", "Sun 30 Jan 28", "Tue 29 Feb 28", "Thu 30 Mar 28"]),
        (Rhythm.QUARTERLY, date(2026, 11, 30), ["Mon 30 Nov 26", "Sun 28 Feb 27", "Sun 30 May 27"]),
        (Rhythm.FIRST_MONDAY, date(2026, 3, 1), ["Sun 01 Mar 26", "Mon 02 Mar 26", "Mon 06 Apr 26"]),
        (Rhythm.FIRST_MONDAY, date(2026, 3, 2), ["Mon 02 Mar 26", "Mon 06 Apr 26", "Mon 04 May 26"]),
        (Rhythm.FIRST_MONDAY, date(2026, 12, 24), ["Thu 24 Dec 26", "Mon 04 Jan 27", "Mon 01 Feb 27"]),
    ],
)
def test_each_rhythm_has_its_days(rhythm: Rhythm, first: date, expected: list[str]) -> None:
    assert days(rhythm, first, len(expected)) == expected


def test_the_local_time_is_kept_when_the_clocks_change_and_a_day_off_moves_it_on() -> None:
    begins_at = datetime(2026, 3, 23, 9, tzinfo=UTC)
    summer = after(Rhythm.WEEKLY, begins_at, BERLIN, begins_at)
    assert summer == datetime(2026, 3, 30, 8, tzinfo=UTC)
    assert after(Rhythm.WEEKLY, begins_at, BERLIN, summer) == datetime(2026, 4, 7, 8, tzinfo=UTC)


@given(st.sampled_from(Rhythm), BEGINS, CALENDARS)
def test_times_come_one_after_the_other_on_working_days_at_the_same_local_time(
    rhythm: Rhythm, begins_at: datetime, days: Calendar
) -> None:
    times = [begins_at]
    for _ in range(12):
        times.append(after(rhythm, begins_at, days, times[-1]))
    zone = ZoneInfo(days.timezone)
    clock = begins_at.astimezone(zone).time()
    assert all(earlier < later for earlier, later in pairwise(times))
    for at in times[1:]:
        local = at.astimezone(zone)
        assert days.is_working_day(local.date())
        assert days.at(local.date(), clock) == at


@given(st.sampled_from(Rhythm), BEGINS, CALENDARS, st.timedeltas(timedelta(0), timedelta(days=900)))
def test_after_any_pause_the_newest_missed_time_is_the_last_before_now(
    rhythm: Rhythm, begins_at: datetime, days: Calendar, pause: timedelta
) -> None:
    now = begins_at + timedelta(days=7) + pause
    following = after(rhythm, begins_at, days, now)
    missed = newest(rhythm, begins_at, days, now)
    assert following > now
    assert newest(rhythm, begins_at, days, following) == following
    if missed:
        assert missed <= now
        assert after(rhythm, begins_at, days, missed) == following


@given(st.dates(date(2024, 1, 1), date(2028, 1, 1)))
def test_a_month_without_that_day_has_its_last(first: date) -> None:
    for month in islice(occasions(Rhythm.MONTHLY, first), 30):
        assert month.day == min(first.day, monthrange(month.year, month.month)[1])
    for monday in islice(occasions(Rhythm.FIRST_MONDAY, first), 1, 30):
        assert (monday.weekday(), monday.day <= 7, monday > first) == (0, True, True)


@given(BEGINS, st.none() | st.timedeltas(timedelta(minutes=1), timedelta(days=400)), st.integers(2, 90))
def test_a_poll_closes_before_the_next_one_opens(opens_at: datetime, open_for: timedelta | None, gap: int) -> None:
    following = opens_at + timedelta(days=gap)
    closes_at = closing(opens_at, open_for, following)
    assert opens_at < closes_at < following
    assert open_for is None or closes_at <= opens_at + open_for


def test_a_quarter_of_an_hour_is_in_time_and_more_is_late() -> None:
    planned_at = datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert not is_late(planned_at, planned_at + timedelta(minutes=15))
    assert is_late(planned_at, planned_at + timedelta(minutes=16))


@given(BEGINS, st.timedeltas(timedelta(minutes=1), timedelta(days=200)), CALENDARS)
def test_people_are_reminded_while_the_poll_is_open_and_not_before_half_of_its_time(
    opens_at: datetime, lasts: timedelta, days: Calendar
) -> None:
    closes_at = opens_at + lasts
    at = remind_at(opens_at, closes_at, days)
    assert opens_at + lasts / 2 <= at
    assert at < closes_at


def test_a_long_poll_is_reminded_of_a_working_day_before_its_end() -> None:
    closes_at = BERLIN.at(date(2026, 3, 16), time(17))
    assert remind_at(BERLIN.at(date(2026, 3, 2), time(10)), closes_at, BERLIN) == BERLIN.at(date(2026, 3, 13), time(17))


def test_somebody_is_written_to_in_their_hours_unless_the_poll_is_over_by_then() -> None:
    now, opens = datetime(2026, 3, 2, 6, tzinfo=UTC), datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert said_at(now, None, opens) == said_at(now, opens + timedelta(hours=1), opens) == opens
    assert said_at(now, opens - timedelta(hours=1), opens) == now
