"""Who tells a story of the practice workspace: what somebody does, then all that is said because of it."""

from collections.abc import Awaitable
from datetime import datetime
from typing import Any

from rich.console import Console
from rich.rule import Rule
from rich.text import Text

from bot.cli.feed import ZONE, Feed
from bot.cli.stage import Stage
from bot.practice import Message, Person

Json = dict[str, Any]


class Narrator:
    """Plays deeds on a stage and prints what comes of them."""

    def __init__(self, stage: Stage, console: Console) -> None:
        """Begin after what was said so far."""
        self._stage = stage
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
        await deed
        await self._stage.settled()
        self._feed.catch_up()

    async def later(self, what: str, moment: datetime) -> None:
        """Let time pass until an aware moment."""
        day = moment.astimezone(ZONE)
        await self.then(f"{what} The clock moves to {day:%A %d %B, %H:%M}.", self._stage.move_to(moment))

    def form(self, person: Person) -> None:
        """Print the form that somebody has open."""
        self._feed.form(person)

    async def home(self, person: Person) -> None:
        """Have somebody open App Home, and print what is there."""
        await self.then(f"{person.member.display_name} opens App Home.", person.opens_home())
        self._feed.home(person)

    def person(self, key: str) -> Person:
        """What somebody can do and see."""
        return self._stage.workspace.as_person(key)

    def last(self, channel: str) -> Message:
        """The newest message of a channel that is in no thread."""
        return self._stage.workspace.conversation(channel).top_level[-1]

    async def press(self, person: Person, action_id: str) -> None:
        """Have somebody press a button in the newest message to them that offers it."""
        await person.clicks(_offering(person.dm.messages, action_id), action_id)

    async def vote(self, person: Person, channel: str, place: int) -> None:
        """Have somebody vote in the newest poll of a channel, for the option at a place."""
        poll = _offering(self._stage.workspace.conversation(channel).messages, "polls.vote")
        chosen = [element for element in _elements(poll) if element.get("action_id") == "polls.vote"][place]
        await person.clicks(poll, "polls.vote", value=chosen["value"])


def _offering(messages: list[Message], action_id: str) -> Message:
    """The newest message with a button. Raises StopIteration where none has it."""
    wanted = (each for each in reversed(messages) if action_id in [e.get("action_id") for e in _elements(each)])
    return next(wanted)


def _elements(message: Message) -> list[Json]:
    inline = [element for block in message.blocks for element in block.get("elements", [])]
    return inline + [block["accessory"] for block in message.blocks if "accessory" in block]
