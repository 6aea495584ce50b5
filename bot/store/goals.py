"""Goals: what a department wants to reach."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Field, Session, col, select

from bot.store.base import Row, UtcDateTime


class Goal(Row, table=True):
    """A goal of the department at home in a channel.

    `baseline` and `target` are as somebody wrote them; the numbers beside them are decimal texts, which every
    database keeps exactly.
    """

    id: int | None = Field(default=None, primary_key=True)
    channel_id: str = Field(max_length=20, index=True)
    name: str
    kind: str = Field(max_length=10)
    unit: str | None = None
    baseline: str | None = None
    baseline_number: str | None = None
    measured_on: date | None = None
    target: str | None = None
    target_number: str | None = None
    due_on: date | None = None
    owner: str | None = Field(default=None, max_length=20)
    created_by: str = Field(max_length=20)
    created_at: datetime = Field(sa_type=UtcDateTime)
    retired_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


def get(session: Session, team_id: str, goal_id: int) -> Goal | None:
    """Return a goal of this workspace."""
    return session.exec(select(Goal).where(Goal.team_id == team_id, Goal.id == goal_id)).first()


def of_channel(session: Session, team_id: str, channel_id: str, *, retired: bool = False) -> Sequence[Goal]:
    """Return the current goals of a channel's department, or the retired ones, in the order of the alphabet."""
    end = col(Goal.retired_at)
    mine = select(Goal).where(Goal.team_id == team_id, Goal.channel_id == channel_id)
    found = session.exec(mine.where(end.is_not(None) if retired else end.is_(None))).all()
    return sorted(found, key=lambda goal: (goal.name.casefold(), goal.id or 0))
