"""Follow-ups: promises with an owner and a due date."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

TEXT_MAX = 3_000
SOON_DAYS = 2
MINE, EVERYBODYS = "mine", "all"
PAGE = 10


class Status(StrEnum):
    """Where a promise stands."""

    OPEN = "open"
    DONE = "done"
    GIVEN_UP = "given_up"


class Standing(StrEnum):
    """What a list shows: what is open, of that what is late, or what is settled."""

    OPEN = "open"
    LATE = "late"
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
    """A follow-up as messages show it; days are calendar days of the department.

    `request` is the number of the training request it belongs to; else it belongs to the channel's department, if
    any. `moved_from` is the day it was due at first, where a new one was agreed before it had passed; `missed_on` the
    agreed day that it was not kept by, also where it has a new one since. `offered_to` has been asked to take it over;
    `reason` says why it was given up. `is_lnd` says that it is a promise of L&D's own, `is_today` that it is open and
    due today.
    """

    id: int
    text: str
    owner: str | None
    owner_name: str | None
    partner: str
    channel_id: str | None
    due_on: date | None
    status: Status
    is_late: bool
    snoozed_until: date | None
    help_asked: bool
    request: int | None = None
    from_meeting: bool = False
    moved_from: date | None = None
    missed_on: date | None = None
    is_lnd: bool = False
    offered_to: str | None = None
    reason: str | None = None
    is_today: bool = False

    @property
    def who(self) -> str | None:
        """Return who promised it: a user id, a name, or None when nobody did."""
        return self.owner or self.owner_name


@dataclass(frozen=True, slots=True)
class Wish:
    """Which list somebody wants: `whose` is `MINE`, `EVERYBODYS` or a department's channel; from `start` on."""

    whose: str = MINE
    standing: Standing = Standing.OPEN
    start: int = 0


@dataclass(frozen=True, slots=True)
class FollowUpPage:
    """At most PAGE follow-ups; `departments` are those that may be chosen, names by channel."""

    wish: Wish
    follow_ups: tuple[FollowUpView, ...]
    total: int
    departments: dict[str, str]
    sees_all: bool
    may_add: bool

    @property
    def next_start(self) -> int:
        """Return where the next page begins; the first follows the last."""
        following = self.wish.start + len(self.follow_ups)
        return following if following < self.total else 0


def last_page(total: int) -> int:
    """Return where the last page of so many follow-ups begins."""
    return max(0, total - 1) // PAGE * PAGE


def meeting_key(meeting_id: int, owner: str) -> str:
    """Return the business key of the DM that tells somebody what they promised in a meeting."""
    return f"meeting:{meeting_id}:promised:{owner}"


def request_key(request_id: int, owner: str) -> str:
    """Return the business key of the DM that tells somebody what they take on for a request."""
    return f"request:{request_id}:promised:{owner}"


def reminder_key(owner: str, day: date) -> str:
    """Return the business key of somebody's reminders of one day."""
    return f"followups:{owner}:{day.isoformat()}"


def overdue_key(partner: str, day: date) -> str:
    """Return the business key of what a partner hears of late promises on one day."""
    return f"followups:late:{partner}:{day.isoformat()}"


def single_key(follow_up_id: int, owner: str) -> str:
    """Return the business key of the DM that tells somebody of a promise that was added by itself."""
    return f"followup:{follow_up_id}:promised:{owner}"


def offer_key(follow_up_id: int, step_id: int) -> str:
    """Return the business key of the DM that asks somebody to take a promise over."""
    return f"followup:{follow_up_id}:offered:{step_id}"
