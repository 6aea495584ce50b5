"""What one person sees on the page: plain values for the templates."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Final
from zoneinfo import ZoneInfo

from bot.practice import company
from bot.practice.company import Member
from bot.practice.model import Conversation, Json, Message, View
from bot.practice.page import places
from bot.practice.page.attached import Attached, attached
from bot.practice.page.calendar import moments
from bot.practice.page.places import HOME
from bot.practice.page.stage import Stage, Step

RECENT: Final = 200
"""So many messages of a conversation are shown; older ones are counted."""


@dataclass(frozen=True)
class Room:
    """A conversation in the list at the side."""

    conversation: Conversation
    label: str
    unread: int
    here: bool


@dataclass(frozen=True)
class Line:
    """A message as it stands in a list. `day` is set on the first of each day, `at` is in the reader's zone."""

    message: Message
    author: str
    app: bool
    mine: bool
    at: datetime
    day: str
    replies: Sequence[Message]
    files: Sequence[Attached]

    @property
    def id(self) -> str:
        """The id of its element, the same on every visit."""
        return f"{self.message.channel}-{self.message.ts.replace('.', '-')}"


@dataclass(frozen=True)
class TourStep:
    """A step of the tour with its number from 1; `current` is the first that is not done."""

    number: int
    step: Step
    address: str
    actor: Member
    done: bool
    current: bool


class Screen:
    """The page for one person at one place (a conversation's id or `home`); raises KeyError for unknown ones."""

    def __init__(self, stage: Stage, who: str, place: str, thread: str = "") -> None:
        self.stage, self.workspace, self.place = stage, stage.workspace, place
        self.person = self.workspace.as_person(who)
        self.me = self.person.member
        self.zone = ZoneInfo(self.me.zone)
        self.room = self.person.dm if place == HOME else places.visible(self.workspace, self.me, place)
        self.root = self.room.find(thread) if thread else None

    @property
    def address(self) -> str:
        """Where this page is, without what is opened beside it."""
        return f"/as/{self.me.key}/{self.place}"

    @property
    def title(self) -> str:
        """What the conversation is called."""
        return places.label(self.workspace, self.room)

    @property
    def inside(self) -> bool:
        """Whether this person can write here."""
        return self.me.id in self.room.members and not self.room.archived

    @property
    def app_inside(self) -> bool:
        """Whether the app hears what is said here."""
        return self.workspace.bot_user_id in self.room.members

    @property
    def now(self) -> datetime:
        """The practice moment in the zone of the company."""
        return self.workspace.now().astimezone(ZoneInfo(company.ZONE))

    @property
    def people(self) -> list[Member]:
        """Everybody one can act as."""
        return [member for member in self.workspace.people.values() if not member.deleted and not member.is_bot]

    @cached_property
    def rooms(self) -> list[Room]:
        """The channels this person is in."""
        return [self._listed(room) for room in places.channels(self.workspace) if self.me.id in room.members]

    @property
    def other_rooms(self) -> list[Conversation]:
        """The public channels they could join."""
        if self.me.is_restricted:
            return []
        rooms = places.channels(self.workspace)
        return [room for room in rooms if room.kind == "public" and self.me.id not in room.members]

    @property
    def direct(self) -> Room:
        """Their direct message with the app."""
        return self._listed(self.person.dm)

    @property
    def older(self) -> int:
        """How many messages are too old to be shown."""
        return max(len(self.room.top_level) - RECENT, 0)

    @property
    def lines(self) -> list[Line]:
        """The messages outside threads and what only this person sees, oldest first."""
        shown = [m for m in self.room.messages if m.thread_ts is None or m.broadcast]
        return self._lines(shown[-RECENT:], thread=None)

    @property
    def thread(self) -> list[Line]:
        """The open thread, its first message included."""
        return self._lines(self.room.thread(self.root.ts), thread=self.root.ts) if self.root else []

    @property
    def view(self) -> View | None:
        """The form on top."""
        stack = self.workspace.modals.get(self.me.id, [])
        return stack[-1] if stack else None

    @property
    def found(self) -> list[str]:
        """What searches found for the menus of the form on top that show it as boxes to tick."""
        offered = self.view.offered.values() if self.view else []
        return [str(option.get("value")) for options in offered for option in options]

    @property
    def picked(self) -> list[str]:
        """The ids of the files in the form on top."""
        entered = self.view.values.values() if self.view else []
        return [file["id"] for state in entered for file in state.get("files", [])]

    @property
    def stacked(self) -> bool:
        """Whether there is another form below the one on top."""
        return len(self.workspace.modals.get(self.me.id, [])) > 1

    @property
    def home(self) -> View | None:
        """The app's Home tab, where that is looked at."""
        return self.workspace.homes.get(self.me.id) if self.place == HOME else None

    @property
    def commands(self) -> list[Json]:
        """The slash commands of the app."""
        return list(self.workspace.app.manifest.get("features", {}).get("slash_commands", []))

    def shortcuts(self, kind: str) -> list[Json]:
        """The app's shortcuts, "message" or "global"."""
        shortcuts = self.workspace.app.manifest.get("features", {}).get("shortcuts", [])
        return [shortcut for shortcut in shortcuts if shortcut["type"] == kind]

    @property
    def completions(self) -> dict[str, list[dict[str, str]]]:
        """What the composer completes: commands, people and channels, each with a hint."""
        commands = [{"text": c["command"], "hint": c.get("description", "")} for c in self.commands]
        names = [{"text": f"@{member.display_name}", "hint": member.title} for member in self.people]
        rooms = [{"text": f"#{room.conversation.name}", "hint": room.conversation.topic} for room in self.rooms]
        return {
            "/": [*commands, {"text": f"/invite @{self.workspace.app.name}", "hint": "Bring it into this channel"}],
            "@": [{"text": f"@{self.workspace.app.name}", "hint": "App"}, *names],
            "#": rooms,
        }

    @cached_property
    def clock(self) -> dict[str, datetime]:
        """Where the buttons of the clock lead to."""
        return dict(moments(self.workspace.now(), ZoneInfo(company.ZONE)))

    @cached_property
    def tour(self) -> list[TourStep]:
        """The guided tour."""
        done = [step.done(self.workspace) for step in self.stage.steps]
        current = done.index(False) if False in done else -1
        return [self._step(place, step, done[place], place == current) for place, step in enumerate(self.stage.steps)]

    def unread_of(self, member: Member) -> int:
        """How much of what the app wrote to somebody in private they have not seen."""
        return places.unread(self.workspace, member, self.workspace.dm_with(member.id))

    def name_of(self, user: str) -> str:
        """A person's name, or the app's."""
        member = self.workspace.people.get(user)
        return self.workspace.app.name if user == self.workspace.bot_user_id else member.real_name if member else user

    def _listed(self, room: Conversation) -> Room:
        return Room(
            room, places.label(self.workspace, room), places.unread(self.workspace, self.me, room), room is self.room
        )

    def _step(self, place: int, step: Step, done: bool, current: bool) -> TourStep:
        actor = self.workspace.member(step.who)
        return TourStep(place + 1, step, places.address(self.workspace, actor, step.where), actor, done, current)

    def _lines(self, messages: Sequence[Message], thread: str | None) -> list[Line]:
        private = [m for m in self.person.ephemerals if m.channel == self.room.id and m.thread_ts == thread]
        return self._dated(sorted([*messages, *private], key=lambda message: float(message.ts)))

    def _dated(self, messages: Iterable[Message]) -> list[Line]:
        lines: list[Line] = []
        day = ""
        for message in messages:
            at = datetime.fromtimestamp(float(message.ts), self.zone)
            written = f"{at:%A}, {at.day} {at:%B}"
            lines.append(self._line(message, at, written if written != day else ""))
            day = written
        return lines

    def _line(self, message: Message, at: datetime, day: str) -> Line:
        return Line(
            message=message,
            author=self.name_of(message.user),
            app=message.bot,
            mine=message.user == self.me.id,
            at=at,
            day=day,
            replies=[reply for reply in message.replies if not reply.deleted],
            files=attached(self.workspace, self.me, message),
        )
