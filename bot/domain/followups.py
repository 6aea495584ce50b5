"""Follow-ups: promises with an owner and a due date."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

TEXT_MAX = 3_000
SOON_DAYS = 2


class Status(StrEnum):
    """Where a promise stands."""

    OPEN = "open"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise as it was made: `owner` is a user id, `owner_name` somebody who has none here."""

    text: str
    owner: str | None = None
    owner_name: str | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class FollowUpView:
    """A follow-up as messages show it; days are calendar days of the department."""

    id: int
    text: str
    owner: str | None
    owner_name: str | None
    partner: str
    channel_id: str
    due_on: date | None
    status: Status
    is_late: bool
    snoozed_until: date | None
    help_asked: bool

    @property
    def who(self) -> str | None:
        """Return who promised it: a user id, a name, or None when nobody did."""
        return self.owner or self.owner_name


def meeting_key(meeting_id: int, owner: str) -> str:
    """Return the business key of the DM that tells somebody what they promised in a meeting."""
    return f"meeting:{meeting_id}:promised:{owner}"


def reminder_key(owner: str, day: date) -> str:
    """Return the business key of somebody's reminders of one day."""
    return f"followups:{owner}:{day.isoformat()}"


def overdue_key(partner: str, day: date) -> str:
    """Return the business key of what a partner hears of late promises on one day."""
    return f"followups:late:{partner}:{day.isoformat()}"
