"""What becomes of a training request: the routes that its cause opens, the outcome, and the charter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from bot.domain.detective import LEARNING, Cause

STEPS: Final = 4
SHORT_MAX: Final = 3_000
OVERRIDE_MAX: Final = 1_000


class Outcome(StrEnum):
    """What L&D proposes, or why it does nothing now."""

    BUILD = "build"
    REUSE = "reuse"
    COACHING = "coaching"
    ADVICE = "advice"
    DEFER = "defer"
    DECLINE = "decline"


RECOMMENDATIONS: Final = (Outcome.BUILD, Outcome.REUSE, Outcome.COACHING, Outcome.ADVICE)
TURNED_DOWN: Final = (Outcome.DEFER, Outcome.DECLINE)
WITH_CHARTER: Final = frozenset({Outcome.BUILD, Outcome.COACHING})
SOLUTIONS: Final = frozenset({Outcome.BUILD, Outcome.REUSE, Outcome.COACHING})
REQUIRED: Final[Mapping[Outcome, tuple[str, ...]]] = {
    Outcome.BUILD: ("problem", "measure", "what_0"),
    Outcome.COACHING: ("problem", "measure", "what_0"),
    Outcome.REUSE: ("resource_id",),
    Outcome.ADVICE: ("advice", "owner", "due_on"),
    Outcome.DEFER: ("deferred_until",),
    Outcome.DECLINE: ("offered",),
}
ALWAYS_REQUIRED: Final = ("reason", "support", "challenge")


@dataclass(frozen=True, slots=True)
class CharterStep:
    """Who does what by when."""

    what: str
    who: str | None
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a partner proposes to the requester; which parts are needed depends on the outcome.

    `override` is the written reason for going another way than the analysis shows, or without one.
    """

    outcome: Outcome
    reason: str | None
    support: str | None
    challenge: str | None
    override: str | None = None
    resource_id: int | None = None
    mentor_id: int | None = None
    advice: str | None = None
    owner: str | None = None
    due_on: date | None = None
    deferred_until: date | None = None
    offered: str | None = None
    problem: str | None = None
    measure: str | None = None
    steps: tuple[CharterStep, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """A recorded outcome; `agreed` are the people who agreed to its charter, `sides` those who have to.

    `resource` is the title of what is reused and `address` where it is, `mentor` a user id.
    """

    id: int
    proposed: Proposed
    decided_by: str
    decided_at: datetime
    resource: str | None = None
    address: str | None = None
    mentor: str | None = None
    agreed: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()

    @property
    def outcome(self) -> Outcome:
        """Return what was decided."""
        return self.proposed.outcome

    @property
    def has_charter(self) -> bool:
        """Say whether both sides have to agree before the work begins."""
        return self.outcome in WITH_CHARTER and bool(self.proposed.steps)

    @property
    def is_agreed(self) -> bool:
        """Say whether everybody who has to agree did."""
        return self.has_charter and set(self.sides) <= set(self.agreed)


def routes(cause: Cause) -> tuple[Outcome, ...]:
    """Return what may be recommended for a cause: learning for skill, advice for all else, both where it is mixed."""
    if cause == Cause.UNCLEAR:
        return ()
    if cause == Cause.MIXED:
        return RECOMMENDATIONS
    return tuple(each for each in RECOMMENDATIONS if (each in SOLUTIONS) == (cause in LEARNING))


def route_problems(
    outcome: str | None, cause: Cause | None, unknown: Sequence[str], override: str | None
) -> dict[str, str]:
    """Return why an outcome can't be recommended yet: no cause, an analysis with gaps, or another way than it shows.

    A written reason to override, of at most OVERRIDE_MAX characters, lets everything pass.
    """
    if outcome not in RECOMMENDATIONS:
        return {"outcome": "required"}
    if len(override or "") > OVERRIDE_MAX:
        return {"override": "too_long"}
    if (override or "").strip():
        return {}
    if cause is None:
        return {"cause": "required"}
    if unknown:
        return {"override": "analysis_has_gaps"}
    return {} if outcome in routes(cause) else {"outcome": "not_for_this_cause"}


def problems(proposed: Proposed, today: date) -> dict[str, str]:
    """Return the reason for each field of an outcome that needs another look; people are not looked at here."""
    needed = (*ALWAYS_REQUIRED, *REQUIRED[proposed.outcome])
    found = {name: "required" for name in needed if not _is_there(_stated(proposed).get(name))}
    days = {"due_on": proposed.due_on, "deferred_until": proposed.deferred_until}
    days |= {f"by_{place}": step.due_on for place, step in enumerate(proposed.steps)}
    found |= {name: "in_the_past" for name, day in days.items() if day and day < today}
    for place, step in enumerate(proposed.steps):
        found |= {f"{name}_{place}": "required" for name in _gaps(step)}
    return found


def outcome_key(decision_id: int, request_id: int) -> str:
    """Return the business key of the message that tells a requester what was decided about their request."""
    return f"outcome:{decision_id}:told:{request_id}"


def _gaps(step: CharterStep) -> tuple[str, ...]:
    stated = {"what": step.what, "who": step.who, "by": step.due_on}
    return tuple(name for name, value in stated.items() if not value)


def _stated(proposed: Proposed) -> dict[str, Any]:
    stated = {name: getattr(proposed, name) for name in Proposed.__slots__}
    return stated | {"what_0": proposed.steps[0].what if proposed.steps else None}


def _is_there(value: Any) -> bool:
    return bool(value.strip() if isinstance(value, str) else value)
