"""Follow-ups: who promised what by when, and whether it was done."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, or_
from sqlmodel import Field, Session, col, select

from bot.domain.followups import Status
from bot.store.base import Row, UtcDateTime


class FollowUp(Row, table=True):
    """A promise from a meeting. `partner` is the L&D partner who looks after it."""

    __tablename__ = "follow_up"

    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    channel_id: str = Field(max_length=20)
    partner: str = Field(max_length=20, index=True)
    text: str
    owner: str | None = Field(default=None, max_length=20, index=True)
    owner_name: str | None = None
    due_on: date | None = None
    status: str = Field(default=Status.OPEN.value, max_length=12)
    done_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    snoozed_until: date | None = None
    help_asked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    created_at: datetime = Field(sa_type=UtcDateTime)


def get(session: Session, team_id: str, follow_up_id: int) -> FollowUp | None:
    """Return a follow-up of this workspace."""
    mine = select(FollowUp).where(FollowUp.team_id == team_id, FollowUp.id == follow_up_id)
    return session.exec(mine).first()


def of_meeting(session: Session, team_id: str, meeting_id: int) -> Sequence[FollowUp]:
    """Return what was promised in a meeting, in the order of the notes."""
    mine = select(FollowUp).where(FollowUp.team_id == team_id, FollowUp.meeting_id == meeting_id)
    return session.exec(mine.order_by(col(FollowUp.id))).all()


def of_owner(session: Session, team_id: str, user_id: str) -> Sequence[FollowUp]:
    """Return what this person answers for, the earliest due first.

    That is what they promised, and for partners what somebody without an account here promised.
    """
    mine = select(FollowUp).where(FollowUp.team_id == team_id, _answers_for(user_id))
    return session.exec(mine.order_by(col(FollowUp.due_on).is_(None), col(FollowUp.due_on), col(FollowUp.id))).all()


def due_before(session: Session, team_id: str, partner: str, day: date) -> Sequence[FollowUp]:
    """Return the promises that a partner looks after and that were due before `day`, the kept ones too."""
    mine = select(FollowUp).where(FollowUp.team_id == team_id, FollowUp.partner == partner, col(FollowUp.due_on) < day)
    return session.exec(mine.order_by(col(FollowUp.due_on), col(FollowUp.id))).all()


def _answers_for(user_id: str) -> ColumnElement[bool]:
    unowned = (col(FollowUp.owner).is_(None)) & (col(FollowUp.partner) == user_id)
    return or_(col(FollowUp.owner) == user_id, unowned)
