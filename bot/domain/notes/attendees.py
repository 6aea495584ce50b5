"""Who was there, from the list of attendees or, without one, from who is tagged as speaking."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bot.domain.notes.outline import Item
from bot.domain.notes.people import HANDLE, MENTION, called, is_everyone
from bot.domain.notes.sections import Kind

TAGGED = re.compile(r"\[name=([^\[\]]+)\]")  # "[name=Priya] asks ..."
BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")  # "Priya (Sales)"
COMMAS = re.compile(r"\s*[,;]\s*(?:and\s+)?")
AND = re.compile(r"\s+(?:and|&)\s+")
AFTER_NAME = re.compile(r"\s+[-–—|/:]+\s*|\s*[:|/]\s+|\s(?=@\w)|https?://")  # "Priya Shah - Sales", "Priya @priya"
PLAUSIBLE = re.compile(r"[^\W\d_][\w.'’-]*(?: [^\W_][\w.'’-]*){0,3}")  # "Priya", "Josh R.", "monk"
CAPITALISED = re.compile(
    r"[^\W\d_a-z][\w.'’-]*(?: (?:d[aeiu]|v[ao]n|der|de la|al|el|bin|[^\W\d_a-z][\w.'’-]*))*"
)  # "Ada van Dam came late"
HANDLES = re.compile(HANDLE)
MENTIONS = re.compile(MENTION)
QUOTES = " \"'“”.*_"
NOBODY = frozenset("name names none n/a tbd tbc nobody others guests guest me i we you various several".split())


@dataclass(slots=True)
class Attendance:
    """The attendees in the order listed, and the items that list them."""

    names: list[str] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)


def attendance(items: Iterable[Item]) -> Attendance:
    """Who the notes list as present; a list ends at the first paragraph that is none."""
    found = Attendance()
    listing = True
    for item in items:
        listing = (listing or item.labelled or item.is_heading) and item.kind is Kind.ATTENDEES
        if not listing or not item.text or item.is_heading:
            continue
        names = list(_names(item))
        listing = bool(names) or item.labelled or item.marked
        if names:
            found.items.append(item)
            found.names.extend(name for name in names if name not in found.names)
    return found


def speakers(items: Iterable[Item]) -> list[str]:
    """Those whom the notes tag as speaking: "[name=Priya] ..."."""
    return list(dict.fromkeys(called(name) for item in items for name in TAGGED.findall(item.text)))


def _names(item: Item) -> Iterator[str]:
    text = BRACKETED.sub("", item.text).strip(QUOTES)
    if item.marked or item.labelled or _is_list(text):
        yield from filter(None, (name for piece in COMMAS.split(text) for name in _names_in(piece.strip(QUOTES))))


def _is_list(text: str) -> bool:
    pieces = [
        piece for comma in COMMAS.split(MENTIONS.sub("", text)) for piece in AND.split(comma) if piece.strip(QUOTES)
    ]
    return all(PLAUSIBLE.fullmatch(piece.strip(QUOTES)) for piece in pieces)


def _names_in(piece: str) -> list[str]:
    if mentions := MENTIONS.findall(piece):
        return [called(mention) for mention in mentions]
    if HANDLES.fullmatch(piece):
        return [called(piece)]
    return [_name(part) for part in AND.split(AFTER_NAME.split(piece, maxsplit=1)[0])]


def _name(part: str) -> str:
    name = part.strip(QUOTES)
    if found := CAPITALISED.match(name):
        name = found[0].strip(QUOTES) if " " in name[found.end() :].strip() or name[found.end() :] else name
    if is_everyone(name) or name.casefold() in NOBODY or not PLAUSIBLE.fullmatch(name):
        return ""
    return name
