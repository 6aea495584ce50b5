"""The practice stage: a company with the bot in it, which can be kept between runs and begun anew."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy.engine import make_url

from bot.app import Bot
from bot.cli import tour
from bot.cli.playing import LND_CHANNEL, playing
from bot.clock import MovableClock
from bot.domain.errors import Unavailable
from bot.keys import folder_of
from bot.manifest import manifest
from bot.practice import PracticeServer, Workspace
from bot.practice.forms import ClientRefused
from bot.practice.page.stage import BEGAN_ANEW
from bot.practice.saved import Saved
from bot.services import health
from bot.store.migrate import upgrade

LOOK_AGAIN_SECONDS: Final = 0.05
PATIENCE_SECONDS: Final = 60.0
REMEMBERED: Final = 5_000
PAUSE: Final = timedelta(milliseconds=200)
"""What passes on the practice clock while nobody does anything: messages that change are updated once a second."""
READY: Final = "ready"
AHEAD: Final = "seconds ahead"


class Stage:
    """A company with the bot in it, and its clock; all of them are other objects after `restart`.

    With `saved` it goes on where an earlier process left it, on whatever moment that ended, and a new company
    has one department that knows the bot already.
    """

    workspace: Workspace
    server: PracticeServer
    bot: Bot

    def __init__(
        self, url: str, clock: MovableClock, *, port: int = 0, haste: float = 1.0, saved: Saved | None = None
    ) -> None:
        """Play on the SQLite database at `url`. `port` is where Slack's API listens (0: any free one)."""
        self.clock = clock
        self.steps = tour.steps(self)
        self._url, self._port, self._haste, self._saved = url, port, haste, saved
        self._turn = asyncio.Lock()
        self._failure: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def begin(self) -> None:
        """Open the stage, whatever was kept on it. Raises OSError for a port in use, Unreadable for what was kept."""
        if self._saved and self._is_kept(self._saved):
            await self._perform()
        else:
            await self._perform_anew()

    async def end(self) -> None:
        """Let the bot finish what it has begun, and close the stage for good."""
        await self._stop()
        if self._saved:
            self._saved.close()

    async def restart(self) -> None:
        """Begin anew: everything is as on the first day."""
        async with self._turn:
            earlier = self.workspace
            await self._stop()
            self.clock = self.clock.anew()
            await self._perform_anew()
            earlier.changes.tell()

    async def settled(self) -> None:
        """Wait until everything that is due was said and nobody waits for an answer.

        Raises TimeoutError, ClientRefused when everything begins anew meanwhile.
        """
        company = self.workspace
        async with asyncio.timeout(PATIENCE_SECONDS):
            await self.bot.deps.drain()
            while self._talks() or not await self._has_said_all():
                await self.workspace.changes.until(lambda: False, LOOK_AGAIN_SECONDS)
                self._require(company)
                await self.bot.deps.drain()
                if not self._talks():
                    self._let_pass(PAUSE)

    async def move_to(self, moment: datetime) -> None:
        """Let time pass until an aware moment, and everything happen that is due by then.

        Raises ValueError for a moment in the past, TimeoutError when what is due does not get said, ClientRefused when
        everything began anew before that.
        """
        company = self.workspace
        async with self._turn:
            self._require(company)
            self._let_pass(moment - self.clock.now())
            await self.bot.ticks.catch_up()
            await self.settled()

    async def failed(self) -> None:
        """Wait, for ever if need be, until the bot comes to an end by itself; raise what it ended with."""
        await asyncio.shield(self._failure)

    def _require(self, company: Workspace) -> None:
        if self.workspace is not company:
            raise ClientRefused(BEGAN_ANEW)

    def _let_pass(self, time: timedelta) -> None:
        self.clock.move_to(self.clock.now() + time)
        if self._saved:
            self._saved.note(AHEAD, str(self.clock.ahead.total_seconds()))
        self.bot.ticks.wake()

    def _is_kept(self, saved: Saved) -> bool:
        return bool(saved.noted(READY)) and self._file.exists()

    @property
    def _file(self) -> Path:
        return Path(make_url(self._url).database or "")

    async def _perform_anew(self) -> None:
        if self._saved:
            self._saved.forget()
            shutil.rmtree(folder_of(self._url), ignore_errors=True)
            for file in self._file.parent.glob(f"{self._file.name}*"):
                file.unlink()
        await self._perform()
        if self._saved:
            await tour.prepare(self)
            self._saved.note(READY, "yes")

    async def _perform(self) -> None:
        await asyncio.to_thread(upgrade, self._url)
        workspace, ready = self._company(), asyncio.Event()
        self._ending = asyncio.Event()
        self._running = asyncio.create_task(self._run(workspace, ready))
        opening = asyncio.create_task(ready.wait())
        await asyncio.wait({self._running, opening}, return_when=asyncio.FIRST_COMPLETED)
        opening.cancel()
        if self._running.done():
            await self._running
        self._running.add_done_callback(self._ended)

    def _company(self) -> Workspace:
        workspace = Workspace(now=self.clock.now, memory=REMEMBERED if self._saved else None)
        if not (self._saved and self._saved.load(workspace)):
            workspace.conversation(LND_CHANNEL).members.append(workspace.bot_user_id)
        workspace.install(manifest())
        if self._saved:
            self._saved.keep(workspace)
        return workspace

    async def _stop(self) -> None:
        self._ending.set()
        await asyncio.wait({self._running})

    async def _run(self, workspace: Workspace, ready: asyncio.Event) -> None:
        """Play in a task of its own, so that whoever asks for a new beginning need not be who asked for the first."""
        async with playing(self._url, workspace, self.clock, self._port, self._haste) as (server, bot):
            self.workspace, self.server, self.bot = workspace, server, bot
            ready.set()
            await self._ending.wait()

    def _ended(self, running: asyncio.Task[None]) -> None:
        error = None if running.cancelled() else running.exception()
        if error and not self._failure.done():
            self._failure.set_exception(error)

    def _talks(self) -> bool:
        return self.workspace.courier.busy or self.workspace.api_calls_in_progress > 0

    async def _has_said_all(self) -> bool:
        with suppress(Unavailable):
            return await self.bot.deps.read(health.is_quiet, self.bot.team_id, self.clock.now())
        return False


@asynccontextmanager
async def staged(
    url: str, clock: MovableClock, port: int = 0, haste: float = 1.0, saved: Saved | None = None
) -> AsyncIterator[Stage]:
    """Open a stage on the SQLite database at `url`; `haste` hurries rate limits.

    The app is installed by its manifest and is in the L&D channel. Raises OSError for a port in use.
    """
    stage = Stage(url, clock, port=port, haste=haste, saved=saved)
    await stage.begin()
    try:
        yield stage
    finally:
        await stage.end()
