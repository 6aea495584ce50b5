"""How reliable L&D is: each promise with a day is counted once, when it is known what became of it."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVar

SHOWN_FROM = 3
GRACE = timedelta(weeks=4)
K = TypeVar("K", bound=Hashable)


class Verdict(StrEnum):
    """What became of a promise."""

    KEPT = "kept"
    RENEGOTIATED = "renegotiated"
    LATE = "late"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Move:
    """A new day for a promise, agreed `on` a day; `before` is the one that held until then."""

    on: date
    before: date
    after: date


@dataclass(frozen=True, slots=True)
class Commitment:
    """A promise of L&D's: `due_on` is the day that stands now, `moves` are in the order in which they were agreed."""

    owner: str
    channel_id: str | None
    due_on: date
    done_on: date | None = None
    given_up_on: date | None = None
    moves: tuple[Move, ...] = ()

    @property
    def first_due_on(self) -> date:
        """Return the day that was promised at first."""
        return self.moves[0].before if self.moves else self.due_on

    @property
    def agreed_on(self) -> date:
        """Return the day that it is judged by: a new one counts only where the old one had not passed."""
        return agreed_on(self.due_on, self.moves)

    @property
    def counts_on(self) -> date:
        """Return the day in whose month and quarter it is counted: when it ended, at the latest its agreed day."""
        return min(day for day in (self.agreed_on, self.done_on, self.given_up_on) if day)


def agreed_on(due_on: date, moves: Sequence[Move]) -> date:
    """Return the day that holds of a promise which is due on a day now: of late moves the one that had passed."""
    late = next((move.before for move in moves if move.on > move.before), None)
    return late or due_on


@dataclass(frozen=True, slots=True)
class Tally:
    """How many promises were kept on time, renegotiated and then kept, late, and broken."""

    kept: int = 0
    renegotiated: int = 0
    late: int = 0
    broken: int = 0

    @property
    def total(self) -> int:
        """Return how many were counted."""
        return self.kept + self.renegotiated + self.late + self.broken

    @property
    def is_shown(self) -> bool:
        """Say whether there are enough of them to say anything."""
        return self.total >= SHOWN_FROM


@dataclass(frozen=True, slots=True)
class ReliabilityView:
    """L&D's promises in all, and by partner (a user id), department (a channel), month and quarter."""

    overall: Tally
    partners: tuple[tuple[str, Tally], ...] = ()
    departments: tuple[tuple[str, Tally], ...] = ()
    months: tuple[tuple[date, Tally], ...] = ()
    quarters: tuple[tuple[date, Tally], ...] = ()


def verdict(commitment: Commitment, today: date) -> Verdict | None:
    """Return what became of a promise by `today`; None while its day is still to come."""
    if commitment.given_up_on:
        return Verdict.BROKEN
    agreed = commitment.agreed_on
    if commitment.done_on is None:
        return None if agreed >= today else Verdict.LATE if today <= agreed + GRACE else Verdict.BROKEN
    if commitment.done_on > agreed:
        return Verdict.LATE
    return Verdict.KEPT if commitment.done_on <= commitment.first_due_on else Verdict.RENEGOTIATED


def tally(commitments: Iterable[Commitment], today: date) -> Tally:
    """Count each promise once, by what became of it."""
    found = [verdict(each, today) for each in commitments]
    return Tally(*(found.count(each) for each in Verdict))


def tallies(
    commitments: Iterable[Commitment], group: Callable[[Commitment], K | None], today: date
) -> tuple[tuple[K, Tally], ...]:
    """Count the promises of each group, in the order of its first; those without a group are left out."""
    groups: dict[K, list[Commitment]] = {}
    for each in commitments:
        if (name := group(each)) is not None:
            groups.setdefault(name, []).append(each)
    return tuple((name, tally(members, today)) for name, members in groups.items())


def view(commitments: Iterable[Commitment], today: date) -> ReliabilityView:
    """Count promises in every way that is shown; months and quarters are in the order of time."""
    counted = sorted((each for each in commitments if verdict(each, today)), key=lambda each: each.counts_on)
    return ReliabilityView(
        overall=tally(counted, today),
        partners=_largest_first(tallies(counted, lambda each: each.owner, today)),
        departments=_largest_first(tallies(counted, lambda each: each.channel_id, today)),
        months=tallies(counted, lambda each: month(each.counts_on), today),
        quarters=tallies(counted, lambda each: quarter(each.counts_on), today),
    )


def month(day: date) -> date:
    """Return the first day of the month."""
    return day.replace(day=1)


def quarter(day: date) -> date:
    """Return the first day of the quarter."""
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)


def _largest_first(found: tuple[tuple[K, Tally], ...]) -> tuple[tuple[K, Tally], ...]:
    return tuple(sorted(found, key=lambda entry: -entry[1].total))
