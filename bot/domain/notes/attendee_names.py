"""The names in a line of a list of attendees."""

import re
from collections.abc import Iterable, Iterator

from bot.domain.notes.outline import Item
from bot.domain.notes.people import HANDLE, MENTION, called, is_everyone

BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")  # "Priya (Sales)"
PRONOUNS = re.compile(r"[,;]?\s*\b(?:he|she|they|any)/(?:him|her|they|them|she|he|all)(?:/\w+)?\b", re.IGNORECASE)
COMMAS = re.compile(r"\s*[,;]\s*(?:and\s+)?")
AND = re.compile(r"\s+(?:and|&)\s+")
AFTER_NAME = re.compile(r"\s+[-–—|/:]+\s*|\s*[:|/]\s+|\s(?=@\w)|https?://")  # "Priya Shah - Sales", "Priya @priya"
PLAUSIBLE = re.compile(r"[^\W\d_][\w.'’-]*(?: [^\W_][\w.'’-]*){0,3}")  # "Priya", "Josh R.", "monk"
CAPITALISED = re.compile(
    r"[^\W\d_a-z][\w.'’-]*(?: (?:d[aeiu]|v[ao]n|der|de la|al|el|bin|[^\W\d_a-z][\w.'’-]*))*"
)  # "Ada van Dam came late"
HANDLES_ONLY = re.compile(rf"{HANDLE}(?:\s+{HANDLE})*+")  # "@priya @sam"
FIRST_HANDLE = re.compile(rf"{HANDLE}(?=\s)")  # "@priya sales lead"
SHORT_FOR = re.compile(r"[A-Z]{2,3}\s*[:=–-]\s+(?=[A-Z][a-z])")  # "PS: Priya Shah"
INITIALS = re.compile(r"(?<= )\(?([A-Z]{2,3})\)?(?= ?[-–—,;:(]|$)")  # "Priya Shah (PS) - Sales"
MENTIONS = re.compile(MENTION)
QUOTES = " \"'“”.*_"
STAYED_AWAY = re.compile(
    r"[-–—:/(]\s*(?:absent|excused|apologies|regrets|not present)\b"
    r"|\b(?:could ?n[o'’]t|unable to|can'?t) (?:join|attend|make)",
    re.IGNORECASE,
)  # "Tom – absent"
ONE_WITH_ROLE = re.compile(
    r"[^\W\d_a-z][\w.'’-]*(?: [^\W\d_a-z][\w.'’-]*){0,2}\s+[-–—]\s+\w+(?: \w+){0,4}"
)  # "Priya - Chair"
NOBODY = frozenset("name names none n/a tbd tbc nobody others guests guest me i we you various several".split())


def bare(text: str) -> str:
    """A line without brackets and pronouns."""
    return PRONOUNS.sub("", BRACKETED.sub(lambda found: " - absent" if STAYED_AWAY.search(found[0]) else "", text))


def names_of(item: Item, *, with_roles: bool) -> Iterator[str]:
    """The people a line lists; the first of it only where each line holds one person `with_roles`."""
    text = bare(item.text).strip(QUOTES)
    if with_roles and not item.labelled:
        text = COMMAS.split(text)[0]
    if item.marked or item.labelled or _is_list(text):
        yield from filter(None, (name for piece in COMMAS.split(text) for name in _names_in(piece.strip(QUOTES))))


def _is_list(text: str) -> bool:
    if HANDLES_ONLY.fullmatch(text) or ONE_WITH_ROLE.fullmatch(text):
        return True
    pieces = [
        piece for comma in COMMAS.split(MENTIONS.sub("", text)) for piece in AND.split(comma) if piece.strip(QUOTES)
    ]
    return all(PLAUSIBLE.fullmatch(piece.strip(QUOTES)) for piece in pieces)


def _names_in(piece: str) -> list[str]:
    if STAYED_AWAY.search(piece):
        return []
    if mentions := MENTIONS.findall(piece):
        return [called(mention) for mention in mentions]
    if handles := HANDLES_ONLY.fullmatch(piece):
        return [called(handle) for handle in handles[0].split()]
    if handle := FIRST_HANDLE.match(piece):
        return [called(handle[0])]
    piece = SHORT_FOR.sub("", piece)
    return [name_in(part) for part in AND.split(AFTER_NAME.split(piece, maxsplit=1)[0])]


def name_in(part: str) -> str:
    """The name a part of a line holds, or ""."""
    name = part.strip(QUOTES)
    if found := CAPITALISED.match(name):
        name = found[0].strip(QUOTES) if " " in name[found.end() :].strip() or name[found.end() :] else name
    if is_everyone(name) or name.casefold() in NOBODY or not PLAUSIBLE.fullmatch(name):
        return ""
    return name


def initials(text: str) -> Iterator[str]:
    """The initials beside a name that are its own: "Priya Shah (PS)", but no "Priya Shah (IBM)"."""
    words = BRACKETED.sub("", text).split()
    for letters in INITIALS.findall(text):
        if words and letters[0] == words[0][0].upper() and (len(words) == 1 or letters[-1] in _capitals(words[1:])):
            yield letters


def _capitals(words: Iterable[str]) -> str:
    return "".join(word[0] for word in words if word[0].isupper())
