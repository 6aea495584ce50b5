"""`python -m tests.faults.soaked`: the bot with a clock that is told the time line by line, and tells its size."""

import asyncio
import json
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Final

from sqlmodel import Session, func, select

from bot import logs
from bot.app import Bot, running
from bot.clock import MovableClock
from bot.connections import listening
from bot.pacing import Pacing
from bot.settings import Settings
from bot.store.inbox import Received
from tests.faults.bots import UP

HASTE: Final = 50.0
STATUS: Final = Path("/proc/self/status")


async def main() -> None:
    settings, clock = Settings(), MovableClock(datetime.fromisoformat(sys.argv[1]))
    logs.configure(settings.log_level)
    pacing = Pacing(lambda: monotonic() * HASTE, lambda seconds: asyncio.sleep(seconds / HASTE))
    async with running(settings, clock, pacing) as bot, listening(bot, settings.slack_app_token.get_secret_value()):
        told = await _told()
        print(UP.decode(), flush=True)
        while moment := await told.readline():
            clock.move_to(max(datetime.fromisoformat(moment.decode().strip()).astimezone(UTC), clock.now()))
            await bot.ticks.catch_up()
            print(json.dumps(await size(bot)), flush=True)


async def _told() -> asyncio.StreamReader:
    """The standard input, read without any of the threads that are counted."""
    told = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(told), sys.stdin)
    return told


async def size(bot: Bot) -> dict[str, int]:
    """Memory in kB, threads, tasks, and the deliveries that are remembered."""
    inbox = await bot.deps.read(_remembered)
    memory = int(STATUS.read_text().partition("VmRSS:")[2].split()[0])
    return {"memory": memory, "threads": threading.active_count(), "tasks": len(asyncio.all_tasks()), "inbox": inbox}


def _remembered(session: Session) -> int:
    return session.exec(select(func.count()).select_from(Received)).one()


if __name__ == "__main__":
    asyncio.run(main())
