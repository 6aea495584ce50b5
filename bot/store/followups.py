"""Follow-ups: who promised what by when, and whether it was done."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, func, or_
from sqlmodel import Field, Session, col, select

from bot.domain.followups import PAGE, Standing, Status
from bot.domain.meetings_points import Answer
from bot.store.base import Row, UtcDateTime
from bot.store.meetings_points import Point
from bot.store.people import Person


class FollowUp(Row, table=True):
    """A promise from a meeting, about a request, or by itself. `partner` is the L&D partner who looks after it.

    `is_lnd` says that it is L&D's own: its owner was a partner when they took it on, and its day had not passed for
    somebody else. `missed_by` is the partner who had it when its day passed, where somebody has taken it over since.
    `offered_to` was asked to take it over.
    `absence_key` is the business key of the message in which a partner heard that the owner is away or has left.
    """

    __tablename__ = "follow_up"

    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int | None = Field(default=None, foreign_key="meeting.id", index=True)
    request_id: int | None = Field(default=None, foreign_key="request.id", index=True)
    channel_id: str | None = Field(default=None, max_length=20)
    partner: str = Field(max_length=20, index=True)
    text: str
    owner: str | None = Field(default=None, max_length=20, index=True)
    owner_name: str | None = None
    due_on: date | None = None
    status: str = Field(default=Status.OPEN.value, max_length=12)
    done_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    snoozed_until: date | None = None
    help_asked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    given_up_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    offered_to: str | None = Field(default=None, max_length=20)
    absence_key: str | None = Field(default=None, max_length=120)
    is_lnd: bool = False
    missed_by: str | None = Field(default=None, max_length=20)
    created_by: str | None = Field(default=None, max_length=20)
    created_at: datetime = Field(sa_type=UtcDateTime)

    @property
    def answers(self) -> str:
        """Return who answers for it: the owner, or the partner in place of somebody without an account here."""
        return self.owner or self.partner


def get(session: Session, team_id: str, follow_up_id: int) -> FollowUp | None:
    """Return a follow-up of this workspace."""
    mine = select(FollowUp).where(FollowUp.team_id == team_id, FollowUp.id == follow_up_id)
    return session.exec(mine).first()


def of_meeting(session: Session, team_id: str, meeting_id: int) -> Sequence[FollowUp]:
    """Return what was promised in a meeting, in the order of the notes, after what it carries along."""
    carried = select(Point.follow_up_id).where(Point.meeting_id == meeting_id, Point.answer == Answer.STILL_OPEN)
    theirs = or_(col(FollowUp.meeting_id) == meeting_id, col(FollowUp.id).in_(carried))
    mine = select(FollowUp).where(FollowUp.team_id == team_id, theirs)
    return session.exec(mine.order_by(col(FollowUp.id))).all()


def of_request(session: Session, team_id: str, request_id: int) -> Sequence[FollowUp]:
    """Return what was promised about a request, in order."""
    mine = select(FollowUp).where(FollowUp.team_id == team_id, FollowUp.request_id == request_id)
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


def listed(
    session: Session, team_id: str, of: ColumnElement[bool], standing: Standing, today: date, start: int
) -> Sequence[FollowUp]:
    """Return a page of the follow-ups `of` somebody: the earliest due first, of settled ones the latest."""
    mine = select(FollowUp).where(FollowUp.team_id == team_id, of, _stands(standing, today))
    due = (col(FollowUp.due_on).is_(None), col(FollowUp.due_on), col(FollowUp.id))
    ended = (func.coalesce(col(FollowUp.done_at), col(FollowUp.given_up_at)).desc(), col(FollowUp.id).desc())
    order = ended if standing == Standing.DONE else due
    return session.exec(mine.order_by(*order).offset(start).limit(PAGE)).all()


def count(session: Session, team_id: str, of: ColumnElement[bool], standing: Standing, today: date) -> int:
    """Return how many follow-ups `of` somebody there are."""
    mine = select(func.count()).select_from(FollowUp)
    return session.exec(mine.where(FollowUp.team_id == team_id, of, _stands(standing, today))).one()


def mine(user_id: str) -> ColumnElement[bool]:
    """Pick what this person answers for."""
    return _answers_for(user_id)


def at_home_in(channel_id: str) -> ColumnElement[bool]:
    """Pick what belongs to the department whose home is this channel."""
    return col(FollowUp.channel_id) == channel_id


def everybodys() -> ColumnElement[bool]:
    """Pick everything."""
    return col(FollowUp.id).is_not(None)


def open_of_absent(session: Session, team_id: str, now: datetime) -> Sequence[FollowUp]:
    """Return the open promises whose owner has left, or is away at `now` as their status says."""
    away = and_(col(Person.is_away), or_(col(Person.away_until).is_(None), col(Person.away_until) > now))
    gone = or_(col(Person.has_left), away)
    same = and_(col(Person.team_id) == col(FollowUp.team_id), col(Person.user_id) == col(FollowUp.owner))
    absent = (
        select(FollowUp).join(Person, same).where(FollowUp.team_id == team_id, FollowUp.status == Status.OPEN, gone)
    )
    return session.exec(absent.order_by(col(FollowUp.id))).all()


def told_of_absence(session: Session, team_id: str) -> Sequence[FollowUp]:
    """Return the open promises of whose owner's absence a partner heard."""
    told = select(FollowUp).where(FollowUp.team_id == team_id, col(FollowUp.absence_key).is_not(None))
    return session.exec(told.where(FollowUp.status == Status.OPEN)).all()


def open_without_partner(session: Session, team_id: str) -> Sequence[FollowUp]:
    """Return the open promises that somebody looks after who has left."""
    same = and_(col(Person.team_id) == col(FollowUp.team_id), col(Person.user_id) == col(FollowUp.partner))
    left = select(FollowUp).join(Person, same).where(FollowUp.team_id == team_id, FollowUp.status == Status.OPEN)
    return session.exec(left.where(col(Person.has_left)).order_by(col(FollowUp.id))).all()


def of_lnd(session: Session, team_id: str, since: date) -> Sequence[FollowUp]:
    """Return L&D's own promises that are due on `since` or later, those too that L&D missed and others took over."""
    own = or_(col(FollowUp.is_lnd), col(FollowUp.missed_by).is_not(None))
    due = select(FollowUp).where(FollowUp.team_id == team_id, own, col(FollowUp.due_on) >= since)
    return session.exec(due.order_by(col(FollowUp.due_on), col(FollowUp.id))).all()


def _stands(standing: Standing, today: date) -> ColumnElement[bool]:
    is_open = col(FollowUp.status) == Status.OPEN
    if standing == Standing.LATE:
        return and_(is_open, col(FollowUp.due_on) < today)
    return is_open if standing == Standing.OPEN else ~is_open


def _answers_for(user_id: str) -> ColumnElement[bool]:
    unowned = (col(FollowUp.owner).is_(None)) & (col(FollowUp.partner) == user_id)
    return or_(col(FollowUp.owner) == user_id, unowned)
