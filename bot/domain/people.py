"""What the bot keeps of a person."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """A Slack user as far as rights, name and time zone (IANA) matter; people of other companies count as guests."""

    user_id: str
    name: str
    real_name: str = ""
    timezone: str = "UTC"
    is_admin: bool = False
    is_guest: bool = False
    is_bot: bool = False
    has_left: bool = False

    def values(self) -> dict[str, Any]:
        """Return the facts by name."""
        return asdict(self)


def resolve(name: str, colleagues: Mapping[str, Sequence[str]]) -> str | None:
    """Return the user id that a name in notes means, None when nobody or more than one fits.

    `colleagues` maps user ids to the names they go by. A user id means itself; a full name goes before a first name.
    """
    if name in colleagues:
        return name
    wanted = _plain(name)
    exact = {user for user, names in colleagues.items() if wanted in map(_plain, names)}
    first = {user for user, names in colleagues.items() if wanted in (_plain(each).split(" ")[0] for each in names)}
    fitting = exact or first
    return next(iter(fitting)) if wanted and len(fitting) == 1 else None


def _plain(name: str) -> str:
    return " ".join(name.lstrip("@").casefold().split())
