"""L&D's own promises, counted: the reliability that trust rests on."""

from datetime import datetime, timedelta
from typing import Final

from sqlmodel import Session

from bot.domain.calendar import Calendar
from bot.domain.reliability import Commitment, ReliabilityView, view
from bot.services import followups_days, followups_moves, people
from bot.services.followups_moves import Moves
from bot.store import followups
from bot.store.followups import FollowUp

LOOKED_BACK: Final = timedelta(days=366)


def of(session: Session, team_id: str, user_id: str, now: datetime) -> ReliabilityView:
    """Return how L&D kept what it promised for the last twelve months, to a partner. Raises Refused for others."""
    people.require_partner(session, team_id, user_id)
    today = people.today(session, team_id, user_id, now)
    rows = followups.of_lnd(session, team_id, today - LOOKED_BACK)
    moves = followups_moves.of(session, team_id, rows)
    days = followups_days.of_promises(session, rows)
    return view([_commitment(row, moves[row.id or 0], days[row.id or 0]) for row in rows], today)


def _commitment(row: FollowUp, moves: Moves, days: Calendar) -> Commitment:
    assert row.due_on
    return Commitment(
        owner=row.missed_by or row.answers, channel_id=row.channel_id, due_on=row.due_on,
        done_on=days.today(row.done_at) if row.done_at else None,
        given_up_on=days.today(row.given_up_at) if row.given_up_at else None, moves=moves,
    )  # fmt: skip
