"""What is said in the practice workspace, printed as it happens and as it reads."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.text import Text

from bot.practice import Message, Person, Workspace
from bot.practice.blocktext import Reader

Json = dict[str, Any]

ZONE: Final = ZoneInfo("Europe/Berlin")
INDENT: Final = 4
DEEPER: Final = 8
EMPTY: Final = "…"
WHAT: Final = {"post": "", "update": " (changed)", "delete": " (deleted)", "ephemeral": ""}


class Feed:
    """Prints a workspace's conversations to a console, each message once and again when it changes."""

    def __init__(self, workspace: Workspace, console: Console) -> None:
        """Begin after what was said so far."""
        self._workspace = workspace
        self._console = console
        self._reader = Reader(workspace, ZONE)
        self._printed = workspace.ledger.total

    def catch_up(self) -> None:
        """Print what is new."""
        for entry in self._workspace.ledger.since(self._printed):
            self._print(entry.message, WHAT[entry.kind])
        self._printed = self._workspace.ledger.total

    def form(self, person: Person) -> None:
        """Print the form that somebody has open."""
        if view := person.modal:
            title = Text(f"A form for {person.member.display_name}: {view['title']['text']}", "bold magenta")
            self._lines(title, (line for block in view["blocks"] for line in self._filled(view, block)), INDENT)

    def home(self, person: Person) -> None:
        """Print what somebody sees in App Home."""
        if view := person.home:
            title = Text(f"App Home of {person.member.display_name}", "bold magenta")
            self._lines(title, self._reader.blocks(view["blocks"]), INDENT)

    def _print(self, message: Message, what: str) -> None:
        author = self._workspace.people[message.user].display_name if not message.bot else self._workspace.app.name
        head = Text.assemble((f"{self._place(message)}  ", "cyan"), (author, "bold"), (what, "italic"))
        head.append(f"  {_moment(message):%a %d %b %H:%M}", "dim")
        self._lines(head, self._said(message), DEEPER if message.thread_ts else INDENT)

    def _said(self, message: Message) -> list[str]:
        blocks = self._reader.shown(message) if message.bot else []
        return blocks or self._reader.text(message.text).split("\n")

    def _place(self, message: Message) -> str:
        room = self._workspace.conversations[message.channel]
        alone = message.ephemeral_to or (room.members[0] if room.kind == "im" else "")
        reader = self._workspace.people[alone].display_name if alone else ""
        if room.kind == "im":
            return f"DM with {reader}"
        thread = ", in a thread" if message.thread_ts else ""
        return f"#{room.name}{f', only {reader} sees' if reader else thread}"

    def _filled(self, view: Json, block: Json) -> list[str]:
        """Read a block of a form, with what is entered in it."""
        if block["type"] != "input":
            return self._reader.blocks([block])
        entered = view["state"]["values"][block["block_id"]][block["element"]["action_id"]]
        first, *rest = self._reader.text(_value(entered)).split("\n")
        return [f"{self._reader.text(block['label']['text'])}: {first or EMPTY}", *(f"    {line}" for line in rest)]

    def _lines(self, head: Text, lines: Iterable[str], indent: int) -> None:
        margin = " " * indent
        self._console.print(Text(margin) + head)
        for line in lines:
            self._console.print(Text(f"{margin}│ {line}"))
        self._console.print()


def _value(entered: Json) -> str:
    """Return what is entered in a field, as text of Slack."""
    if option := entered.get("selected_option"):
        return str(option["text"]["text"])
    if user := entered.get("selected_user"):
        return f"<@{user}>"
    return str(entered.get("value") or entered.get("selected_date") or entered.get("selected_time") or "")


def _moment(message: Message) -> datetime:
    return datetime.fromtimestamp(float(message.ts), UTC).astimezone(ZONE)
