"""The practice workspace and the bot on it, in one process and on one clock."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from time import monotonic
from typing import Final

from bot.app import Bot, running
from bot.clock import MovableClock
from bot.connections import listening
from bot.manifest import manifest
from bot.pacing import Pacing
from bot.practice import PracticeServer, Workspace
from bot.services import health
from bot.settings import Settings
from bot.store.migrate import upgrade

LND_CHANNEL: Final = "#learning-team"
LND_PARTNERS: Final = ("lena", "luis")
LOOK_AGAIN_SECONDS: Final = 0.05
PATIENCE_SECONDS: Final = 60.0


@dataclass(slots=True)
class Stage:
    """A company with the bot in it, and its clock."""

    workspace: Workspace
    server: PracticeServer
    bot: Bot
    clock: MovableClock

    async def settled(self) -> None:
        """Wait until everything that is due was said and nobody waits for an answer. Raises TimeoutError."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            await self.bot.deps.drain()
            while self._talks() or not await self._has_said_all():
                await self.workspace.changes.until(lambda: False, LOOK_AGAIN_SECONDS)
                await self.bot.deps.drain()

    async def move_to(self, moment: datetime) -> None:
        """Let time pass until an aware moment, and everything happen that is due by then."""
        self.clock.move_to(moment)
        await self.bot.ticks.catch_up()
        await self.settled()

    def _talks(self) -> bool:
        return self.workspace.courier.busy or self.workspace.api_calls_in_progress > 0

    async def _has_said_all(self) -> bool:
        return await self.bot.deps.read(health.is_quiet, self.bot.team_id, self.clock.now())


@asynccontextmanager
async def staged(url: str, clock: MovableClock, port: int, haste: float = 1.0) -> AsyncIterator[Stage]:
    """Start both on the database at `url`; `port` 0 takes any that is free, `haste` hurries rate limits.

    The app is installed by its manifest and is in the L&D channel. Raises OSError for a port in use.
    """
    upgrade(url)
    workspace = Workspace(now=clock.now)
    workspace.install(manifest())
    workspace.conversation(LND_CHANNEL).members.append(workspace.bot_user_id)
    async with (
        PracticeServer(workspace, port=port, monotonic=lambda: monotonic() * haste) as server,
        running(_settings(workspace, server, url), clock, _pacing(haste)) as bot,
        listening(bot, workspace.app_token),
    ):
        yield Stage(workspace, server, bot, clock)


def _settings(workspace: Workspace, server: PracticeServer, url: str) -> Settings:
    given = {
        "slack_bot_token": workspace.bot_token,
        "slack_app_token": workspace.app_token,
        "slack_signing_secret": workspace.signing_secret,
        "slack_api_url": server.api_url,
        "database_url": url,
        "touchpoint_lnd_channel": workspace.conversation(LND_CHANNEL).id,
        "touchpoint_lnd_partners": tuple(workspace.member(key).id for key in LND_PARTNERS),
    }
    return Settings.model_validate(given)


def _pacing(haste: float) -> Pacing:
    return Pacing(lambda: monotonic() * haste, lambda seconds: asyncio.sleep(seconds / haste))
