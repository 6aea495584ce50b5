"""Somebody who asks the bot for something all the time, and notes when it answered."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import pairwise
from time import monotonic
from typing import Final

from bot.practice import OperationTimeout, Workspace

EVERY_SECONDS: Final = 0.02


class Stream:
    """What became of a stream of commands."""

    def __init__(self, workspace: Workspace) -> None:
        """Maya asks, in #sales."""
        self._workspace = workspace
        self._maya = workspace.as_person("maya")
        self.answered = [monotonic()]
        self.unanswered: list[str] = []

    @property
    def longest_gap(self) -> float:
        """The longest time between two answers, in seconds."""
        ends = [*self.answered, monotonic()]
        return max(later - earlier for earlier, later in pairwise(ends))

    async def ask(self) -> None:
        """Ask for help once."""
        try:
            await self._maya.runs("#sales", "/ld", "help")
            self.answered.append(monotonic())
        except OperationTimeout as error:
            self.unanswered.append(str(error))

    async def answers(self, more: int) -> None:
        """Wait for so many more answers."""
        wanted = len(self.answered) + more
        await self._workspace.until(lambda: len(self.answered) >= wanted, 20)


@asynccontextmanager
async def streaming(workspace: Workspace) -> AsyncIterator[Stream]:
    """Ask fifty times a second until the block ends, and wait for the last answer."""
    stream = Stream(workspace)
    asker = asyncio.create_task(_ask(stream))
    try:
        yield stream
    finally:
        asker.cancel()
        await asyncio.gather(asker, return_exceptions=True)


async def _ask(stream: Stream) -> None:
    async with asyncio.TaskGroup() as asked:
        try:
            while True:
                asked.create_task(stream.ask())
                await asyncio.sleep(EVERY_SECONDS)
        except asyncio.CancelledError:
            return
