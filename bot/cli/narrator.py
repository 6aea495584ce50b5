"""Who tells a story of the practice workspace: what somebody does, then all that is said because of it."""

from collections.abc import Awaitable
from datetime import datetime
from typing import Any

from rich.console import Console
from rich.rule import Rule
from rich.text import Text

from bot.cli.feed import ZONE, Feed
from bot.cli.tour.cast import Cast, Playable
from bot.practice import Person


class Narrator(Cast):
    """The people of the company; what they do is printed, and what comes of it."""

    def __init__(self, stage: Playable, console: Console) -> None:
        """Begin after what was said so far."""
        super().__init__(stage)
        self._console = console
        self._feed = Feed(stage.workspace, console)

    def chapter(self, title: str) -> None:
        """Print a headline."""
        self._console.print(Rule(Text(title, "bold"), style="dim"))
        self._console.print()

    async def then(self, what: str, deed: Awaitable[Any]) -> None:
        """Say `what` happens, have it happen, and print what was said because of it."""
        self._console.print(Text(f"→ {what}", "bold yellow"))
        self._console.print()
        await super().then(what, deed)
        self._feed.catch_up()

    async def later(self, what: str, moment: datetime) -> None:
        """Let time pass until an aware moment, and say what day it is then."""
        day = moment.astimezone(ZONE)
        await super().later(f"{what} The clock moves to {day:%A %d %B, %H:%M}.", moment)

    async def home(self, person: Person) -> None:
        """Have somebody open App Home, and print what is there."""
        await super().home(person)
        self._feed.home(person)

    def form(self, person: Person) -> None:
        """Print the form that somebody has open."""
        self._feed.form(person)
