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

    def __init__(self, start: datetime | None = None) -> None:
        """Start at `start` (aware), or at the present moment."""
        self._ahead = (start - datetime.now(UTC)) if start else timedelta()

    def now(self) -> datetime:
        """Return the practice moment, aware, in UTC."""
        return datetime.now(UTC) + self._ahead

    def move_to(self, moment: datetime) -> None:
        """Jump forward to `moment` (aware); a moment in the past raises ValueError."""
        if moment < self.now():
            raise ValueError("the practice clock only moves forward")
        self._ahead = moment - datetime.now(UTC)
