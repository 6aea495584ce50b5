"""The moments that the practice clock can be moved to."""

from collections.abc import Callable, Mapping
from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from holidays import country_holidays

OPENS: Final = time(9)
COUNTRY: Final = "DE"
SATURDAY: Final = 5
DAY: Final = timedelta(days=1)


def moments(now: datetime, zone: ZoneInfo) -> Mapping[str, datetime]:
    """Where each button of the clock leads to from `now` (aware), in the company's zone.

    A working day is one from Monday to Friday that is no public holiday where the company is.
    """
    here = now.astimezone(zone)
    return {
        "working-day": _next(here, _is_working_day),
        "monday": _next(here, lambda day: day.weekday() == 0),
        "ten-days": here + 10 * DAY,
    }


def _is_working_day(day: datetime) -> bool:
    return day.weekday() < SATURDAY and day.date() not in country_holidays(COUNTRY)


def _next(here: datetime, fits: Callable[[datetime], bool]) -> datetime:
    day = datetime.combine(here.date() + DAY, OPENS, here.tzinfo)
    while not fits(day):
        day = datetime.combine(day.date() + DAY, OPENS, here.tzinfo)
    return day
