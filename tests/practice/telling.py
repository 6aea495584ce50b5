"""A story told as people read it: who did what, and then every message in order, with when, where and to whom."""

from collections.abc import Awaitable, Callable, Iterator
from datetime import date, datetime, time
from difflib import unified_diff
from io import StringIO
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

from rich.console import Console

from bot.cli.feed import Feed
from bot.domain.outbox import State
from bot.practice import Message, Person
from bot.practice.blocktext import Reader
from bot.practice.model import Entry
from bot.store.outbox import Outgoing
from bot.store.polls import Poll
from tests.practice.town import OFFICE, Town

ZONE: Final = ZoneInfo(OFFICE.timezone)
MARGIN: Final = " " * 6
WIDE: Final = 10_000


class Said(NamedTuple):
    """Something new to read: `place` says where and to whom, `lines` what; it sorts as it is told."""

    is_private: bool
    place: str
    ts: str
    lines: tuple[str, ...]


class Tale:
    """Tells what happens in a town while time passes. What comes at one moment is told channels first, then people.

    The moment is the one that the clock was moved to: the seconds that a slow machine takes are no part of the story.
    """

    def __init__(self, town: Town) -> None:
        self.town, self.lines = town, list[str]()
        self._told, self._day, self._moment = town.workspace.ledger.total, "", town.clock.now()
        self._stood: dict[tuple[str, str], list[str]] = {}

    @property
    def text(self) -> str:
        """All that was told."""
        return "\n".join(self.lines).lstrip("\n") + "\n"

    async def until(self, day: date, at: time) -> None:
        """Let time pass until a moment in Berlin, and tell what is said meanwhile, at the moment it is said."""
        end = OFFICE.at(day, at)
        while self.town.clock.now() < end:
            self._moment = self._next(end)
            await self.town.move_to(self._moment)
            self._catch_up()

    async def does(self, what: str, deed: Awaitable[Any]) -> Any:
        """Say what somebody does, have it happen, and tell what comes of it."""
        self._head(f"→ {what}")
        done = await deed
        await self.town.settled()
        self._catch_up()
        return done

    def form(self, person: Person) -> None:
        """Tell what stands in the form that somebody has open."""
        self._show(lambda feed: feed.form(person))

    async def home(self, person: Person) -> None:
        """Have somebody open App Home, and tell what stands there."""
        await self.does(f"{person.member.display_name} opens App Home.", person.opens_home())
        self._show(lambda feed: feed.home(person))

    def _next(self, end: datetime) -> datetime:
        """Return when the next thing is to happen, at the latest the `end`."""
        rows, now = self.town.rows(Outgoing), self.town.clock.now()
        moments = [row.due_at for row in rows if row.state == State.DUE]
        moments += [row.refresh_at for row in rows if row.refresh_at]
        moments += [poll.closes_at for poll in self.town.rows(Poll) if poll.closes_at and not poll.closed_at]
        return min((each for each in moments if now < each < end), default=end)

    def _catch_up(self) -> None:
        entries = self.town.workspace.ledger.since(self._told)
        self._told = self.town.workspace.ledger.total
        for said in sorted(self._said(list(entries))):
            self._head(said.place)
            self.lines += [f"{MARGIN}  {line}".rstrip() for line in said.lines]

    def _said(self, entries: list[Entry]) -> Iterator[Said]:
        last = {(each.message.channel, each.message.ts): each for each in entries}
        for key, entry in last.items():
            before = self._stood.get(key)
            self._stood[key] = now = [] if entry.kind == "delete" else self._read(entry.message)
            if before != now:
                is_private, place = self._place(entry.message)
                how = "" if before is None else ", deleted" if entry.kind == "delete" else ", changed"
                shown = now if before is None else _changed(before, now)
                yield Said(is_private, place + how, entry.message.ts, tuple(shown))

    def _read(self, message: Message) -> list[str]:
        room = self.town.workspace.conversations[message.channel]
        alone = message.ephemeral_to or (room.members[0] if room.kind == "im" else "")
        zone = ZoneInfo(self.town.workspace.people[alone].zone) if alone else ZONE
        reader = Reader(self.town.workspace, zone)
        text = reader.text(message.text).split("\n")
        lines = reader.shown(message) if message.bot else text
        in_sight = " ".join(lines)
        return [*([] if text[0] in in_sight else [f"(in the notification: {' '.join(text)})"]), *lines]

    def _place(self, message: Message) -> tuple[bool, str]:
        workspace = self.town.workspace
        room, author = workspace.conversations[message.channel], workspace.people[message.user]
        alone = message.ephemeral_to or (room.members[0] if room.kind == "im" else "")
        thread = ", in the thread" if message.thread_ts else ""
        place = "direct message" if room.kind == "im" else f"#{room.name}{thread}"
        place += f", only for {workspace.people[alone].display_name}" if message.ephemeral_to else ""
        if room.kind == "im":
            place += f" to {workspace.people[alone].display_name}{self._elsewhere(workspace.people[alone].zone)}"
        return bool(alone), place if message.bot else f"{place}, {author.display_name} writes"

    def _elsewhere(self, zone: str) -> str:
        """Say what time it is for somebody in another zone."""
        here, there = self._moment.astimezone(ZONE), self._moment.astimezone(ZoneInfo(zone))
        return "" if here.utcoffset() == there.utcoffset() else f" ({there:%H:%M} there)"

    def _head(self, what: str) -> None:
        moment = self._moment.astimezone(ZONE)
        day = f"{moment:%A} {moment.day} {moment:%B}"
        if day != self._day:
            self._day = day
            self.lines += ["", "", day, "=" * len(day)]
        self.lines += ["", f"{moment:%H:%M}  {what}"]

    def _show(self, show: Callable[[Feed], None]) -> None:
        written = StringIO()
        show(Feed(self.town.workspace, Console(file=written, width=WIDE, color_system=None)))
        shown = written.getvalue().rstrip().split("\n")
        self.lines += ["", *(f"{MARGIN}{line[4:]}".rstrip() for line in shown)]


def _changed(before: list[str], now: list[str]) -> list[str]:
    """Return the lines that are gone and those that are new."""
    marked = list(unified_diff(before, now, n=0, lineterm=""))[2:]
    return [f"{line[0]} {line[1:]}" for line in marked if line[0] in "+-"]
