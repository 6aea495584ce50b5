"""What the bot keeps of a person."""

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
