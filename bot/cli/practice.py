"""`practice`: the bot among invented colleagues on this machine, and the story of its main job."""

import asyncio
import tempfile
from collections.abc import Callable, Coroutine
from errno import EACCES, EADDRINUSE
from pathlib import Path
from typing import Any, Final

from rich.console import Console

from bot.cli.folder import kept
from bot.cli.page import open_browser, shown
from bot.cli.problems import CannotRun
from bot.cli.run import stop_signal
from bot.cli.stage import Stage, staged
from bot.cli.story import BEGINS, tell
from bot.clock import MovableClock

FOLDER: Final = Path(".practice")
HASTE: Final = 50.0

Open = Callable[[str], Coroutine[Any, Any, None]]


def practise(port: int, *, fresh: bool, browser: bool, console: Console) -> None:
    """Run bot, practice workspace and page until SIGINT or SIGTERM. Raises CannotRun.

    They go on where they were left, unless it is `fresh`.
    """
    asyncio.run(_practise(port, fresh, open_browser if browser else None, console))


def play(console: Console) -> None:
    """Play the story of the main job on a database of its own, and print every message of it."""
    with tempfile.TemporaryDirectory(prefix="touchpoint-demo-") as folder:
        asyncio.run(_play(f"sqlite:///{folder}/demo.db", console))


async def _practise(port: int, fresh: bool, browse: Open | None, console: Console) -> None:
    stop = stop_signal()
    async with kept(FOLDER, console.print, fresh=fresh) as stage:
        try:
            await _serve(stage, port, stop, browse, console)
        except OSError as error:
            if error.errno not in (EADDRINUSE, EACCES):
                raise
            raise CannotRun(f"Port {port} is taken ({error.strerror}); choose one with --port.") from error


async def _serve(stage: Stage, port: int, stop: asyncio.Event, browse: Open | None, console: Console) -> None:
    async with shown(stage, port) as address, asyncio.TaskGroup() as group:
        console.print(f"The practice workspace is at {address} and Touchpoint is in it. Ctrl-C stops both.")
        console.print("See the whole main job in a minute: python -m bot practice --script demo")
        if browse:
            group.create_task(browse(address))
        failing = group.create_task(stage.failed())
        await stop.wait()
        failing.cancel()


async def _play(url: str, console: Console) -> None:
    async with staged(url, MovableClock(BEGINS), haste=HASTE) as stage:
        await tell(stage, console)
