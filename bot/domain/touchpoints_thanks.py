"""The acknowledgement: who is named, what came of it, what L&D owes, and what it waits for."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from bot.domain.followups import FollowUpView


@dataclass(frozen=True, slots=True)
class Missed:
    """A promise of L&D's own that was not kept by its day; `new_on` is its new one, None while nobody gave one."""

    follow_up_id: int
    text: str
    who: str
    due_on: date
    new_on: date | None = None


@dataclass(frozen=True, slots=True)
class Thanks:
    """What an acknowledgement says beside the meeting: what L&D missed, and the user ids of those not to be named."""

    missed: tuple[Missed, ...] = ()
    unnamed: frozenset[str] = field(default=frozenset())


@dataclass(frozen=True, slots=True)
class Naming:
    """What a contributor is asked: whether they may be named for what they `gave`; `answer` is None until they say."""

    meeting_id: int
    channel_id: str
    met_on: date
    gave: tuple[str, ...]
    answer: bool | None = None


def missed(follow_ups: Iterable[FollowUpView]) -> tuple[Missed, ...]:
    """Return the open promises that L&D missed; a new day that has passed as well is none any more."""
    return tuple(
        Missed(each.id, each.text, each.owner or "", each.missed_on, None if each.is_late else each.due_on)
        for each in follow_ups if each.is_lnd and each.missed_on
    )  # fmt: skip


def asked_key(meeting_id: int, user_id: str) -> str:
    """Return the business key of the DM that asks somebody whether they may be named."""
    return f"meeting:{meeting_id}:may_name:{user_id}"


def new_date_problems(given: dict[int, date | None], today: date) -> dict[str, str]:
    """Return the reason for each new day that needs another look, by the field's name."""
    return {f"new_{number}": "in_the_past" for number, day in given.items() if day and day < today}
