"""Crowds of messages on their way through a bot's pacing and Slack's limits, on a clock that leaps."""

import asyncio
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from bot.domain.outbox import AT_ONCE, Priority
from bot.pacing import Pacing
from bot.practice.rates import POST_BURST, POSTS_PER_CHANNEL_AND_MINUTE, POSTS_PER_MINUTE, Rates
from tests.faults.leaping import lived

POST: Final = "chat.postMessage"
LATENCY: Final = 0.15
THOUSAND: Final = 1_000
CROWDS: Final = {
    "one channel": ["C1"] * THOUSAND,
    "four channels": [f"C{number % 4}" for number in range(THOUSAND)],
    "many channels": [f"C{number}" for number in range(THOUSAND)],
    "one busy channel among many": [f"C{max(number - 300, 0)}" for number in range(THOUSAND)],
}


@dataclass
class Drained:
    """What it took: `inside` counts calls that a bot began within a `Retry-After` that it knew of."""

    seconds: float = 0.0
    refused: int = 0
    inside: int = 0
    holds: list[float] = field(default_factory=list)


def allowed(channels: Sequence[str]) -> float:
    """The seconds in which Slack takes a message to each of these channels, if nobody errs."""
    longest = max(Counter(channels).values())
    one = (longest - POST_BURST) / (POSTS_PER_CHANNEL_AND_MINUTE / 60)
    return max(one, (len(channels) - POSTS_PER_MINUTE) / (POSTS_PER_MINUTE / 60))


def paces() -> str:
    """Say in a sentence how long a bot takes for a thousand messages, as a factor of what Slack allows."""
    taken = {name: lived(drained(crowd)).seconds / allowed(crowd) for name, crowd in CROWDS.items()}
    return f"1,000 messages due at once: {', '.join(f'×{factor:.3f} to {name}' for name, factor in taken.items())}."


async def drained(channels: Sequence[str], bots: int = 1) -> Drained:
    """Post to all channels as outboxes do: so many at once, one by one in each channel, the longest line first."""
    clock = asyncio.get_running_loop().time
    took, rates = Drained(), Rates(clock)
    waiting, taken = Counter(channels), set[str]()

    async def worker(pacing: Pacing, until: list[float]) -> None:
        while +waiting:
            free = [each for each in waiting if waiting[each] and each not in taken]
            if not free:
                await asyncio.sleep(0.5)
                continue
            taken.add(channel := max(free, key=waiting.__getitem__))
            waiting[channel] -= await _posted(pacing, rates, channel, waiting[channel], until, took)
            taken.discard(channel)

    async with asyncio.TaskGroup() as group:
        for _ in range(bots):
            pacing, until = Pacing(clock, asyncio.sleep), [0.0]
            for _ in range(AT_ONCE):
                group.create_task(worker(pacing, until))
    took.seconds = clock()
    return took


async def _posted(pacing: Pacing, rates: Rates, channel: str, line: int, until: list[float], took: Drained) -> bool:
    clock = asyncio.get_running_loop().time
    await pacing.turn(POST, channel, (Priority.BULK, -line))
    took.inside += clock() < until[0] - 1e-5
    await asyncio.sleep(LATENCY / 2)
    wait = rates.spend(POST, 3, channel)
    await asyncio.sleep(LATENCY / 2)
    if wait:
        took.refused += 1
        pacing.hold(POST, math.ceil(wait))
        until[0] = max(until[0], clock() + math.ceil(wait))
    return not wait
