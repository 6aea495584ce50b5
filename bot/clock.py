"""The one clock of the program."""

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the time; everything below the edges gets `now` as an argument."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        ...


class SystemClock:
    """The operating system's clock."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        return datetime.now(UTC)


class MovableClock:
    """A clock for the practice workspace: it runs, and can be moved forward."""

    def __init__(self, start: datetime | None = None, *, ahead: timedelta = timedelta()) -> None:
        """Start at `start` (aware), or `ahead` of the present moment."""
        self._start = start
        self.ahead = (start - datetime.now(UTC)) if start else ahead

    def now(self) -> datetime:
        """Return the practice moment, aware, in UTC."""
        return datetime.now(UTC) + self.ahead

    def move_to(self, moment: datetime) -> None:
        """Jump forward to `moment` (aware); a moment in the past raises ValueError."""
        if moment < self.now():
            raise ValueError("the practice clock only moves forward")
        self.ahead = moment - datetime.now(UTC)

    def anew(self) -> "MovableClock":
        """Return a clock that begins where this one began: at its `start`, or at the present moment."""
        return MovableClock(self._start)
