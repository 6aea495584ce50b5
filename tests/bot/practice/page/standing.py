"""The page of a workspace whose time stands still."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

import aiohttp

from bot.http import serving
from bot.practice import PracticeServer, Workspace
from bot.practice.page.app import page
from bot.practice.page.stage import Step


@dataclass
class FixedStage:
    """A stage whose time stands still, and whose one step fails."""

    workspace: Workspace
    server: PracticeServer
    error: Exception

    @property
    def steps(self) -> tuple[Step, ...]:
        return (Step("Title", "maya", "#sales", "How", "Why", lambda _: False, self._play),)

    async def move_to(self, moment: datetime) -> None: ...

    async def restart(self) -> None: ...

    async def _play(self) -> None:
        raise self.error


@asynccontextmanager
async def visited(stage: FixedStage) -> AsyncIterator[aiohttp.ClientSession]:
    """A visitor of the page."""
    served = page(stage, lambda: False)
    async with serving(served, "127.0.0.1", 0) as port, aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session:
        yield session
