"""Slack's rate limits, kept before Slack has to say so.

Tiers are calls a minute per method and workspace; `chat.postMessage` has its own: one a second and channel with short
bursts, several hundred a minute and workspace (https://docs.slack.dev/apis/web-api/rate-limits). Slack counts by the
minute, so a crowd of messages to many channels may begin with most of a minute's worth.
"""

import asyncio
import time
from bisect import bisect_left, insort
from collections.abc import Awaitable, Callable
from itertools import count
from typing import Final

PER_MINUTE: Final = {
    "chat.postMessage": 300,
    "chat.update": 50,
    "chat.delete": 50,
    "conversations.history": 50,
    "conversations.replies": 50,
    "conversations.open": 50,
    "conversations.info": 50,
    "users.list": 20,
    "usergroups.users.list": 20,
    "users.info": 100,
    "views.publish": 100,
    "files.getUploadURLExternal": 100,
    "files.completeUploadExternal": 100,
}
Urgency = tuple[int, int]
Place = tuple[Urgency, int]
FIRST: Final[Urgency] = (0, 0)
LANE_SECONDS: Final = 1.0
BURSTS: Final = {"chat.postMessage": 200}
BURST: Final = 5
LANE_BURST: Final = 2
LANES_KEPT: Final = 500
NEXT_TO_NOTHING: Final = 1e-6


class Meter:
    """Lets calls through at a steady rate after a short burst (the generic cell rate algorithm)."""

    def __init__(self, seconds: float, burst: int) -> None:
        """Allow one call each `seconds` once `burst` calls went through at once."""
        self._seconds = seconds
        self._slack = seconds * (burst - 1)
        self._ideal = 0.0

    def wait(self, now: float, ahead: int = 0) -> float:
        """Return the seconds until a call may go through when `ahead` others go first."""
        return max(0.0, max(self._ideal, now) + ahead * self._seconds - self._slack - now)

    def take(self, now: float) -> None:
        """Count a call."""
        self._ideal = max(self._ideal, now) + self._seconds

    def exhaust(self, until: float) -> None:
        """Let the next call through at `until`, and no burst after it."""
        self._ideal = max(self._ideal, until + self._slack)

    def is_rested(self, now: float) -> bool:
        """Say whether it would treat everybody as a new one does."""
        return self._ideal <= now


class Line:
    """Those who wait to call one method, the most urgent first and then by arrival."""

    def __init__(self, meter: Meter | None) -> None:
        """Let them through at the pace of a `meter`, or freely."""
        self._meter = meter
        self._waiting: list[Place] = []
        self._arrivals = count()
        self._held_until = 0.0

    def join(self, urgency: Urgency) -> Place:
        """Take a place, which is to be left again."""
        insort(self._waiting, place := (urgency, next(self._arrivals)))
        return place

    def leave(self, place: Place) -> None:
        """Give the place up, with or without a call."""
        self._waiting.remove(place)

    def wait(self, place: Place, now: float) -> float:
        """Return the seconds until it is worth asking again; 0 when it is this one's turn."""
        ahead = bisect_left(self._waiting, place)
        return max(self.held(now), self._meter.wait(now, ahead) if self._meter else 0.0)

    def take(self, now: float) -> None:
        """Count a call."""
        if self._meter:
            self._meter.take(now)

    def hold(self, until: float) -> None:
        """Let nobody through before `until`, and nobody in a burst after it."""
        self._held_until = max(self._held_until, until)
        if self._meter:
            self._meter.exhaust(self._held_until)

    def held(self, now: float) -> float:
        """Return the seconds for which nobody is let through; zero or less when it is free."""
        return self._held_until - now


class Pacing:
    """One workspace's limits: every call waits for its turn here."""

    def __init__(
        self,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Measure with a `monotonic` clock in seconds and wait with `sleep`."""
        self._now = monotonic
        self._sleep = sleep
        self._lines: dict[str, Line] = {}
        self._lanes: dict[str, Meter] = {}

    async def turn(self, method: str, lane: str = "", urgency: Urgency = FIRST) -> None:
        """Wait until `method` may be called; `lane` is the channel that a message goes to.

        Among those who wait for the same method the lowest `urgency` goes first, then who came first.
        """
        await self._pause(self._reserved(lane) if lane else 0.0)
        line = self._line(method)
        place = line.join(urgency)
        try:
            while (wait := line.wait(place, self._now())) > NEXT_TO_NOTHING:
                await self._sleep(wait)
            line.take(self._now())
        finally:
            line.leave(place)

    def hold(self, method: str, seconds: float) -> None:
        """Let nothing through for `method` during the `seconds` that Slack named in `Retry-After`."""
        self._line(method).hold(self._now() + seconds)

    def held(self, method: str) -> float:
        """Return the seconds for which Slack wants no call of `method`; zero or less when it is free."""
        return self._line(method).held(self._now())

    def _line(self, method: str) -> Line:
        if method not in self._lines:
            rate = PER_MINUTE.get(method)
            self._lines[method] = Line(Meter(60 / rate, BURSTS.get(method, BURST)) if rate else None)
        return self._lines[method]

    def _reserved(self, lane: str) -> float:
        """Take the next place in a channel; return the seconds to wait for it."""
        now = self._now()
        if len(self._lanes) > LANES_KEPT:
            self._lanes = {name: meter for name, meter in self._lanes.items() if not meter.is_rested(now)}
        meter = self._lanes.setdefault(lane, Meter(LANE_SECONDS, LANE_BURST))
        wait = meter.wait(now)
        meter.take(now)
        return wait

    async def _pause(self, seconds: float) -> None:
        if seconds > 0:
            await self._sleep(seconds)
