"""Slack's rate limits: token buckets per method, and per channel for posting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

TIER_PER_MINUTE = {1: 1, 2: 20, 3: 50, 4: 100, 5: 300}
POSTS_PER_MINUTE = 300
POSTS_PER_CHANNEL_AND_MINUTE = 60
POST_BURST = 5


@dataclass
class _Bucket:
    size: float
    per_second: float
    level: float = field(init=False)
    looked: float = field(init=False, default=0.0)

    def __post_init__(self) -> None:
        self.level = self.size

    def wait(self, now: float) -> float:
        self.level = min(self.size, self.level + max(0.0, now - self.looked) * self.per_second)
        self.looked = now
        return 0.0 if self.level >= 1 else (1 - self.level) / self.per_second


class Rates:
    """Counts calls; `monotonic` gives real seconds."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._buckets: dict[tuple[str, str], _Bucket] = {}

    def spend(self, method: str, tier: int, channel: str) -> float:
        """0.0 when the call may pass, which counts it; else the seconds until it may."""
        now = self._monotonic()
        buckets = [self._bucket(method, "", *_of_method(method, tier))]
        if method == "chat.postMessage":
            buckets.append(self._bucket(method, channel, POST_BURST, POSTS_PER_CHANNEL_AND_MINUTE))
        wait = max(bucket.wait(now) for bucket in buckets)
        if wait == 0.0:
            for bucket in buckets:
                bucket.level -= 1
        return wait

    def _bucket(self, method: str, channel: str, size: int, per_minute: int) -> _Bucket:
        return self._buckets.setdefault((method, channel), _Bucket(size, per_minute / 60))


def _of_method(method: str, tier: int) -> tuple[int, int]:
    per_minute = POSTS_PER_MINUTE if method == "chat.postMessage" else TIER_PER_MINUTE[tier]
    return per_minute, per_minute
