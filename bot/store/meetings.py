"""Meetings with their notes, and what was learned and given there."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, Session, col, select

from bot.domain.meetings import Status
from bot.store.base import Row, UtcDateTime


class Meeting(Row, table=True):
    """A meeting that a partner took notes of.

    `source` names the message they came in, or the root of its thread: `channel:ts`; `in_thread` says that all of the
    thread are the notes. `attached` is what its files hold. `revision` counts what changed them since they were read.
    """

    __table_args__ = (UniqueConstraint("team_id", "source"), Index(None, "team_id", "channel_id", "met_on"))

    id: int | None = Field(default=None, primary_key=True)
    channel_id: str = Field(max_length=20)
    partner: str = Field(max_length=20, index=True)
    source: str | None = Field(default=None, max_length=60)
    notes: str
    attached: str | None = None
    in_thread: bool = False
    revision: int = 0
    met_on: date
    next_on: date | None = None
    status: str = Field(default=Status.DRAFT.value, max_length=12)
    poll_id: int | None = Field(default=None, foreign_key="poll.id")
    confirmed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    created_at: datetime = Field(sa_type=UtcDateTime)


class Learned(Row, table=True):
    """A takeaway of a confirmed meeting."""

    __tablename__ = "takeaway"

    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    text: str
    said_by: str | None = None


class Given(Row, table=True):
    """What a named person gave to a confirmed meeting."""

    __tablename__ = "contribution"

    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    who: str
    gave: str


def get(session: Session, team_id: str, meeting_id: int) -> Meeting | None:
    """Return a meeting of this workspace."""
    return session.exec(select(Meeting).where(Meeting.team_id == team_id, Meeting.id == meeting_id)).first()


def of_poll(session: Session, team_id: str, poll_id: int) -> Meeting | None:
    """Return the meeting whose action plan asks this poll."""
    return session.exec(select(Meeting).where(Meeting.team_id == team_id, Meeting.poll_id == poll_id)).first()


def of_source(session: Session, team_id: str, source: str) -> Meeting | None:
    """Return the meeting whose notes came in this message, if they did."""
    return session.exec(select(Meeting).where(Meeting.team_id == team_id, Meeting.source == source)).first()


def drafts_of(session: Session, team_id: str, partner: str) -> Sequence[Meeting]:
    """Return what a partner noted and did not confirm yet, the latest first."""
    mine = select(Meeting).where(Meeting.team_id == team_id, Meeting.partner == partner)
    return session.exec(mine.where(Meeting.status == Status.DRAFT).order_by(col(Meeting.id).desc())).all()


def draft_on(session: Session, team_id: str, channel_id: str, day: date) -> Meeting | None:
    """Return the latest draft of a meeting that a channel's department held on a local day."""
    there = select(Meeting).where(Meeting.team_id == team_id, Meeting.channel_id == channel_id, Meeting.met_on == day)
    return session.exec(there.where(Meeting.status == Status.DRAFT).order_by(col(Meeting.id).desc())).first()


def last_confirmed(session: Session, team_id: str, channel_id: str, besides: int) -> Meeting | None:
    """Return the channel's latest confirmed meeting, other than one."""
    there = select(Meeting).where(Meeting.team_id == team_id, Meeting.channel_id == channel_id)
    held = there.where(Meeting.status == Status.CONFIRMED, Meeting.id != besides)
    return session.exec(held.order_by(col(Meeting.met_on).desc(), col(Meeting.id).desc())).first()


def takeaways(session: Session, meeting_id: int) -> Sequence[Learned]:
    """Return what was learned in a meeting, in the order of the notes."""
    return session.exec(select(Learned).where(Learned.meeting_id == meeting_id).order_by(col(Learned.id))).all()


def contributions(session: Session, meeting_id: int) -> Sequence[Given]:
    """Return what people gave to a meeting, in the order of the notes."""
    return session.exec(select(Given).where(Given.meeting_id == meeting_id).order_by(col(Given.id))).all()
