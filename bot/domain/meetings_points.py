"""Open follow-ups of the meeting before, looked at again in the next one."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.followups import FollowUpView
from bot.domain.goals import GoalView
from bot.domain.meetings_items import Item, likeness

SHOWN = 8
SAME = 0.8


class Answer(StrEnum):
    """What became of an open follow-up by the next meeting: it is carried along, or it is done."""

    STILL_OPEN = "still_open"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class PointView:
    """An open follow-up of the meeting before, and what the partner says of it, if they said anything."""

    follow_up: FollowUpView
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class Brief:
    """What a partner should know before a department's next meeting, and what is owed to it.

    `owed` are promises of L&D's own, `awaited` everybody else's; both are open.
    """

    channel_id: str
    met_on: date
    next_on: date
    lead: str | None
    learned: tuple[str, ...]
    goals: tuple[GoalView, ...]
    owed: tuple[FollowUpView, ...]
    awaited: tuple[FollowUpView, ...]


def is_same(point: FollowUpView, item: Item) -> bool:
    """Say whether notes repeat an open follow-up: the same owner, nearly the same words, and no other day."""
    same_day = item.due_on in (None, point.due_on)
    return same_day and item.who == point.who and likeness(Item(point.text), item) >= SAME
