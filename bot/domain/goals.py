"""Goals: what a department wants to reach, and what a form must say of it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from bot.domain.figures import WRITTEN_MAX, Figure, Unreadable, read

NAME_MAX: Final = 150
CURRENT_MAX: Final = 99
PAGE: Final = 25
LONGEST: Final = {"name": NAME_MAX, "unit": WRITTEN_MAX}


class Kind(StrEnum):
    """An objective is reached or not; a KPI is measured again and again."""

    OBJECTIVE = "objective"
    KPI = "kpi"


@dataclass(frozen=True, slots=True)
class Aim:
    """What somebody says of a goal: numbers as they are typed, a user id for the owner."""

    name: str | None = None
    kind: str | None = None
    unit: str | None = None
    baseline: str | None = None
    measured_on: date | None = None
    target: str | None = None
    due_on: date | None = None
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class Measures:
    """The numbers of a goal in their common unit, and the reason for each field that can't be read."""

    unit: str | None
    baseline: Figure | None
    target: Figure | None
    problems: dict[str, str]


@dataclass(frozen=True, slots=True)
class GoalView:
    """A goal as forms and messages show it; `measured_on` is the day of the baseline."""

    id: int
    channel_id: str
    name: str
    kind: Kind
    unit: str | None
    baseline: Figure | None
    measured_on: date | None
    target: Figure | None
    due_on: date | None
    owner: str | None
    retired: bool


@dataclass(frozen=True, slots=True)
class GoalPage:
    """At most PAGE goals of a department from the one at `start` on, all current or all retired.

    `total` counts those of this kind, `others` the rest; `may_change` is about whoever looks.
    """

    channel_id: str
    goals: tuple[GoalView, ...]
    retired: bool
    start: int
    total: int
    others: int
    may_change: bool

    @property
    def next_start(self) -> int:
        """Return where the next page begins; the first follows the last."""
        following = self.start + len(self.goals)
        return following if following < self.total else 0


def measures(aim: Aim) -> Measures:
    """Read the numbers; a unit that is written beside one of them holds for both where no other is given."""
    unit, found, unread = aim.unit, dict[str, Figure](), dict[str, str]()
    for field, text in (("baseline", aim.baseline), ("target", aim.target)):
        try:
            if text:
                found[field], unit = read(text, unit)
        except Unreadable as error:
            unread[field] = error.reason
    return Measures(unit, found.get("baseline"), found.get("target"), unread)


def problems(aim: Aim, today: date, due_before: date | None = None) -> dict[str, str]:
    """Return the reason for each field that needs another look.

    A goal may be due in the past only where it was so before, on `due_before`. The owner is not looked at here.
    """
    found = {field: "too_long" for field, most in LONGEST.items() if len(getattr(aim, field) or "") > most}
    found |= measures(aim).problems | dict.fromkeys(_missing(aim), "required")
    if aim.due_on and aim.due_on < today and aim.due_on != due_before:
        found["due_on"] = "in_the_past"
    if aim.measured_on and aim.measured_on > today:
        found["measured_on"] = "not_measured_yet"
    return found


def last_page(total: int) -> int:
    """Return where the last page of so many goals begins."""
    return max(0, total - 1) // PAGE * PAGE


def _missing(aim: Aim) -> list[str]:
    return [
        *(["name"] if not (aim.name or "").strip() else []),
        *(["kind"] if aim.kind not in set(Kind) else []),
        *(["target"] if aim.kind == Kind.KPI and not aim.target else []),
        *(["baseline"] if aim.measured_on and not aim.baseline else []),
    ]
