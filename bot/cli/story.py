"""The story."""

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from rich.console import Console

from bot.cli.stage import Stage

BEGINS: Final = datetime(2026, 3, 3, 10, tzinfo=ZoneInfo("Europe/Berlin"))


async def tell(stage: Stage, console: Console) -> None:
    """Tell."""
