"""Slack's rate limits, kept before Slack has to say so.

Tiers are calls a minute per method and workspace; `chat.postMessage` has its own: one a second and channel with short
bursts, several hundred a minute and workspace (https://docs.slack.dev/apis/web-api/rate-limits).
"""

import asyncio
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable
from typing import Final

PER_MINUTE: Final = {
    "chat.postMessage": 300,
    "chat.update": 50,
    "conversations.history": 50,
    "conversations.replies": 50,
    "conversations.open": 50,
    "conversations.info": 50,
    "users.list": 20,
    "usergroups.users.list": 20,
    "users.info": 100,
    "views.publish": 100,
}
LANE_SECONDS: Final = 1.0
BURST: Final = 5
LANE_BURST: Final = 2


class Meter:
    """Lets calls through at a steady rate after a short burst (the generic cell rate algorithm)."""

    def __init__(self, seconds: float, burst: int) -> None:
        """Allow one call each `seconds` once `burst` calls went through at once."""
        self._seconds = seconds
        self._slack = seconds * (burst - 1)
        self._ideal = 0.0

    def reserve(self, now: float) -> float:
        """Take the next place in line; return the seconds to wait for it."""
        wait = max(0.0, self._ideal - self._slack - now)
        self._ideal = max(self._ideal, now) + self._seconds
        return wait


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
        self._methods = {method: Meter(60 / rate, BURST) for method, rate in PER_MINUTE.items()}
        self._lanes: defaultdict[str, Meter] = defaultdict(lambda: Meter(LANE_SECONDS, LANE_BURST))
        self._held_until: dict[str, float] = {}

    async def turn(self, method: str, lane: str = "") -> None:
        """Wait until `method` may be called; `lane` is the channel that a message goes to."""
        now = self._now()
        waits = [self._methods[method].reserve(now)] if method in self._methods else []
        waits += [self._lanes[lane].reserve(now)] if lane else []
        if (wait := max(waits, default=0.0)) > 0:
            await self._sleep(wait)
        while (held := self.held(method)) > 0:
            await self._sleep(held)

    def hold(self, method: str, seconds: float) -> None:
        """Let nothing through for `method` during the `seconds` that Slack named in `Retry-After`."""
        self._held_until[method] = max(self._held_until.get(method, 0.0), self._now() + seconds)

    def held(self, method: str) -> float:
        """Return the seconds for which Slack wants no call of `method`; zero or less when it is free."""
        return self._held_until.get(method, 0.0) - self._now()
