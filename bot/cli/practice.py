"""`practice`: the bot among invented colleagues on this machine, and the story of its main job."""

import asyncio
import tempfile
from errno import EACCES, EADDRINUSE
from pathlib import Path
from typing import Final

from rich.console import Console

from bot.cli.feed import Feed
from bot.cli.problems import CannotRun
from bot.cli.run import stop_signal
from bot.cli.stage import Stage, staged
from bot.cli.story import BEGINS, tell
from bot.clock import MovableClock

DATABASE: Final = Path(".practice/practice.db")
HASTE: Final = 50.0


def practise(port: int, *, console: Console) -> None:
    """Run bot and practice workspace until SIGINT or SIGTERM, and print what is said. Raises CannotRun.

    Both begin anew: what was said before is forgotten on either side.
    """
    DATABASE.parent.mkdir(exist_ok=True)
    for file in DATABASE.parent.glob(f"{DATABASE.name}*"):
        file.unlink()
    asyncio.run(_practise(port, console))


def play(console: Console) -> None:
    """Play the story of the main job on a database of its own, and print every message of it."""
    with tempfile.TemporaryDirectory(prefix="touchpoint-demo-") as folder:
        asyncio.run(_play(f"sqlite:///{folder}/demo.db", console))


async def _practise(port: int, console: Console) -> None:
    stop = stop_signal()
    try:
        async with staged(_url(DATABASE), MovableClock(), port) as stage:
            await _follow(stage, stop, console)
    except OSError as error:
        if error.errno not in (EADDRINUSE, EACCES):
            raise
        raise CannotRun(f"Port {port} is taken ({error.strerror}); choose one with --port.") from error


async def _follow(stage: Stage, stop: asyncio.Event, console: Console) -> None:
    console.print(f"The practice workspace is at {stage.server.url} and Touchpoint is in it. Ctrl-C stops both.")
    console.print("See the whole main job in a minute: python -m bot practice --script demo\n")
    following = asyncio.create_task(Feed(stage.workspace, console).follow())
    await stop.wait()
    following.cancel()
    await asyncio.gather(following, return_exceptions=True)


async def _play(url: str, console: Console) -> None:
    clock = MovableClock(BEGINS)
    async with staged(url, clock, port=0, haste=HASTE) as stage:
        await tell(stage, console)


def _url(file: Path) -> str:
    return f"sqlite:///{file}"
