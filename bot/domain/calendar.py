"""Working days and hours, in the time zone of those they belong to."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ONE_DAY = timedelta(days=1)
WEEKEND = (5, 6)


@dataclass(frozen=True, slots=True)
class Calendar:
    """When a department or a person works: an IANA zone, local hours, the weekend (0 is a Monday), other days off."""

    timezone: str
    opens: time = time(9)
    closes: time = time(17)
    holidays: Container[date] = ()
    weekend: Container[int] = WEEKEND

    def today(self, now: datetime) -> date:
        """Return the local date at the aware moment `now`."""
        return now.astimezone(self._zone).date()

    def clock(self, now: datetime) -> time:
        """Return the local time at the aware moment `now`."""
        return now.astimezone(self._zone).time()

    def is_working_day(self, day: date) -> bool:
        """Say whether people work on this local day; not where the clocks skip all of its hours."""
        is_off = day.weekday() in self.weekend or day in self.holidays
        return not is_off and self.at(day, self.opens) < self.at(day, self.closes)

    def is_open(self, now: datetime) -> bool:
        """Say whether the aware moment `now` lies inside working hours."""
        local = now.astimezone(self._zone)
        return self.is_working_day(local.date()) and self.opens <= local.time() < self.closes

    def next_open(self, now: datetime) -> datetime:
        """Return `now` itself inside working hours, else the next opening, in UTC."""
        if self.is_open(now):
            return now
        day = self.today(now)
        if now >= self.at(day, self.opens) or not self.is_working_day(day):
            day = self.after(day, 1)
        return self.at(day, self.opens)

    def after(self, day: date, working_days: int) -> date:
        """Return the local day that lies this many working days after `day`."""
        while working_days:
            day += ONE_DAY
            working_days -= self.is_working_day(day)
        return day

    def before(self, day: date, working_days: int) -> date:
        """Return the local day that lies this many working days before `day`."""
        while working_days:
            day -= ONE_DAY
            working_days -= self.is_working_day(day)
        return day

    def after_hours(self, now: datetime, hours: int) -> datetime:
        """Return the moment, in UTC, when this many working hours have passed since the aware moment `now`."""
        moment, left = self.next_open(now), timedelta(hours=hours)
        while left > (room := self.at(self.today(moment), self.closes) - moment):
            left -= room
            moment = self.opening(self.after(self.today(moment), 1))
        return (moment + left).astimezone(UTC)

    def opening(self, day: date) -> datetime:
        """Return the moment, in UTC, when work begins on a local day, or on the next working day."""
        return self.at(day if self.is_working_day(day) else self.after(day, 1), self.opens)

    def at(self, day: date, clock: time) -> datetime:
        """Return the moment, in UTC, of a local time; one that a clock change skips is the moment after it."""
        return datetime.combine(day, clock, self._zone).astimezone(UTC)

    @property
    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)
