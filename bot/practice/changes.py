"""Waking up whoever waits for the workspace to change."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from bot.practice.model import Message


class Changes:
    """`tell` after every change; `until` waits for a condition and looks again at each change. `number` tells
    how many changes there were; `followers` are called at each, with what `tell` was given."""

    def __init__(self) -> None:
        self.number = 0
        self.followers: list[Callable[..., None]] = []
        self._waiters: set[asyncio.Event] = set()

    def tell(self, *messages: Message) -> None:
        """Wakes everyone who waits; `messages` are those that changed."""
        self.number += 1
        for follower in self.followers:
            follower(*messages)
        for waiter in self._waiters:
            waiter.set()

    async def until(self, condition: Callable[[], object], timeout: float, look_again: float = 0.1) -> bool:
        """Whether `condition` came true within `timeout` seconds; it is also tried every `look_again`
        seconds, as it may depend on more than the workspace."""
        waiter, end = asyncio.Event(), time.monotonic() + timeout
        self._waiters.add(waiter)
        try:
            while not condition():
                if time.monotonic() >= end:
                    return False
                await _wait(waiter, min(look_again, max(end - time.monotonic(), 0)))
            return True
        finally:
            self._waiters.discard(waiter)


async def _wait(waiter: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(waiter.wait(), seconds)
    except TimeoutError:
        return
    waiter.clear()
