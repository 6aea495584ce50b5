"""Touchpoints as their partner steers them: seen ahead, reworded, put off, skipped, and taken back."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.touchpoints import Touchpoint

UNDO = timedelta(minutes=10)
INTRO_MAX = 600


class Standing(StrEnum):
    """Where a touchpoint stands."""

    WAITING = "waiting"
    POSTED = "posted"
    LEAVING = "leaving"
    SKIPPED = "skipped"
    OVER = "over"


class Waits(StrEnum):
    """What an acknowledgement waits for before its latest day."""

    PROMISES = "promises"
    REPLY = "reply"


@dataclass(frozen=True, slots=True)
class Coming:
    """A touchpoint as its partner sees it; `due_at` is when it is said, or was, or would have been.

    `waits` is what an acknowledgement waits for until then; `may_undo_until` is over once its moment has passed;
    `missed` counts L&D's own late promises that have no new date yet.
    """

    meeting_id: int
    touchpoint: Touchpoint
    channel_id: str
    due_at: datetime
    standing: Standing
    needs_approval: bool = False
    approved_by: str | None = None
    waits: tuple[Waits, ...] = ()
    may_undo_until: datetime | None = None
    may_come_back: bool = False
    was_taken_back: bool = False
    missed: int = 0
    trouble: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a touchpoint's lists, which a partner may leave out; `ref` names it: `takeaway:3`."""

    ref: str
    text: str


@dataclass(frozen=True, slots=True)
class Edition:
    """The words around a touchpoint's lists: an intro of the partner's own, and the lines that are left out."""

    intro: str | None = None
    left_out: tuple[str, ...] = ()


def edition_problems(edition: Edition, lines: tuple[Line, ...]) -> dict[str, str]:
    """Return the reason for each field that needs another look."""
    found = {"intro": "too_long"} if len(edition.intro or "") > INTRO_MAX else {}
    if lines and {line.ref for line in lines} <= set(edition.left_out) and not edition.intro:
        found["left_out"] = "nothing_left"
    return found


def unapproved_key(business_key: str, day: datetime) -> str:
    """Return the business key of what reminds a partner, on one day, of a touchpoint that waits for their word."""
    return f"{business_key}:unapproved:{day:%Y-%m-%d}"
