"""The day that a word for a day means, seen from the day of the meeting."""

import calendar
from datetime import date, timedelta

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NUMBERS = {
    word: number
    for number, words in enumerate(
        ("", "a an one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    )
    for word in words.split()
} | {"couple": 2, "a couple of": 2}
LONG_AGO = timedelta(days=90)  # a day without a year this far back is next year's
FRIDAY = 4


def weekday(name: str, on: date) -> date:
    """The next such weekday after the meeting: said on a Friday, "Friday" is in seven days."""
    return on + timedelta(days=(WEEKDAYS.index(name[:3].lower()) - on.weekday() - 1) % 7 + 1)


def weekday_of_next_week(name: str, on: date) -> date:
    """That weekday of the week (Monday to Sunday) after the meeting's."""
    return on + timedelta(days=7 - on.weekday() + WEEKDAYS.index(name[:3].lower()))


def end_of_week(on: date, weeks: int = 0) -> date:
    """The Friday of the meeting's week, or of a later one; from a weekend on, that of the week to come."""
    if on.weekday() > FRIDAY and not weeks:
        weeks = 1
    return on + timedelta(days=FRIDAY - on.weekday() + 7 * weeks)


def end_of_month(on: date, months: int = 0) -> date:
    """The last day of the month that lies this many months ahead."""
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    return date(year, month + 1, calendar.monthrange(year, month + 1)[1])


def end_of_quarter(on: date, quarter: int | None = None, year: int | None = None) -> date:
    """The last day of a quarter, by default the current one; without a year, of the next one to end."""
    end = end_of_month(date(year or on.year, 3 * (quarter or (on.month + 2) // 3), 1))
    return end if year or end >= on else end_of_month(date(on.year + 1, end.month, 1))


def of_year(day: int, month: int, year: int | None, on: date) -> date | None:
    """A day of a month, of this year unless another is given or that is long past; None if there is none."""
    try:
        if year is not None:
            return date(year + 2000 if year < 100 else year, month, day)
        found = date(on.year, month, day)
        return found if on - found <= LONG_AGO else date(on.year + 1, month, day)
    except ValueError:
        return None


def calendar_week(week: int, on: date) -> date:
    """The Friday of an ISO week, of this year unless that is long past; ValueError where the year has none."""
    found = date.fromisocalendar(on.year, week, FRIDAY + 1)
    return found if on - found <= LONG_AGO else date.fromisocalendar(on.year + 1, week, FRIDAY + 1)


def day_of_month(day: int, on: date) -> date | None:
    """The next such day of a month from the meeting on; None where that month has none."""
    month = on if day >= on.day else end_of_month(on, 1)
    return of_year(day, month.month, month.year, on)


def month_number(name: str) -> int:
    """The number of a month by its English name or the first three letters of it."""
    return MONTHS.index(name[:3].lower()) + 1


def later(on: date, count: int, unit: str) -> date:
    """The day `count` days, working days, weeks, fortnights, months or years after the meeting."""
    if unit.startswith(("work", "business")):
        return _working_days_later(on, count)
    if unit.startswith(("month", "year")):
        months = count * (12 if unit.startswith("year") else 1)
        last = end_of_month(on, months)
        return last.replace(day=min(on.day, last.day))
    return on + timedelta(days=count * {"d": 1, "w": 7, "f": 14}[unit[0]])


def _working_days_later(on: date, count: int) -> date:
    while count:
        on += timedelta(days=1)
        count -= on.weekday() <= FRIDAY
    return on
