"""The practice page on its port, for as long as the practice lasts."""

import asyncio
import os
import sys
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from bot.cli.stage import Stage
from bot.http import serving
from bot.practice.page.app import page

HOST: Final = "127.0.0.1"
HAS_DISPLAY: Final = ("darwin", "win32")
DISPLAYS: Final = ("DISPLAY", "WAYLAND_DISPLAY")


@asynccontextmanager
async def shown(stage: Stage, port: int) -> AsyncIterator[str]:
    """Serve the page of a stage, on loopback alone, until the block ends; give its address.

    Raises OSError for a port that cannot be listened on.
    """
    ending = asyncio.Event()
    async with serving(page(stage, ending.is_set), HOST, port) as listening:
        try:
            yield f"http://{HOST}:{listening}"
        finally:
            ending.set()


async def open_browser(address: str) -> None:
    """Show the address to whoever started the program; nothing happens where there is no display."""
    if sys.platform in HAS_DISPLAY or any(os.environ.get(name) for name in DISPLAYS):
        await asyncio.to_thread(webbrowser.open, address)
