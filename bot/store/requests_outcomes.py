"""What was decided about training requests: each outcome, its charter, and who agreed to it."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import UniqueConstraint, func
from sqlmodel import Field, Session, col, select

from bot.store.base import Row, UtcDateTime


class RequestOutcome(Row, table=True):
    """A decision; a later one replaces it, and all are kept. `problem` and `measure` belong to its charter."""

    __tablename__ = "request_outcome"

    id: int | None = Field(default=None, primary_key=True)
    request_id: int = Field(foreign_key="request.id", index=True)
    outcome: str = Field(max_length=12)
    reason: str | None = None
    support: str | None = None
    challenge: str | None = None
    override: str | None = None
    resource_id: int | None = Field(default=None, foreign_key="resource.id")
    mentor_id: int | None = Field(default=None, foreign_key="mentor.id")
    advice: str | None = None
    owner: str | None = Field(default=None, max_length=20)
    due_on: date | None = None
    deferred_until: date | None = None
    offered: str | None = None
    problem: str | None = None
    measure: str | None = None
    decided_by: str = Field(max_length=20)
    decided_at: datetime = Field(sa_type=UtcDateTime)


class CharterLine(Row, table=True):
    """Who does what by when, in the order of the charter."""

    __tablename__ = "request_charter_line"

    id: int | None = Field(default=None, primary_key=True)
    outcome_id: int = Field(foreign_key="request_outcome.id", index=True)
    what: str
    who: str = Field(max_length=20)
    due_on: date


class Agreement(Row, table=True):
    """Somebody agreed to a charter."""

    __tablename__ = "request_agreement"
    __table_args__ = (UniqueConstraint("outcome_id", "user_id"),)

    id: int | None = Field(default=None, primary_key=True)
    outcome_id: int = Field(foreign_key="request_outcome.id")
    user_id: str = Field(max_length=20)
    agreed_at: datetime = Field(sa_type=UtcDateTime)


def get(session: Session, team_id: str, outcome_id: int) -> RequestOutcome | None:
    """Return an outcome of this workspace."""
    mine = select(RequestOutcome).where(RequestOutcome.team_id == team_id, RequestOutcome.id == outcome_id)
    return session.exec(mine).first()


def latest(session: Session, team_id: str, request_id: int) -> RequestOutcome | None:
    """Return the decision that holds for a request, if there is one."""
    mine = select(RequestOutcome).where(RequestOutcome.team_id == team_id, RequestOutcome.request_id == request_id)
    return session.exec(mine.order_by(col(RequestOutcome.id).desc())).first()


def lines(session: Session, team_id: str, outcome_id: int) -> Sequence[CharterLine]:
    """Return who does what by when."""
    mine = select(CharterLine).where(CharterLine.team_id == team_id, CharterLine.outcome_id == outcome_id)
    return session.exec(mine.order_by(col(CharterLine.id))).all()


def agreements(session: Session, team_id: str, outcome_id: int) -> Sequence[Agreement]:
    """Return who agreed to a charter, in the order of time."""
    mine = select(Agreement).where(Agreement.team_id == team_id, Agreement.outcome_id == outcome_id)
    return session.exec(mine.order_by(col(Agreement.id))).all()


def overrides(session: Session, team_id: str) -> int:
    """Return how many decisions went another way than the analysis showed, or without one."""
    counted = select(func.count()).select_from(RequestOutcome).where(
        RequestOutcome.team_id == team_id, col(RequestOutcome.override).is_not(None)
    )  # fmt: skip
    return session.exec(counted).one()
