"""Meetings: notes, the draft of what they say, and what the partner made of it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.followups import TEXT_MAX, FollowUpView, Promise

NOTES_MAX = 40_000
PROMISES_SHOWN = 20
MORE = "more"


class Status(StrEnum):
    """Where a meeting stands."""

    DRAFT = "draft"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class Takeaway:
    """A thing learned; `said_by` is a user id or a name, None where nobody is named."""

    text: str
    said_by: str | None = None


@dataclass(frozen=True, slots=True)
class Contribution:
    """What somebody gave; `who` is a user id or a name."""

    who: str
    gave: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What the notes seem to say; `unplaced` are the lines that stay plain notes.

    `known` maps the user ids of colleagues to the names they go by, the one to show first.
    """

    meeting_id: int
    channel_id: str
    met_on: date
    takeaways: tuple[Takeaway, ...]
    promises: tuple[Promise, ...]
    contributions: tuple[Contribution, ...]
    unplaced: tuple[str, ...]
    known: dict[str, list[str]]

    @property
    def in_fields(self) -> tuple[int, ...]:
        """Return the places of the promises that get fields of their own; the others stand one a line."""
        fitting = [place for place, each in enumerate(self.promises) if len(each.text) <= TEXT_MAX]
        return tuple(fitting[:PROMISES_SHOWN])


@dataclass(frozen=True, slots=True)
class Corrected:
    """What the partner says the meeting came to; `promises` by their place in the form, people as ids or names."""

    met_on: date | None
    takeaways: tuple[Takeaway, ...]
    promises: dict[str, Promise]
    contributions: tuple[Contribution, ...]


@dataclass(frozen=True, slots=True)
class MeetingView:
    """A confirmed meeting as the touchpoints show it."""

    id: int
    channel_id: str
    partner: str
    kind: str
    met_on: date
    takeaways: tuple[Takeaway, ...]
    follow_ups: tuple[FollowUpView, ...]
    contributions: tuple[Contribution, ...]


def problems(corrected: Corrected, today: date) -> dict[str, str]:
    """Return the reason for each field of the draft that needs another look, by the field's name."""
    found: dict[str, str] = {}
    if not corrected.takeaways and not corrected.promises:
        found["takeaways"] = "nothing_to_post"
    if corrected.met_on and corrected.met_on > today:
        found["met_on"] = "not_yet"
    for place, promise in corrected.promises.items():
        if promise.due_on and promise.due_on < today:
            found[f"due_{place}" if place.isdigit() else MORE] = "in_the_past"
    return found


def draft_key(meeting_id: int) -> str:
    """Return the business key of the DM that offers a draft to its partner."""
    return f"meeting:{meeting_id}:draft"
