"""The people of the practice workspace: what they do, and the wait until all that comes of it was said."""

from collections.abc import Awaitable
from datetime import datetime
from typing import Any, Final, Protocol

from bot.domain.calendar import Calendar
from bot.practice import Message, Person, Workspace
from bot.practice.company import ZONE
from bot.practice.forms import ClientRefused
from bot.practice.page.stage import BEGAN_ANEW
from bot.services.departments import days_off

COUNTRY: Final = "DE"


class Playable(Protocol):
    """A workspace with the bot in it, and its clock. After a restart the workspace is another object."""

    @property
    def workspace(self) -> Workspace:
        """The workspace that is played in now."""

    async def settled(self) -> None:
        """Wait until everything that is due was said and nobody waits for an answer. Raises TimeoutError."""

    async def move_to(self, moment: datetime) -> None:
        """Let time pass until an aware moment; what is due by then gets posted."""


class Cast:
    """Everybody of the company; what they do is told to nobody."""

    def __init__(self, stage: Playable) -> None:
        """Let them act on a stage, until that begins anew."""
        self._stage = stage
        self._company = stage.workspace

    @property
    def workspace(self) -> Workspace:
        """The workspace they act in. Raises ClientRefused once everything began anew."""
        if self._stage.workspace is not self._company:
            raise ClientRefused(BEGAN_ANEW)
        return self._company

    def person(self, key: str) -> Person:
        """What somebody can do and see."""
        return self.workspace.as_person(key)

    def owner(self, message: Message) -> Person:
        """The person to whom the app wrote a message."""
        return self.person(self.workspace.conversations[message.channel].members[0])

    def root(self, reply: Message) -> Message:
        """The message under which a reply stands."""
        return self.workspace.conversations[reply.channel].all_messages[reply.thread_ts or reply.ts]

    def partner(self) -> Person:
        """Lena of the learning team; Luis while she has a form open, so that it stays."""
        lena, luis = self.person("lena"), self.person("luis")
        return luis if lena.modal and not luis.modal else lena

    def office(self) -> Calendar:
        """When the company works."""
        return Calendar(ZONE, holidays=days_off(COUNTRY))

    async def then(self, what: str, deed: Awaitable[Any]) -> None:
        """Have it happen, and wait for what comes of it; `what` says it in a sentence."""
        await deed
        await self._stage.settled()

    async def later(self, what: str, moment: datetime) -> None:
        """Let time pass until an aware moment, working day by working day; one that is over is not waited for."""
        await self.then(what, self._reach(moment))

    async def glance(self, person: Person) -> list[dict[str, Any]]:
        """Have somebody open App Home, tell nobody, and return the blocks that are there."""
        await person.opens_home()
        await self._stage.settled()
        assert person.home
        return list(person.home["blocks"])

    async def home(self, person: Person) -> None:
        """Have somebody open App Home."""
        await self.then(f"{person.member.display_name} opens App Home.", person.opens_home())

    async def looks(self, person: Person, message: Message) -> None:
        """Have somebody look into the channel where a message stands, up to that message."""
        marks = self.workspace.last_read.setdefault(person.id, {})
        marks[message.channel] = max(message.ts, marks.get(message.channel, ""))
        self.workspace.changes.tell()

    def form(self, person: Person) -> None:
        """Look at the form that somebody has open."""

    def entered(self, person: Person) -> dict[str, Any]:
        """What stands in the fields of the open form, by field: text, a day, a user id, the value of an option."""
        assert person.modal
        return {field: _entered(there) for field, there in person.modal["state"]["values"].items()}

    def enter(self, person: Person, **wanted: Any) -> None:
        """Fill in those fields of the open form that are there and still empty."""
        entered = self.entered(person)
        person.fill(**{field: text for field, text in wanted.items() if field in entered and not entered[field]})

    async def _reach(self, moment: datetime) -> None:
        while (morning := self._next_morning()) < moment:
            await self._stage.move_to(morning)
        if moment > self.workspace.now():
            await self._stage.move_to(moment)

    def _next_morning(self) -> datetime:
        office = self.office()
        return office.at(office.after(office.today(self.workspace.now()), 1), office.opens)


def _entered(field: dict[str, Any]) -> Any:
    [value] = field.values()
    given = next((given for name, given in value.items() if name != "type"), None)
    return given["value"] if isinstance(given, dict) else given
