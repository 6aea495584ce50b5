"""The days of promises as they were agreed, and which of them passed."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session

from bot.domain.followups import Status
from bot.domain.followups_changes import Kind
from bot.domain.reliability import Move, agreed_on
from bot.services import followups_days
from bot.store import followups_steps
from bot.store.followups import FollowUp

Moves = tuple[Move, ...]


def of(session: Session, team_id: str, rows: Sequence[FollowUp]) -> defaultdict[int, Moves]:
    """Return the new days that promises were given, in order, by follow-up."""
    found: defaultdict[int, Moves] = defaultdict(tuple)
    for step in followups_steps.of(session, team_id, [row.id or 0 for row in rows], Kind.MOVED):
        if step.due_before and step.due_after:
            found[step.follow_up_id] += (Move(step.on_day, step.due_before, step.due_after),)
    return found


def missed_on(session: Session, row: FollowUp, now: datetime) -> date | None:
    """Return the agreed day that an open promise was not kept by; None while there is none."""
    today = followups_days.of_promise(session, row).today(now)
    return missed(row, of(session, row.team_id, [row])[row.id or 0], today)


def last_missed(session: Session, row: FollowUp) -> date | None:
    """Return the last day of a promise that had passed when it was given its next one; None while there is none."""
    moves = of(session, row.team_id, [row])[row.id or 0]
    return max((move.before for move in moves if move.on > move.before), default=None)


def missed(row: FollowUp, moves: Moves, today: date) -> date | None:
    """Return the agreed day that a promise with these moves was not kept by, on its local day `today`."""
    if row.status != Status.OPEN or row.due_on is None:
        return None
    agreed = agreed_on(row.due_on, moves)
    return agreed if agreed < today else None
