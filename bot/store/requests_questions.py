"""The questions that were asked about training requests, and the answers."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Field, Session, col, select

from bot.domain.requests import OPEN
from bot.store.base import Row, UtcDateTime
from bot.store.requests import TrainingRequest


class Question(Row, table=True):
    """A question put to a requester; `slug` names it in the question flow, `asked_by` is None for the bot."""

    __tablename__ = "request_question"

    id: int | None = Field(default=None, primary_key=True)
    request_id: int = Field(foreign_key="request.id", index=True)
    batch: int
    slug: str | None = Field(default=None, max_length=60)
    asked_by: str | None = Field(default=None, max_length=20)
    question: str
    why: str | None = None
    choice: str | None = Field(default=None, max_length=60)
    answer: str | None = None
    answered_by: str | None = Field(default=None, max_length=20)
    asked_at: datetime = Field(sa_type=UtcDateTime)
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    skipped_at: datetime | None = Field(default=None, sa_type=UtcDateTime)

    @property
    def is_open(self) -> bool:
        """Say whether it still waits for an answer."""
        return self.answered_at is None and self.skipped_at is None


def of_request(session: Session, team_id: str, request_id: int) -> Sequence[Question]:
    """Return what was asked about a request, in order."""
    mine = select(Question).where(Question.team_id == team_id, Question.request_id == request_id)
    return session.exec(mine.order_by(col(Question.id))).all()


def of_requests(session: Session, team_id: str, request_ids: Sequence[int]) -> Sequence[Question]:
    """Return what was asked about several requests, in order."""
    mine = select(Question).where(Question.team_id == team_id, col(Question.request_id).in_(request_ids))
    return session.exec(mine.order_by(col(Question.id))).all()


def get(session: Session, team_id: str, question_id: int) -> Question | None:
    """Return one question of this workspace."""
    return session.exec(select(Question).where(Question.team_id == team_id, Question.id == question_id)).first()


def waiting_for(session: Session, team_id: str, user_id: str) -> Sequence[Question]:
    """Return the questions about open requests that wait for this person's answer, in order."""
    mine = select(Question).join(TrainingRequest, col(TrainingRequest.id) == Question.request_id)
    mine = mine.where(Question.team_id == team_id, TrainingRequest.requester == user_id)
    waiting = mine.where(col(Question.answered_at).is_(None), col(Question.skipped_at).is_(None))
    return session.exec(waiting.where(col(TrainingRequest.status).in_(OPEN)).order_by(col(Question.id))).all()


def asked_before(session: Session, team_id: str, status: str, moment: datetime) -> Sequence[Question]:
    """Return open questions about requests of this status that were put before a moment, in order."""
    mine = select(Question).join(TrainingRequest, col(TrainingRequest.id) == Question.request_id)
    mine = mine.where(Question.team_id == team_id, TrainingRequest.status == status, Question.asked_at < moment)
    waiting = mine.where(col(Question.answered_at).is_(None), col(Question.skipped_at).is_(None))
    return session.exec(waiting.order_by(col(Question.id))).all()
