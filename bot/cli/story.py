"""The main job as a story: a request, a meeting, three touchpoints and a poll, between invented people."""

from datetime import datetime
from typing import Final

from rich.console import Console

from bot.cli.feed import ZONE
from bot.cli.narrator import Narrator
from bot.cli.tour import asking
from bot.cli.tour.cast import Playable
from bot.cli.tour.steps import ACTS, perform

BEGINS: Final = datetime(2026, 3, 3, 10, tzinfo=ZONE)


async def tell(stage: Playable, console: Console) -> None:
    """Play the guided tour to its end and print every message of it, as it reads."""
    narrator = Narrator(stage, console)
    narrator.chapter("Touchpoint joins a department")
    await asking.join(narrator)
    for number, act in enumerate(ACTS, start=1):
        narrator.chapter(f"{number}. {act.title}")
        await perform(narrator, act)
