"""Meetings: notes, the draft of what they say, and what the partner made of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.domain.followups import TEXT_MAX, FollowUpView, Promise
from bot.domain.meetings_items import Kind
from bot.domain.meetings_points import Answer, PointView
from bot.domain.people import fitting, likely, resolve

NOTES_MAX = 40_000
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
class Slot:
    """The room that something takes on the pages of a draft: it keeps it when it is left out, so that no page moves.

    What was added since takes none.
    """

    length: int
    is_shown: bool = True
    is_added: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """What the notes seem to say, as far as the partner did not correct it.

    `unplaced` are the lines that stay plain notes. `known` maps the user ids of colleagues to the names they go by, the
    one to show first. `places` name the items of each kind in the form, in order; `revision` counts what changed the
    draft since the notes were read. `points` are open follow-ups of the meeting before, each with what is said of it.
    A long draft is looked at page by page, as its `slots` tell: this is `page`, from 0, of so many `pages`, and `first`
    is how many follow-ups stand on those before.
    """

    meeting_id: int
    channel_id: str
    met_on: date
    takeaways: tuple[Takeaway, ...]
    promises: tuple[Promise, ...]
    contributions: tuple[Contribution, ...]
    unplaced: tuple[str, ...]
    known: dict[str, list[str]]
    places: Mapping[Kind, tuple[int, ...]] = field(default_factory=dict)
    revision: int = 0
    next_on: date | None = None
    is_marked: bool = False
    points: tuple[PointView, ...] = ()
    slots: Mapping[Kind, tuple[Slot, ...]] = field(default_factory=dict)
    page: int = 0
    pages: int = 1
    first: int = 0

    @property
    def is_long(self) -> bool:
        """Say whether there is more than one page of it."""
        return self.pages > 1

    @property
    def number(self) -> int:
        """Return the number of this page as people count."""
        return self.page + 1

    @property
    def in_fields(self) -> tuple[int, ...]:
        """Return the indexes of the promises that get fields of their own; the others stand one a line."""
        lengths = [len(f"{each.owner_name}: {each.text}") for each in self.promises]
        return tuple(index for index, length in enumerate(lengths) if length <= TEXT_MAX)

    def place(self, index: int) -> int:
        """Return what names a promise in the form."""
        return self.places_of(Kind.FOLLOW_UP)[index]

    def places_of(self, kind: Kind) -> tuple[int, ...]:
        """Return what names the items of a kind, in order."""
        items = {Kind.TAKEAWAY: self.takeaways, Kind.FOLLOW_UP: self.promises, Kind.CONTRIBUTION: self.contributions}
        return self.places.get(kind) or tuple(range(len(items[kind])))

    @property
    def unclear(self) -> dict[str, list[str]]:
        """Return the names that may mean more than one colleague, or one for short, each with their user ids."""
        said = [each.said_by for each in self.takeaways] + [each.who for each in self.contributions]
        named = [name for name in (*said, *(each.owner_name for each in self.promises)) if name]
        unsure = [name for name in dict.fromkeys(named) if resolve(name, self.known) is None]
        fits = {name: fitting(name, self.known) or likely(name, self.known) for name in unsure}
        return {name: users for name, users in fits.items() if users}


@dataclass(frozen=True, slots=True)
class Corrected:
    """What the partner says the meeting came to, all pages of it; people are ids or names.

    `promises` are named by their place in the form, those without fields of their own by `more_…`. `points` is what is
    said of open follow-ups, by their ids.
    """

    met_on: date | None
    takeaways: tuple[Takeaway, ...]
    promises: dict[str, Promise]
    contributions: tuple[Contribution, ...]
    next_on: date | None = None
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
    if not all(each.who for each in corrected.contributions):
        found["contributions"] = "nobody_named"
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
