"""Meetings: notes, the draft of what they say, and what the partner made of it."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.domain.followups import TEXT_MAX, FollowUpView, Promise
from bot.domain.meetings_points import Answer, PointView
from bot.domain.people import fitting

NOTES_MAX = 40_000
PROMISES_SHOWN = 20
MORE = "more"


class Status(StrEnum):
    """Where a meeting stands: a draft is withdrawn when its message is deleted, and discarded by its partner."""

    DRAFT = "draft"
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"
    DISCARDED = "discarded"
    CALLED_OFF = "called_off"


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
    """What the notes seem to say, as far as the partner did not correct it.

    `unplaced` are the lines that stay plain notes. `known` maps the user ids of colleagues to the names they go by, the
    one to show first. `places` name the promises in the form, in order; `revision` counts what changed the draft since
    the notes were read. `points` are open follow-ups of the meeting before, each with what is said of it.
    """

    meeting_id: int
    channel_id: str
    met_on: date
    takeaways: tuple[Takeaway, ...]
    promises: tuple[Promise, ...]
    contributions: tuple[Contribution, ...]
    unplaced: tuple[str, ...]
    known: dict[str, list[str]]
    places: tuple[int, ...] = ()
    revision: int = 0
    next_on: date | None = None
    is_marked: bool = False
    points: tuple[PointView, ...] = ()

    @property
    def in_fields(self) -> tuple[int, ...]:
        """Return the indexes of the promises that get fields of their own; the others stand one a line."""
        fitting = [index for index, each in enumerate(self.promises) if len(each.text) <= TEXT_MAX]
        return tuple(fitting[:PROMISES_SHOWN])

    def place(self, index: int) -> int:
        """Return what names a promise in the form."""
        return self.places[index] if self.places else index

    @property
    def unclear(self) -> dict[str, list[str]]:
        """Return the names that fit more than one colleague, each with the user ids of those."""
        said = [each.said_by for each in self.takeaways] + [each.who for each in self.contributions]
        named = [name for name in (*said, *(each.owner_name for each in self.promises)) if name]
        fits = {name: fitting(name, self.known) for name in dict.fromkeys(named)}
        return {name: users for name, users in fits.items() if len(users) > 1}


@dataclass(frozen=True, slots=True)
class Corrected:
    """What the partner says the meeting came to; `promises` by their place in the form, people as ids or names.

    `revision` is that of the draft which the form showed, `dropped` are the places of promises that were emptied there,
    and `points` what is said of open follow-ups, by their ids.
    """

    met_on: date | None
    takeaways: tuple[Takeaway, ...]
    promises: dict[str, Promise]
    contributions: tuple[Contribution, ...]
    next_on: date | None = None
    revision: int = 0
    dropped: tuple[int, ...] = ()
    points: dict[int, Answer] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DraftView:
    """A draft as App Home lists it, with how its notes begin."""

    meeting_id: int
    channel_id: str
    met_on: date
    beginning: str


@dataclass(frozen=True, slots=True)
class Change:
    """What the notes say now of something that the partner had corrected: `now` is None where they say it no more."""

    yours: str
    now: str | None


@dataclass(frozen=True, slots=True)
class MeetingView:
    """A confirmed meeting as the touchpoints show it; `partner` was there.

    `next_on` is the day of the next one while it is to come, and `next_partner` can come to it.
    """

    id: int
    channel_id: str
    partner: str
    kind: str
    met_on: date
    takeaways: tuple[Takeaway, ...]
    follow_ups: tuple[FollowUpView, ...]
    contributions: tuple[Contribution, ...]
    next_partner: str | None = None
    next_on: date | None = None


def problems(corrected: Corrected, today: date) -> dict[str, str]:
    """Return the reason for each field of the draft that needs another look, by the field's name."""
    found: dict[str, str] = {}
    carried = Answer.STILL_OPEN in corrected.points.values()
    if not corrected.takeaways and not corrected.promises and not carried:
        found["takeaways"] = "nothing_to_post"
    if corrected.met_on and corrected.met_on > today:
        found["met_on"] = "not_yet"
    if corrected.next_on and corrected.next_on < today:
        found["next_on"] = "next_is_over"
    for place, promise in corrected.promises.items():
        if promise.due_on and promise.due_on < today:
            found[f"due_{place}" if place.isdigit() else MORE] = "in_the_past"
    return found


def draft_key(meeting_id: int) -> str:
    """Return the business key of the DM that offers a draft to its partner."""
    return f"meeting:{meeting_id}:draft"


def brief_key(meeting_id: int) -> str:
    """Return the business key of the DM that prepares a partner for the meeting after this one."""
    return f"meeting:{meeting_id}:brief"


def edited_key(meeting_id: int, revision: int) -> str:
    """Return the business key of the DM that says what changed in a draft that was corrected before."""
    return f"meeting:{meeting_id}:edited:{revision}"
