"""L&D's own promises, counted: the reliability that trust rests on."""

from collections import defaultdict
from datetime import datetime, timedelta
from typing import Final

from sqlmodel import Session

from bot.domain.followups_changes import Kind
from bot.domain.reliability import Commitment, Move, ReliabilityView, view
from bot.services import followups_days, people
from bot.store import followups, followups_steps
from bot.store.followups import FollowUp
from bot.store.followups_steps import FollowUpStep

LOOKED_BACK: Final = timedelta(days=366)


def of(session: Session, team_id: str, user_id: str, now: datetime) -> ReliabilityView:
    """Return how L&D kept what it promised for the last twelve months, to a partner. Raises Refused for others."""
    people.require_partner(session, team_id, user_id)
    today = people.today(session, team_id, user_id, now)
    rows = followups.of_lnd(session, team_id, today - LOOKED_BACK)
    moves: defaultdict[int, list[FollowUpStep]] = defaultdict(list)
    for step in followups_steps.of(session, team_id, [row.id or 0 for row in rows], Kind.MOVED):
        moves[step.follow_up_id].append(step)
    return view([_commitment(session, row, moves[row.id or 0]) for row in rows], today)


def _commitment(session: Session, row: FollowUp, steps: list[FollowUpStep]) -> Commitment:
    days = followups_days.of_promise(session, row)
    moved = [Move(each.on_day, each.due_before, each.due_after) for each in steps if each.due_before and each.due_after]
    assert row.due_on
    return Commitment(
        owner=row.answers, channel_id=row.channel_id, due_on=row.due_on,
        done_on=days.today(row.done_at) if row.done_at else None,
        given_up_on=days.today(row.given_up_at) if row.given_up_at else None, moves=tuple(moved),
    )  # fmt: skip
