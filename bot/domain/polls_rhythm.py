"""When a poll is asked again: in its rhythm, at the same local time, on a working day."""

from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from itertools import count
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain.calendar import Calendar
from bot.domain.polls import Rhythm

WEEK: Final = timedelta(days=7)
MONTHS_A_QUARTER: Final = 3
LATE: Final = timedelta(minutes=15)
JUST_BEFORE: Final = timedelta(minutes=1)


def occasions(rhythm: Rhythm, first: date) -> Iterator[date]:
    """Return the local days of a rhythm that begins on the day `first`, which is the first of them, without an end."""
    return (DAYS[rhythm](first, number) if number else first for number in count())


def after(rhythm: Rhythm, begins_at: datetime, days: Calendar, moment: datetime) -> datetime:
    """Return when the poll is asked next after an aware moment, in UTC.

    It keeps the local time of `begins_at`, whatever the clocks do, and moves to the next working day from a day off.
    """
    return next(at for at in _moments(rhythm, begins_at, days) if at > moment)


def newest(rhythm: Rhythm, begins_at: datetime, days: Calendar, now: datetime) -> datetime | None:
    """Return when the poll was to be asked last, at `now` or before, in UTC; None where it did not begin yet."""
    found = None
    for at in _moments(rhythm, begins_at, days):
        if at > now:
            return found
        found = at
    return found


def closing(opens_at: datetime, open_for: timedelta | None, following: datetime) -> datetime:
    """Return when a poll of a series closes: after the time it stays open, and before the next one opens."""
    latest = following - JUST_BEFORE
    return min(opens_at + open_for, latest) if open_for else latest


def is_late(planned_at: datetime, now: datetime) -> bool:
    """Say whether it is so long after the planned moment that people are to be told."""
    return now - planned_at > LATE


def _moments(rhythm: Rhythm, begins_at: datetime, days: Calendar) -> Iterator[datetime]:
    local = begins_at.astimezone(ZoneInfo(days.timezone))
    for day in occasions(rhythm, local.date()):
        yield days.at(day if days.is_working_day(day) else days.after(day, 1), local.time())


def _weeks(first: date, number: int) -> date:
    return first + number * WEEK


def _months(first: date, number: int) -> date:
    month = first.month - 1 + number
    year, month = first.year + month // 12, month % 12 + 1
    return date(year, month, min(first.day, monthrange(year, month)[1]))


def _first_monday(first: date, number: int) -> date:
    """Return the n-th first Monday of a month after the day `first`."""
    this_month = _monday_of(first.replace(day=1))
    return _monday_of(_months(first.replace(day=1), number - (this_month > first)))


def _monday_of(month: date) -> date:
    return month + timedelta(days=-month.weekday() % 7)


DAYS: Final[dict[Rhythm, Callable[[date, int], date]]] = {
    Rhythm.WEEKLY: _weeks,
    Rhythm.FORTNIGHTLY: lambda first, number: _weeks(first, 2 * number),
    Rhythm.MONTHLY: _months,
    Rhythm.FIRST_MONDAY: _first_monday,
    Rhythm.QUARTERLY: lambda first, number: _months(first, MONTHS_A_QUARTER * number),
}
