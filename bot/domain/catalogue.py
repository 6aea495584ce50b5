"""The catalogue: what an existing course, page, video or tool is, and what makes two entries the same one."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from bot.domain.typed import is_visible, one_line

KINDS: Final = ("course", "page", "video", "tool")
TITLE_MAX: Final = 150
ADDRESS_MAX: Final = 600
TOPICS_MAX: Final = 20
TOPIC_MAX: Final = 40
GOOD_FOR_MAX: Final = 3_000
FOR_WHOM_MAX: Final = 300
NO_MINUTES: Final = 0
MINUTES: Final = re.compile(r"(\d{1,5})(?:[.,]0+)?\s*(?:min|mins|minutes?)?\.?", re.IGNORECASE | re.ASCII)
BETWEEN_TOPICS: Final = re.compile(r"[,;\n]")
NOT_IN_AN_ADDRESS: Final = re.compile(r"[\s<>|\"\\^`{}\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Entry:
    """What somebody says of a resource; `minutes` is how long it takes, 0 where that could not be read."""

    title: str
    kind: str | None
    address: str | None = None
    topics: tuple[str, ...] = ()
    good_for: str | None = None
    minutes: int | None = None
    for_whom: str | None = None
    is_retired: bool = False

    @property
    def identity(self) -> str:
        """Return what no other entry of the catalogue has: the address, or for want of one the title."""
        return self.address or titled(self.title)


@dataclass(frozen=True, slots=True)
class ResourceView(Entry):
    """A resource of the catalogue as forms and messages show it."""

    id: int = 0


@dataclass(frozen=True, slots=True)
class Listing:
    """The part of the catalogue that somebody looks at: of the `found` resources that fit `words`, the first."""

    words: str
    resources: tuple[ResourceView, ...]
    found: int
    may_change: bool

    @property
    def is_cut(self) -> bool:
        """Say whether more resources fit than are shown."""
        return self.found > len(self.resources)


def problems(entry: Entry) -> dict[str, str]:
    """Return the reason for each field that needs another look."""
    found = {
        "title": None if is_visible(entry.title) else "required",
        "kind": None if entry.kind in KINDS else "required",
        "address": _address_problem(entry.address) if entry.address else None,
        "topics": topics_problem(entry.topics),
        "minutes": "not_minutes" if entry.minutes == NO_MINUTES else None,
    }
    limits = {"title": TITLE_MAX, "good_for": GOOD_FOR_MAX, "for_whom": FOR_WHOM_MAX}
    too_long = {field: "too_long" for field, most in limits.items() if len(getattr(entry, field) or "") > most}
    return {field: reason for field, reason in found.items() if reason} | too_long


def topics_problem(topics: tuple[str, ...]) -> str | None:
    """Return what is wrong with a list of topics, None when nothing is."""
    if len(topics) > TOPICS_MAX:
        return "too_many_topics"
    return "topic_too_long" if any(len(topic) > TOPIC_MAX for topic in topics) else None


def topics_in(text: str | None) -> tuple[str, ...]:
    """Return the topics typed with commas, semicolons or line breaks between them, each once."""
    found: dict[str, str] = {}
    for each in BETWEEN_TOPICS.split(text or ""):
        topic = one_line(each.strip().lstrip("#"))
        if is_visible(topic):
            found.setdefault(topic.casefold(), topic)
    return tuple(found.values())


def minutes_in(text: str | None) -> int | None:
    """Return the whole minutes in `45`, `45 min` or `45,0`; None for nothing, 0 for what is no number of minutes."""
    if not text or not text.strip():
        return None
    read = MINUTES.fullmatch(text.strip())
    return int(read[1]) if read else NO_MINUTES


def titled(title: str) -> str:
    """Return what titles are compared by: neither capitals nor spaces make two of one."""
    return one_line(title.casefold())


def fits(entry: Entry, words: str) -> bool:
    """Say whether each of these words occurs in what is said of a resource."""
    said = " ".join(
        each.casefold() for each in (entry.title, entry.kind, *entry.topics, entry.good_for, entry.for_whom) if each
    )
    return all(word in said for word in words.casefold().split())


def order(entry: Entry) -> tuple[bool, str]:
    """Return what the catalogue is sorted by: the title, what is retired last."""
    return entry.is_retired, titled(entry.title)


def said_in(typed: Mapping[str, str | None]) -> dict[str, Any]:
    """Return what was typed into fields of a resource as their values; `Entry` takes them by name."""
    return {field: READINGS[field](text or "") for field, text in typed.items()}


def values(entry: Entry) -> dict[str, Any]:
    """Return what is said of a resource, by field."""
    return {field: getattr(entry, field) for field in Entry.__slots__}


def _text(typed: str) -> str | None:
    return typed.replace("\r\n", "\n").replace("\r", "\n").strip() or None


def _word(typed: str) -> str | None:
    return typed.strip() or None


READINGS: Final[Mapping[str, Callable[[str], Any]]] = {
    "title": one_line, "kind": _word, "address": _word, "topics": topics_in, "good_for": _text,
    "minutes": minutes_in, "for_whom": _text,
}  # fmt: skip


def _address_problem(address: str) -> str | None:
    if len(address) > ADDRESS_MAX:
        return "address_too_long"
    try:
        parts = urlsplit(address)
        is_whole = bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return "not_an_address"
    if not is_whole or NOT_IN_AN_ADDRESS.search(address):
        return "not_an_address"
    return None if address.startswith("https://") else "not_https"
