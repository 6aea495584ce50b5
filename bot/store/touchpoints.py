"""What partners and teams make of touchpoints: words around the lists, approval, voices, replies and consent."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field, Session, col, select

from bot.domain.touchpoints import Touchpoint
from bot.store.base import Row, UtcDateTime


class Steered(Row, table=True):
    """A touchpoint as its partner wants it; its message is a row of the outbox.

    `planned_at` is when the timetable or the partner wants it said, of an acknowledgement at the latest. One with
    `needs_word`, as after an undo, waits for a partner's word whatever the settings say. `left_out` names lines of its
    lists: `takeaway:3`.
    """

    __tablename__ = "touchpoint"
    __table_args__ = (UniqueConstraint("meeting_id", "which"),)

    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id")
    which: str = Field(max_length=20)
    planned_at: datetime = Field(sa_type=UtcDateTime)
    is_postponed: bool = False
    needs_word: bool = False
    approved_by: str | None = Field(default=None, max_length=20)
    intro: str | None = None
    left_out: list[Any] = Field(default_factory=list, sa_type=JSON)


class PlanVoice(Row, table=True):
    """What one person says to an action plan; `clicked_at` as Slack writes it: of two clicks the later one counts."""

    __tablename__ = "plan_voice"

    meeting_id: int = Field(foreign_key="meeting.id", primary_key=True)
    user_id: str = Field(primary_key=True, max_length=20)
    voice: str = Field(max_length=12)
    clicked_at: str = Field(max_length=32)


class PlanAdjustment(Row, table=True):
    """What somebody would adjust in an action plan, in their words."""

    __tablename__ = "plan_adjustment"

    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    user_id: str = Field(max_length=20)
    words: str


class PlanReply(Row, table=True):
    """Somebody replied under an action plan, at `ts`; what they said stays in Slack."""

    __tablename__ = "plan_reply"

    meeting_id: int = Field(foreign_key="meeting.id", primary_key=True)
    ts: str = Field(primary_key=True, max_length=32)
    user_id: str = Field(max_length=20)
    is_partner: bool


class Contributor(Row, table=True):
    """Whether somebody may be named in an acknowledgement; None until they say so."""

    meeting_id: int = Field(foreign_key="meeting.id", primary_key=True)
    user_id: str = Field(primary_key=True, max_length=20)
    may_be_named: bool | None = None


def steered(session: Session, team_id: str, meeting_id: int, which: Touchpoint) -> Steered | None:
    """Return what is settled of a touchpoint of this workspace."""
    mine = select(Steered).where(Steered.team_id == team_id, Steered.meeting_id == meeting_id)
    return session.exec(mine.where(Steered.which == which)).first()


def some_need_word(session: Session, team_id: str) -> bool:
    """Say whether a touchpoint waits for a partner's word whatever the settings say."""
    mine = select(Steered.id).where(Steered.team_id == team_id, col(Steered.needs_word))
    return session.exec(mine).first() is not None


def voice_of(session: Session, meeting_id: int, user_id: str) -> PlanVoice | None:
    """Return what this person says to the plan, if they said anything."""
    return session.get(PlanVoice, (meeting_id, user_id))


def voices(session: Session, meeting_id: int) -> Sequence[PlanVoice]:
    """Return what people say to the plan."""
    return session.exec(select(PlanVoice).where(PlanVoice.meeting_id == meeting_id)).all()


def adjustment(session: Session, team_id: str, adjustment_id: int) -> PlanAdjustment | None:
    """Return what somebody would adjust."""
    mine = select(PlanAdjustment).where(PlanAdjustment.team_id == team_id, PlanAdjustment.id == adjustment_id)
    return session.exec(mine).first()


def replies(session: Session, meeting_id: int) -> Sequence[PlanReply]:
    """Return who replied under the plan, the first one first."""
    return session.exec(select(PlanReply).where(PlanReply.meeting_id == meeting_id).order_by(col(PlanReply.ts))).all()


def reply_at(session: Session, meeting_id: int, ts: str) -> PlanReply | None:
    """Return the reply that was posted with this ts, if it is known."""
    return session.get(PlanReply, (meeting_id, ts))


def contributor(session: Session, meeting_id: int, user_id: str) -> Contributor | None:
    """Return what this person said about being named, None where they were not asked."""
    return session.get(Contributor, (meeting_id, user_id))


def contributors(session: Session, meeting_id: int) -> Sequence[Contributor]:
    """Return who was asked about being named."""
    return session.exec(select(Contributor).where(Contributor.meeting_id == meeting_id)).all()
