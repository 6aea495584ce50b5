"""Training requests: what a form must say, and the steps from a problem to an outcome."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

REQUIRED = ("problem", "desired", "audience")
FIELD_MAX = 3_000
TEXT_MAX = 40_000


class Status(StrEnum):
    """Where a request stands."""

    NEW = "new"
    TAKEN = "taken"
    RECOMMENDED = "recommended"
    DECLINED = "declined"
    DEFERRED = "deferred"


OPEN = (Status.NEW, Status.TAKEN, Status.DEFERRED)
OUTCOMES = (Status.RECOMMENDED, Status.DECLINED, Status.DEFERRED)


@dataclass(frozen=True, slots=True)
class Need:
    """What a manager says of a problem; only `problem`, `desired` and `audience` are required in the form."""

    problem: str
    desired: str | None = None
    audience: str | None = None
    evidence: str | None = None
    goal: str | None = None
    needed_by: date | None = None
    tried: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a request comes from; `key` (`channel:ts`) names the message it was captured from, if it was."""

    channel_id: str | None = None
    key: str | None = None
    permalink: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about a request and its answer, if there is one yet."""

    id: int
    question: str
    asked_by: str
    answer: str | None


@dataclass(frozen=True, slots=True)
class RequestView:
    """A request as messages show it; user ids where people are meant."""

    id: int
    number: int
    requester: str
    channel_id: str | None
    permalink: str | None
    need: Need
    status: Status
    partner: str | None
    reason: str | None
    decided_by: str | None
    answer_by: datetime
    asked: tuple[Asked, ...] = ()

    @property
    def unknown(self) -> tuple[str, ...]:
        """Name what an analysis still needs: the fields nobody filled in."""
        return tuple(name for name in (*REQUIRED, "evidence", "goal") if not getattr(self.need, name))


def problems(need: Need, today: date) -> dict[str, str]:
    """Return the reason for each field that needs another look before the request is accepted."""
    found = {field: "required" for field in REQUIRED if not (getattr(need, field) or "").strip()}
    if need.needed_by and need.needed_by < today:
        found["needed_by"] = "in_the_past"
    return found


def decision_problems(outcome: str | None, reason: str | None) -> dict[str, str]:
    """Return the reason for each field of a decision that needs another look."""
    found = {} if outcome in OUTCOMES else {"outcome": "required"}
    return found if (reason or "").strip() else found | {"reason": "required"}


def card_key(request_id: int) -> str:
    """Return the business key of a request's triage card."""
    return f"request:{request_id}"
