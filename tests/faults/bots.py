"""The bot as a process of its own, which can be killed, stopped and started again."""

import asyncio
import json
import os
import signal
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from bot.practice import PracticeServer, Workspace
from tests.databases import keys_of
from tests.faults.nursery import ENDED, Nursery, Order

REAL: Final = ("bot", "run")
HURRIED: Final = ("tests.faults.hurried",)
UP: Final = b"Touchpoint is up"
PATIENCE: Final = 120.0
NOTHING: Final[Mapping[str, str]] = MappingProxyType({})
LAST_WORDS: Final = 3_000
nursery: Final = cache(Nursery)


class BotProcess:
    """One bot; what it logs goes to `log`. `pid` is the number of its process, 0 before there is one."""

    def __init__(self, words: tuple[str, ...], environment: Mapping[str, str], folder: Path) -> None:
        """Take what follows `python -m` as `words`; the bot runs in `folder`."""
        self._words, self._environment, self._folder = words, environment, folder
        self.log = folder / "log"
        self.pid = 0
        self._life: asyncio.Task[int] | None = None

    async def start(self, fail_at: str = "") -> bool:
        """Start it, and wait until it hears Slack; False when it ended before."""
        self.pid, up = 0, asyncio.get_running_loop().create_future()
        heard, line = await asyncio.open_unix_connection(sock=nursery().line())
        line.write(json.dumps(self._order(fail_at)).encode() + b"\n")
        self._life = asyncio.create_task(self._followed(heard, line, up))
        async with asyncio.timeout(PATIENCE):
            await asyncio.wait({self._life, up}, return_when=asyncio.FIRST_COMPLETED)
        return up.done()

    async def begin(self, fail_at: str = "") -> None:
        """Start it; raises AssertionError, with what it said last, when it does not come up."""
        if not await self.start(fail_at):
            raise AssertionError(f"the bot ended with {await self.ended()}: {self.log.read_text()[-LAST_WORDS:]}")

    async def ended(self) -> int:
        """Wait until it has ended; give its return code, negative for a signal."""
        assert self._life
        async with asyncio.timeout(PATIENCE):
            return await asyncio.shield(self._life)

    async def kill(self) -> None:
        """Take its life as `kill -9` does."""
        self._tell(signal.SIGKILL)
        await self.ended()

    async def stop(self) -> int:
        """Ask it to end as a supervisor does, and wait until it has; give its return code."""
        self._tell(signal.SIGTERM)
        return await self.ended()

    def pause(self) -> None:
        """Have it stand still, soon, wherever it is."""
        self._tell(signal.SIGSTOP)

    @property
    def stands_still(self) -> bool:
        """Whether it was stopped, by somebody or by itself."""
        return Path(f"/proc/{self.pid}/stat").read_text().rpartition(") ")[2].startswith("T")

    def resume(self) -> None:
        """Let it go on as if nothing had been."""
        self._tell(signal.SIGCONT)

    def _tell(self, what: signal.Signals) -> None:
        if self._life and not self._life.done():
            os.kill(self.pid, what)

    def _order(self, fail_at: str) -> Order:
        environment = {**self._environment, "TOUCHPOINT_FAIL_AT": fail_at}
        return Order(words=self._words, environment=environment, folder=str(self._folder), log=str(self.log))

    async def _followed(self, heard: asyncio.StreamReader, line: asyncio.StreamWriter, up: asyncio.Future[None]) -> int:
        """Follow it to its end and return its code; `up` is set once it hears Slack."""
        try:
            self.pid = int(await heard.readline())
            async for said in heard:
                if UP in said:
                    up.set_result(None)
                if said.startswith(ENDED):
                    return int(said.removeprefix(ENDED))
            raise ConnectionError("the nursery is gone")
        finally:
            line.close()


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
        await asyncio.gather(*(bot.kill() for bot in bots if bot.pid))


def environment_of(workspace: Workspace, server: PracticeServer, url: str) -> dict[str, str]:
    """What the operator of this workspace has in the environment."""
    own = ("SLACK_", "DATABASE_", "TOUCHPOINT_", "LOG_")
    rest = {name: value for name, value in os.environ.items() if not name.startswith((*own, "PYTHON"))}
    return rest | {
        "SLACK_BOT_TOKEN": workspace.bot_token,
        "SLACK_APP_TOKEN": workspace.app_token,
        "SLACK_API_URL": server.api_url,
        "DATABASE_URL": url,
        "TOUCHPOINT_KEYS": str(keys_of(url)),
        "TOUCHPOINT_LND_CHANNEL": workspace.conversation("#learning-team").id,
        "TOUCHPOINT_LND_PARTNERS": f"{workspace.member('lena').id},{workspace.member('luis').id}",
        "LOG_LEVEL": "WARNING",
    }
