"""What happened to promises: new days, hand-overs, and those that were given up."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlmodel import Field, Session, col, select

from bot.domain.followups_changes import Kind
from bot.store.base import Row, UtcDateTime


class FollowUpStep(Row, table=True):
    """One step; steps are only ever added. `on_day` is the day it was where the promise belongs."""

    __tablename__ = "follow_up_step"

    id: int | None = Field(default=None, primary_key=True)
    follow_up_id: int = Field(foreign_key="follow_up.id", index=True)
    kind: str = Field(max_length=12)
    by: str = Field(max_length=20)
    at: datetime = Field(sa_type=UtcDateTime)
    on_day: date
    due_before: date | None = None
    due_after: date | None = None
    person: str | None = Field(default=None, max_length=20)
    reason: str | None = None


def of(session: Session, team_id: str, ids: Collection[int], kind: Kind) -> Sequence[FollowUpStep]:
    """Return the steps of one kind of some promises, in order."""
    chosen = select(FollowUpStep).where(FollowUpStep.team_id == team_id, col(FollowUpStep.follow_up_id).in_(ids))
    return session.exec(chosen.where(FollowUpStep.kind == kind).order_by(col(FollowUpStep.id))).all()


def get(session: Session, team_id: str, step_id: int) -> FollowUpStep | None:
    """Return a step of this workspace."""
    mine = select(FollowUpStep).where(FollowUpStep.team_id == team_id, FollowUpStep.id == step_id)
    return session.exec(mine).first()
