"""Tables of tasks: "| Action | Owner | Due |"."""

import re
from dataclasses import dataclass

from bot.domain.notes.people import People
from bot.domain.notes.sections import Kind, kind_of

DASHES = re.compile(r"[|:\s-]+$")  # "|---|:---|"
GAP = re.compile(r"\t+| {3,}")
SPLIT = re.compile(r"^\||\s\|\s|\S(?:\t| {3,})\s*\S")
NUMBERING = frozenset("# no no. nr nr. ref ref. id".split())
WHAT = frozenset({"what", "item", "description", "step", "action", "task", "activity"})
STATUS = frozenset({"status", "state", "progress", "done", "completed", "complete"})
WEAK = frozenset({"item", "description"})  # of tasks only where no column beside it tells what was said
TOLD = frozenset({"notes", "discussion", "minutes", "comments"})
FINISHED = re.compile(r"done|complete|closed|finished|yes|✅|✔|:white_check_mark:|x$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table of tasks."""

    text: str
    owners: tuple[str, ...]
    due: str
    done: bool


def cells(text: str) -> list[str]:
    """The cells of a table line, be they parted by bars, tabs or wide gaps; [] when it is none or only dashes."""
    if not SPLIT.search(text) or DASHES.match(text):
        return []
    if "|" in text:
        return [cell.strip() for cell in text.strip().removeprefix("|").removesuffix("|").split("|")]
    return [cell.strip() for cell in GAP.split(text.strip())]


def columns(header: list[str], *, of_tasks: bool = False) -> dict[str, int]:
    """Which column of a table holds "what", "owner", "due" and "status"; {} when it is no table of tasks.

    Where tasks are listed (`of_tasks`) a table with an owner is one even if it also holds notes.
    """
    titles = {title.casefold().strip(" *_") for title in header}
    if titles & WEAK and titles & TOLD and not of_tasks:
        return {}
    found: dict[str, int] = {}
    for number, title in enumerate(header):
        column = _column(title.strip(" *_"))
        if column == "what" and _is_weak(header[found.get("what", number)]):
            found["what"] = number
        found.setdefault(column, number)
    return found if "what" in found and {"owner", "due"} & set(found) else {}


def _is_weak(title: str) -> bool:
    return title.casefold().strip(" *_") in WEAK


def row(values: list[str], places: dict[str, int], people: People) -> Row | None:
    """A row read by the places of its columns, or None without a task."""
    at = {name: values[number] for name, number in places.items() if number < len(values)}
    known = {places[name] for name in ("what", "owner", "due", "status", "number") if name in places}
    if not at.get("what"):
        return None
    text = " – ".join(
        [
            at["what"],
            *(value for place, value in enumerate(values) if place not in known and not value.isdigit() and value),
        ]
    )
    return Row(
        text, people.assigned(at.get("owner", "")), at.get("due", ""), FINISHED.match(at.get("status", "")) is not None
    )


def _column(title: str) -> str:
    words = set(title.casefold().rstrip("?").split())
    if title.casefold() in NUMBERING:
        return "number"
    kind = kind_of(title)
    if kind is Kind.OWNER:
        return "owner"
    if kind is Kind.DUE:
        return "due"
    return "status" if words & STATUS else "what" if kind is Kind.ACTIONS or words & WHAT else title
