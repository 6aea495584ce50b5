"""Tables of tasks: "| Action | Owner | Due |"."""

import re
from dataclasses import dataclass

from bot.domain.notes.people import People
from bot.domain.notes.sections import Kind, kind_of

DASHES = re.compile(r"[|:\s-]+$")  # "|---|:---|"
WHAT = frozenset({"what", "item", "description", "step", "action", "task", "activity"})
STATUS = frozenset({"status", "state", "progress"})
FINISHED = re.compile(r"done|complete|closed|finished|✅|✔|:white_check_mark:|x$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table of tasks."""

    text: str
    owners: tuple[str, ...]
    due: str
    done: bool


def cells(text: str) -> list[str]:
    """The cells of a table line, or [] when it is none or only dashes."""
    if not text.startswith("|") or DASHES.match(text):
        return []
    return [cell.strip() for cell in text.strip().strip("|").split("|")]


def columns(header: list[str]) -> dict[str, int]:
    """Which column of a table holds "what", "owner", "due" and "status"; {} when it is no table of tasks."""
    found: dict[str, int] = {}
    for number, title in enumerate(header):
        found.setdefault(_column(title), number)
    return found if "what" in found and {"owner", "due"} & set(found) else {}


def row(values: list[str], places: dict[str, int], people: People) -> Row | None:
    """A row read by the places of its columns, or None without a task."""
    at = {name: values[number] for name, number in places.items() if number < len(values)}
    known = {places[name] for name in ("what", "owner", "due", "status") if name in places}
    if not at.get("what"):
        return None
    text = " – ".join([at["what"], *(value for place, value in enumerate(values) if value and place not in known)])
    owner = at.get("owner", "")
    owners = people.listed(owner) or ((owner,) if re.search(r"\w", owner) else ())
    return Row(text, owners, at.get("due", ""), FINISHED.match(at.get("status", "")) is not None)


def _column(title: str) -> str:
    words = set(title.casefold().split())
    kind = kind_of(title)
    if kind is Kind.OWNER:
        return "owner"
    if kind is Kind.DUE:
        return "due"
    return "status" if words & STATUS else "what" if kind is Kind.ACTIONS or words & WHAT else title
