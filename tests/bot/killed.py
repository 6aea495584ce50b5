"""A practice that is ended at once while the bot says something: `python -m tests.bot.killed FOLDER POINT`."""

import asyncio
import sys
from pathlib import Path

from bot.cli.folder import kept
from bot.failpoints import arm


async def ask(folder: Path, point: str) -> None:
    """Have Maya bring a need; the process reaches `point` when the bot confirms it."""
    async with kept(folder, print, haste=50.0) as stage:
        stage.workspace.ack_timeout = 60.0
        await stage.settled()
        maya = stage.workspace.as_person("maya")
        await maya.runs("#sales", "/training-request", "reps give discounts at once")
        maya.fill(desired="They hold the price", audience="12 people")
        arm(point)
        await maya.submits()
        await stage.settled()


if __name__ == "__main__":
    asyncio.run(ask(Path(sys.argv[1]), sys.argv[2]))
