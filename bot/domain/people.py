"""What the bot keeps of a person."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any


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


def resolve(name: str, colleagues: Mapping[str, Sequence[str]]) -> str | None:
    """Return the user id that a name in notes means, None when nobody or more than one fits.

    `colleagues` maps user ids to the names they go by. A user id means itself; a full name goes before a first name.
    """
    found = fitting(name, colleagues)
    return found[0] if len(found) == 1 else None


def fitting(name: str, colleagues: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the user ids of everybody whom a name in notes may mean, as `resolve` does."""
    if name in colleagues:
        return [name]
    wanted = _plain(name)
    if not wanted:
        return []
    exact = [user for user, names in colleagues.items() if wanted in map(_plain, names)]
    return exact or [
        user for user, names in colleagues.items() if wanted in (_plain(each).split(" ")[0] for each in names)
    ]


def _plain(name: str) -> str:
    return " ".join(name.lstrip("@").casefold().split())


def is_user_id(who: str) -> bool:
    """Say whether this is a Slack user's id rather than a name."""
    return re.fullmatch(r"[UW][A-Z0-9]{6,20}", who) is not None
