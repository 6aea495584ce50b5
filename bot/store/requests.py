"""Training requests, the questions asked about them, and what was decided."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import UniqueConstraint, update
from sqlmodel import Field, Session, col, select

from bot.domain.requests import OPEN, Status
from bot.store.base import Row, UtcDateTime
from bot.store.settings import Workspace


class TrainingRequest(Row, table=True):
    """A need a manager brought. `source` names the message it was captured from: `channel:ts`."""

    __tablename__ = "request"
    __table_args__ = (UniqueConstraint("team_id", "number"), UniqueConstraint("team_id", "source"))

    id: int | None = Field(default=None, primary_key=True)
    number: int
    requester: str = Field(max_length=20, index=True)
    channel_id: str | None = Field(default=None, max_length=20)
    source: str | None = Field(default=None, max_length=60)
    permalink: str | None = None
    problem: str
    desired: str | None = None
    audience: str | None = None
    evidence: str | None = None
    goal: str | None = None
    needed_by: date | None = None
    tried: str | None = None
    status: str = Field(default=Status.NEW.value, max_length=12)
    partner: str | None = Field(default=None, max_length=20)
    reason: str | None = None
    decided_by: str | None = Field(default=None, max_length=20)
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    answer_by: datetime = Field(sa_type=UtcDateTime)
    created_at: datetime = Field(sa_type=UtcDateTime)


class Question(Row, table=True):
    """A question that a partner asked the requester, and the answer once it came."""

    __tablename__ = "request_question"

    id: int | None = Field(default=None, primary_key=True)
    request_id: int = Field(foreign_key="request.id", index=True)
    asked_by: str = Field(max_length=20)
    question: str
    answer: str | None = None
    asked_at: datetime = Field(sa_type=UtcDateTime)
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


def next_number(session: Session, team_id: str) -> int:
    """Take the workspace's next request number; two at once never get the same."""
    take = update(Workspace).where(col(Workspace.team_id) == team_id).values(next_request=Workspace.next_request + 1)
    return int(session.execute(take.returning(col(Workspace.next_request))).scalar_one()) - 1


def of_source(session: Session, team_id: str, source: str) -> TrainingRequest | None:
    """Return the request that was captured from this message, if it was."""
    mine = select(TrainingRequest).where(TrainingRequest.team_id == team_id, TrainingRequest.source == source)
    return session.exec(mine).first()


def get(session: Session, team_id: str, request_id: int) -> TrainingRequest | None:
    """Return a request of this workspace."""
    mine = select(TrainingRequest).where(TrainingRequest.team_id == team_id, TrainingRequest.id == request_id)
    return session.exec(mine).first()


def of_requester(session: Session, team_id: str, user_id: str, limit: int) -> Sequence[TrainingRequest]:
    """Return a person's latest requests, newest first."""
    mine = select(TrainingRequest).where(TrainingRequest.team_id == team_id, TrainingRequest.requester == user_id)
    return session.exec(mine.order_by(col(TrainingRequest.number).desc()).limit(limit)).all()


def undecided(session: Session, team_id: str, limit: int) -> Sequence[TrainingRequest]:
    """Return the requests that wait for L&D, the longest waiting first."""
    waiting = select(TrainingRequest).where(TrainingRequest.team_id == team_id, col(TrainingRequest.status).in_(OPEN))
    return session.exec(waiting.order_by(col(TrainingRequest.number)).limit(limit)).all()


def questions(session: Session, request_id: int) -> Sequence[Question]:
    """Return what was asked about a request, in order."""
    return session.exec(select(Question).where(Question.request_id == request_id).order_by(col(Question.id))).all()


def question(session: Session, team_id: str, question_id: int) -> Question | None:
    """Return one question of this workspace."""
    return session.exec(select(Question).where(Question.team_id == team_id, Question.id == question_id)).first()


def unanswered_by(session: Session, team_id: str, user_id: str) -> Sequence[Question]:
    """Return the questions that wait for this person's answer, the latest first."""
    mine = select(Question).join(TrainingRequest, col(TrainingRequest.id) == Question.request_id)
    mine = mine.where(Question.team_id == team_id, TrainingRequest.requester == user_id)
    return session.exec(mine.where(col(Question.answered_at).is_(None)).order_by(col(Question.id).desc())).all()
