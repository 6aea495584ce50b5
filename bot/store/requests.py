"""Training requests: who brought what, where it stands, and who looks after it."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import UniqueConstraint, func, update
from sqlmodel import Field, Session, col, select

from bot.domain.requests import OPEN, Status
from bot.store.base import Row, UtcDateTime
from bot.store.settings import Workspace


class TrainingRequest(Row, table=True):
    """A need a manager brought. `source` names the message it was captured from: `channel:ts`.

    `problem` holds the requester's own words, `reframed` the partner's; `lead_id` names the request that this one is
    worked on together with.
    """

    __tablename__ = "request"
    __table_args__ = (UniqueConstraint("team_id", "number"), UniqueConstraint("team_id", "source"))

    id: int | None = Field(default=None, primary_key=True)
    number: int
    requester: str = Field(max_length=20, index=True)
    channel_id: str | None = Field(default=None, max_length=20, index=True)
    source: str | None = Field(default=None, max_length=60)
    permalink: str | None = None
    problem: str
    desired: str | None = None
    audience: str | None = None
    evidence: str | None = None
    goal: str | None = None
    goal_id: int | None = Field(default=None, foreign_key="goal.id")
    no_goal: str | None = None
    needed_by: date | None = None
    tried: str | None = None
    is_crisis: bool = False
    reframed: str | None = None
    cause: str | None = Field(default=None, max_length=12)
    status: str = Field(default=Status.NEW.value, max_length=12)
    outcome: str | None = Field(default=None, max_length=12)
    partner: str | None = Field(default=None, max_length=20)
    lead_id: int | None = Field(default=None, foreign_key="request.id", index=True)
    deferred_until: date | None = None
    answer_by: datetime = Field(sa_type=UtcDateTime)
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    created_at: datetime = Field(sa_type=UtcDateTime)


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


def joined(session: Session, team_id: str, request_id: int) -> Sequence[TrainingRequest]:
    """Return the requests that are worked on together under this one, in order."""
    mine = select(TrainingRequest).where(TrainingRequest.team_id == team_id, TrainingRequest.lead_id == request_id)
    return session.exec(mine.order_by(col(TrainingRequest.number))).all()


def some(session: Session, team_id: str, ids: Collection[int] | None) -> Sequence[TrainingRequest]:
    """Return these requests of a workspace in order, or all of them."""
    mine = select(TrainingRequest).where(TrainingRequest.team_id == team_id)
    wanted = mine if ids is None else mine.where(col(TrainingRequest.id).in_(ids))
    return session.exec(wanted.order_by(col(TrainingRequest.number))).all()


def deferred(session: Session, team_id: str) -> Sequence[TrainingRequest]:
    """Return the requests that were put off to a day, in order."""
    mine = select(TrainingRequest).where(TrainingRequest.team_id == team_id, TrainingRequest.status == Status.DEFERRED)
    return session.exec(mine.order_by(col(TrainingRequest.number))).all()


def load_of(session: Session, team_id: str, user_ids: Sequence[str]) -> dict[str, int]:
    """Return how many open requests each of these partners looks after."""
    counted = select(TrainingRequest.partner, func.count()).where(
        TrainingRequest.team_id == team_id, col(TrainingRequest.status).in_(OPEN)
    )
    counts = dict(session.exec(counted.group_by(col(TrainingRequest.partner))).all())
    return {user: counts.get(user, 0) for user in user_ids}
