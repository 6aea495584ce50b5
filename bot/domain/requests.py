"""Training requests: what a form must say, and the steps from a problem to an outcome."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.detective import Cause, Proposal
from bot.domain.goals import GoalView
from bot.domain.requests_outcomes import Decision, Outcome
from bot.domain.requests_questions import Asked

REQUIRED = ("problem", "desired", "audience")
NEEDED_FIRST = ("problem", "evidence", "audience")
FIELD_MAX = 3_000
TEXT_MAX = 40_000


class Status(StrEnum):
    """Where a request stands."""

    NEW = "new"
    TAKEN = "taken"
    DEFERRED = "deferred"
    DECIDED = "decided"
    CLOSED = "closed"


OPEN = (Status.NEW, Status.TAKEN, Status.DEFERRED)


@dataclass(frozen=True, slots=True)
class Need:
    """What a manager says of a problem; only `problem`, `desired` and `audience` are required in the form.

    `goal_id` names a goal of the department, `goal` says one in words, `no_goal` why there is none.
    """

    problem: str
    desired: str | None = None
    audience: str | None = None
    evidence: str | None = None
    goal: str | None = None
    needed_by: date | None = None
    tried: str | None = None
    goal_id: int | None = None
    no_goal: str | None = None
    is_crisis: bool = False

    @property
    def unknown(self) -> tuple[str, ...]:
        """Name what an analysis still needs before anything may be recommended."""
        missing = tuple(field for field in NEEDED_FIRST if not getattr(self, field))
        return missing if self.goal_id or self.goal or self.no_goal else (*missing, "goal")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a request comes from; `key` (`channel:ts`) names the message it was captured from, if it was."""

    channel_id: str | None = None
    key: str | None = None
    permalink: str | None = None


@dataclass(frozen=True, slots=True)
class RequestView:
    """A request as messages show it; user ids where people are meant.

    `joined` are the numbers of the requests that are worked on together with this one; `lead` is the number of the
    one that leads them, None where that is this one.
    """

    id: int
    number: int
    requester: str
    channel_id: str | None
    permalink: str | None
    need: Need
    status: Status
    partner: str | None
    answer_by: datetime
    is_answered: bool = False
    reframed: str | None = None
    cause: Cause | None = None
    proposal: Proposal | None = None
    goal: GoalView | None = None
    asked: tuple[Asked, ...] = ()
    next_question: str | None = None
    outcome: Outcome | None = None
    decision: Decision | None = None
    deferred_until: date | None = None
    lead: int | None = None
    joined: tuple[int, ...] = ()

    @property
    def is_open(self) -> bool:
        """Say whether L&D has still to decide."""
        return self.status in OPEN

    @property
    def said(self) -> tuple[Asked, ...]:
        """Return the questions that were answered."""
        return tuple(each for each in self.asked if each.answer)


def problems(need: Need, today: date) -> dict[str, str]:
    """Return the reason for each field that needs another look before the request is accepted."""
    found = {field: "required" for field in REQUIRED if not (getattr(need, field) or "").strip()}
    if need.needed_by and need.needed_by < today:
        found["needed_by"] = "in_the_past"
    return found


def card_key(request_id: int) -> str:
    """Return the business key of a request's triage card."""
    return f"request:{request_id}"


def told_key(request_id: int) -> str:
    """Return the business key of the message that confirms a request to its requester."""
    return f"request:{request_id}:told"
