"""A clock moved by hand."""

from datetime import UTC, datetime, timedelta


class Clock:
    """The workspace's time and the real seconds, both moved by hand."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
        self.seconds = 1000.0

    def now(self) -> datetime:
        return self.moment

    def monotonic(self) -> float:
        return self.seconds

    def pass_by(self, **gap: float) -> None:
        self.moment += timedelta(**gap)
        self.seconds += timedelta(**gap).total_seconds()
