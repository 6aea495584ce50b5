"""What the bot keeps of a person."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

Names = Mapping[str, Sequence[str]]
Parts = tuple[str, ...]
SHORTEST: Final = 3
TITLES: Final = {"dr", "mr", "mrs", "ms", "prof"}
LETTERS: Final = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe"})


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """A Slack user as far as rights, name, time zone (IANA) and absence matter; people of other companies count as
    guests. Of the status nothing is kept but that it means an absence, and its end (aware) where it has one."""

    user_id: str
    name: str
    real_name: str = ""
    timezone: str = "UTC"
    is_admin: bool = False
    is_guest: bool = False
    is_bot: bool = False
    has_left: bool = False
    is_away: bool = False
    away_until: datetime | None = None

    def values(self) -> dict[str, Any]:
        """Return the facts by name."""
        return asdict(self)


def resolve(name: str, colleagues: Names) -> str | None:
    """Return the user id that a name in notes means, None when nobody or more than one fits."""
    found = fitting(name, colleagues)
    return found[0] if len(found) == 1 else None


def fitting(name: str, colleagues: Names) -> list[str]:
    """Return the user ids of everybody whom a name in notes may mean.

    `colleagues` maps user ids to the names they go by. A user id means itself; a full or a first name goes before a
    first name with an initial (`Priya S.`). Accents, titles and an `@` make no difference.
    """
    if name in colleagues:
        return [name]
    wanted = _parts(name)
    return _whose(colleagues, wanted, _whole_or_first) or _whose(colleagues, wanted, _with_initial)


def likely(name: str, colleagues: Names) -> list[str]:
    """Return the user ids of those whom a name may mean that is short for theirs, or their last: enough to ask."""
    return _whose(colleagues, _parts(name), _for_short_or_last)


def _whose(colleagues: Names, wanted: Parts, fits: Callable[[Parts, Parts], bool]) -> list[str]:
    if not wanted:
        return []
    return [user for user, names in colleagues.items() if any(fits(wanted, _parts(each)) for each in names)]


def _whole_or_first(wanted: Parts, own: Parts) -> bool:
    return wanted in (own, own[:1])


def _with_initial(wanted: Parts, own: Parts) -> bool:
    return len(wanted) == len(own) == 2 and wanted[0] == own[0] and wanted[1] == own[1][:1]


def _for_short_or_last(wanted: Parts, own: Parts) -> bool:
    if len(wanted) != 1 or not own:
        return False
    return wanted == own[-1:] or (len(wanted[0]) >= SHORTEST and own[0].startswith(wanted[0]))


@lru_cache(maxsize=10_000)
def _parts(name: str) -> Parts:
    """Return the words of a name as they are compared: small letters without accents, titles or points."""
    plain = unicodedata.normalize("NFKD", name.strip().lstrip("@").casefold().translate(LETTERS))
    bare = "".join(each for each in plain if not unicodedata.combining(each))
    words = tuple(unicodedata.normalize("NFC", word).rstrip(".") for word in bare.split())
    return words[1:] if len(words) > 1 and words[0] in TITLES else words


def is_user_id(who: str) -> bool:
    """Say whether this is a Slack user's id rather than a name."""
    return re.fullmatch(r"[UW][A-Z0-9]{6,20}", who) is not None
