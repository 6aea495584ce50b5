"""The fault switch: a fault that lasts until somebody turns it off."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable
from typing import Literal

from bot.practice.faults import Fault

Setting = Literal["off", "drop", "429", "slow"]
SETTINGS: tuple[Setting, ...] = ("off", "drop", "429", "slow")
RETRY_AFTER = 5
SLOW_SECONDS = 2.0
SPOILED = frozenset(
    {
        "chat.delete",
        "chat.postEphemeral",
        "chat.postMessage",
        "chat.update",
        "reactions.add",
        "reactions.remove",
        "respond",
        "views.publish",
    }
)


class Switch:
    """Spoils what the app says, as long as it is not "off".

    "drop": each call is served and its answer lost. "429": each method is shut for five seconds at a time, with one
    call let in between. "slow": each call waits two real seconds first. Forms open as always: a trigger lives three
    seconds, so there is nothing an app could do about it. `monotonic` gives the seconds that "429" counts.
    """

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._shut_until: dict[str, float] = {}
        self.setting: Setting = "off"
        self.slow_seconds = SLOW_SECONDS

    def turn(self, setting: str) -> None:
        """Turns it to one of `SETTINGS`; raises ValueError for anything else."""
        if setting not in SETTINGS:
            raise ValueError(setting)
        self.setting = setting
        self._shut_until.clear()

    async def slow_down(self, method: str) -> bool:
        """Waits where calls are to be slow; whether it did."""
        if self.setting != "slow" or method not in SPOILED:
            return False
        await asyncio.sleep(self.slow_seconds)
        return True

    def fault(self, method: str, when: Literal["before", "after"]) -> Fault | None:
        """What spoils this call, if anything."""
        if method not in SPOILED:
            return None
        if self.setting == "drop" and when == "after":
            return Fault(method, "after", "drop")
        if self.setting == "429" and when == "before" and (wait := self._wait(method)):
            return Fault(method, "before", "429", retry_after=math.ceil(wait))
        return None

    def _wait(self, method: str) -> float:
        """The seconds that the method is still shut; 0.0 lets this one call in."""
        now = self._monotonic()
        if now >= self._shut_until.setdefault(method, now + RETRY_AFTER):
            del self._shut_until[method]
            return 0.0
        return self._shut_until[method] - now
