"""Open points of an earlier meeting, and what a partner says of them in the draft of the next one."""

from collections.abc import Sequence

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Session, col, select

from bot.domain.meetings import Status
from bot.domain.meetings_points import Answer
from bot.store.base import Row
from bot.store.meetings import Meeting


class Point(Row, table=True):
    """An open follow-up that was looked at again in a meeting: it is carried along, or it is done."""

    __tablename__ = "meeting_point"
    __table_args__ = (UniqueConstraint("meeting_id", "follow_up_id"),)

    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    follow_up_id: int = Field(foreign_key="follow_up.id", index=True)
    answer: str = Field(max_length=12)


def of_meeting(session: Session, team_id: str, meeting_id: int) -> Sequence[Point]:
    """Return what was said of open points in a meeting, in the order it was said."""
    mine = select(Point).where(Point.team_id == team_id, Point.meeting_id == meeting_id)
    return session.exec(mine.order_by(col(Point.id))).all()


def heard_in(session: Session, team_id: str, follow_up_id: int, answer: Answer) -> Sequence[Meeting]:
    """Return the confirmed meetings in which that was said of a follow-up, the one confirmed first at the beginning."""
    heard = select(Meeting).join(Point, col(Point.meeting_id) == col(Meeting.id))
    mine = heard.where(Point.team_id == team_id, Point.follow_up_id == follow_up_id, Point.answer == answer)
    held = mine.where(Meeting.status == Status.CONFIRMED)
    return session.exec(held.order_by(col(Meeting.confirmed_at), col(Meeting.id))).all()
