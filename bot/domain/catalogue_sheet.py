"""The catalogue as a table: written for a spreadsheet, and read from what spreadsheets and other systems write."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.domain.catalogue import KINDS, Entry, problems, said_in
from bot.domain.catalogue_mentors import MentorView
from bot.domain.errors import Refused
from bot.domain.sheets import rows
from bot.domain.sheets_reading import read

COLUMNS: Final = {
    "title": "Title", "kind": "Kind", "address": "Address", "topics": "Topics", "good_for": "Good for",
    "minutes": "Minutes", "for_whom": "For whom", "is_retired": "Retired",
}  # fmt: skip
ALSO_CALLED: Final[Mapping[str, tuple[str, ...]]] = {
    "title": ("name", "resource", "course", "course title", "course name"),
    "kind": ("type", "format", "resource type"),
    "address": ("url", "link", "web address", "website", "hyperlink", "href"),
    "topics": ("topic", "tags", "tag", "keywords", "skills", "subjects", "subject"),
    "good_for": ("description", "what it is good for", "summary", "purpose", "about", "notes"),
    "minutes": ("duration", "length", "duration minutes", "duration min", "time in minutes", "minutes it takes"),
    "for_whom": ("audience", "target audience", "target group", "who for", "who it is for"),
    "is_retired": ("archived", "inactive", "is retired"),
}
FIELDS: Final = {name: field for field in COLUMNS for name in (COLUMNS[field].casefold(), *ALSO_CALLED[field])}
ALSO_KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    "course": ("e learning", "elearning", "training", "class", "workshop", "mooc", "seminar"),
    "page": ("article", "document", "doc", "guide", "web page", "website", "link", "book", "pdf"),
    "video": ("film", "recording", "webinar", "movie"),
    "tool": ("template", "checklist", "app", "software"),
}
KINDS_BY_NAME: Final = {name: kind for kind in KINDS for name in (kind, *ALSO_KINDS[kind])}
USUAL_KIND: Final = "page"
YES: Final = frozenset({"yes", "y", "true", "1", "x", "retired"})
KEPT_IF_EMPTY: Final = frozenset({"kind", "address", "is_retired"})
REPEATED: Final = "repeated"


@dataclass(frozen=True, slots=True)
class Said:
    """What one line says of a resource, by field; what it does not say stays as it is."""

    line: int
    fields: Mapping[str, Any]

    @property
    def entry(self) -> Entry:
        """Return the resource that this is if nothing else is known of it."""
        return Entry(**{"kind": USUAL_KIND} | dict(self.fields))


@dataclass(frozen=True, slots=True)
class Trouble:
    """A line that can't be taken: `what` is the field at fault, or that it repeats an earlier line."""

    line: int
    what: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """What can be taken from a file, and what not; whether it has a column of addresses decides what is compared."""

    said: tuple[Said, ...]
    troubles: tuple[Trouble, ...]
    has_addresses: bool


def sheet_in(content: bytes) -> Sheet:
    """Read resources from a file that a spreadsheet saved as CSV: columns in any order, by our names or near ones.

    Raises Refused, naming why, for what can't be read at all.
    """
    table = read(content, is_known=lambda name: _plain(name) in FIELDS)
    places = _places(table.names)
    if "title" not in places:
        raise Refused("no_title_column")
    lines = [Said(number, _fields(cells, places)) for number, cells in table.lines]
    faults = {each.line: next(iter(problems(each.entry)), None) for each in lines}
    troubles = tuple(Trouble(line, what) for line, what in faults.items() if what)
    return Sheet(tuple(each for each in lines if not faults[each.line]), troubles, "address" in places)


def written(entries: Iterable[Entry]) -> str:
    """Return resources as CSV that Excel opens as it is, and that can be imported again."""
    return rows([COLUMNS.values(), *map(_cells, entries)], bom=True)


def mentors_written(mentors: Sequence[MentorView]) -> str:
    """Return mentors as CSV that Excel opens as it is."""
    lines = [[each.name, ", ".join(each.topics), each.hours or "", each.about or ""] for each in mentors]
    return rows([["Name", "Topics", "Hours a month", "About"], *lines], bom=True)


def _places(names: Sequence[str]) -> dict[str, int]:
    """Return in which column each field stands; of two for the same field the first."""
    found: dict[str, int] = {}
    for place, name in enumerate(names):
        if field := FIELDS.get(_plain(name)):
            found.setdefault(field, place)
    return found


def _fields(cells: Sequence[str], places: Mapping[str, int]) -> dict[str, Any]:
    texts = {field: cells[place] if place < len(cells) else "" for field, place in places.items()}
    texts = {field: text for field, text in texts.items() if text or field not in KEPT_IF_EMPTY}
    retired = texts.pop("is_retired", None)
    fields = said_in(texts)
    if kind := fields.get("kind"):
        fields["kind"] = KINDS_BY_NAME.get(_plain(kind), kind)
    return fields if retired is None else fields | {"is_retired": retired.casefold() in YES}


def _cells(entry: Entry) -> list[str | int]:
    topics, retired = ", ".join(entry.topics), "yes" if entry.is_retired else "no"
    texts = (entry.title, entry.kind or "", entry.address or "", topics, entry.good_for or "")
    return [*texts, entry.minutes or "", entry.for_whom or "", retired]


def _plain(name: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", name.casefold()))
