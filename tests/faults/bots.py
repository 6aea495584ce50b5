"""The bot as a process of its own, which can be killed, stopped and started again."""

import asyncio
import os
import shutil
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Final

from bot.practice import PracticeServer, Workspace

ROOT: Final = Path(__file__).parents[2]
REAL: Final = ("-m", "bot", "run")
HURRIED: Final = ("-m", "tests.faults.hurried")
UP: Final = b"Touchpoint is up"
PATIENCE: Final = 120.0
NOTHING: Final[Mapping[str, str]] = MappingProxyType({})
LAST_WORDS: Final = 3_000
PLAIN: Final = ("setpriv", "--bounding-set=-dac_override") if os.geteuid() == 0 and shutil.which("setpriv") else ()


class BotProcess:
    """One bot; what it logs goes to `log`."""

    def __init__(self, words: tuple[str, ...], environment: Mapping[str, str], folder: Path) -> None:
        """Take the Python command line `words`; the bot runs in `folder`."""
        self._words, self._environment, self._folder = words, environment, folder
        self.log = folder / "log"
        self._process: asyncio.subprocess.Process | None = None

    async def start(self, fail_at: str = "") -> bool:
        """Start it, and wait until it hears Slack; False when it ended before."""
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *PLAIN, sys.executable, *self._words, cwd=self._folder, stdout=asyncio.subprocess.PIPE, stderr=log,
                env={**self._environment, "TOUCHPOINT_FAIL_AT": fail_at},
            )  # fmt: skip
        assert self._process.stdout
        async with asyncio.timeout(PATIENCE):
            return UP in await self._process.stdout.readline()

    async def begin(self, fail_at: str = "") -> None:
        """Start it; raises AssertionError, with what it said last, when it does not come up."""
        if not await self.start(fail_at):
            raise AssertionError(f"the bot ended with {await self.ended()}: {self.log.read_text()[-LAST_WORDS:]}")

    async def ended(self) -> int:
        """Wait until it has ended; give its return code, negative for a signal."""
        async with asyncio.timeout(PATIENCE):
            return await self._running.wait()

    async def kill(self) -> None:
        """Take its life as `kill -9` does."""
        if self._running.returncode is None:
            self._running.kill()
        await self.ended()

    async def stop(self) -> int:
        """Ask it to end as a supervisor does, and wait until it has; give its return code."""
        self._running.terminate()
        return await self.ended()

    def pause(self) -> None:
        """Have it stand still, soon, wherever it is."""
        self._running.send_signal(signal.SIGSTOP)

    @property
    def pid(self) -> int:
        """The number of its process."""
        return self._running.pid

    @property
    def stands_still(self) -> bool:
        """Whether it was stopped, by somebody or by itself."""
        return Path(f"/proc/{self._running.pid}/stat").read_text().rpartition(") ")[2].startswith("T")

    def resume(self) -> None:
        """Let it go on as if nothing had been."""
        self._running.send_signal(signal.SIGCONT)

    @property
    def _running(self) -> asyncio.subprocess.Process:
        assert self._process
        return self._process


@asynccontextmanager
async def bots_of(
    workspace: Workspace, server: PracticeServer, url: str, folder: Path, number: int = 1,
    words: tuple[str, ...] = REAL, more: Mapping[str, str] = NOTHING,
) -> AsyncIterator[list[BotProcess]]:  # fmt: skip
    """Give bots of one workspace on one database, none of them started; all are gone when the block is left.

    They have `more` in their environment than others.
    """
    environment = {**environment_of(workspace, server, url), **more}
    bots = []
    for place in range(number):
        home = folder / f"bot-{place}"
        home.mkdir()
        bots.append(BotProcess(words, environment, home))
    try:
        yield bots
    finally:
        await asyncio.gather(*(bot.kill() for bot in bots if bot._process))


def environment_of(workspace: Workspace, server: PracticeServer, url: str) -> dict[str, str]:
    """What the operator of this workspace has in the environment."""
    own = ("SLACK_", "DATABASE_", "TOUCHPOINT_", "LOG_")
    rest = {name: value for name, value in os.environ.items() if not name.startswith((*own, "PYTHON"))}
    return rest | {
        "PYTHONPATH": str(ROOT),
        "SLACK_BOT_TOKEN": workspace.bot_token,
        "SLACK_APP_TOKEN": workspace.app_token,
        "SLACK_API_URL": server.api_url,
        "DATABASE_URL": url,
        "TOUCHPOINT_LND_CHANNEL": workspace.conversation("#learning-team").id,
        "TOUCHPOINT_LND_PARTNERS": f"{workspace.member('lena').id},{workspace.member('luis').id}",
        "LOG_LEVEL": "WARNING",
    }
