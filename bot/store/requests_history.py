"""What happened to training requests, step by step."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Field, Session, col, select

from bot.store.base import Row, UtcDateTime


class RequestStep(Row, table=True):
    """One step; `by` is None for the bot. Steps are only ever added."""

    __tablename__ = "request_step"

    id: int | None = Field(default=None, primary_key=True)
    request_id: int = Field(foreign_key="request.id", index=True)
    kind: str = Field(max_length=12)
    by: str | None = Field(default=None, max_length=20)
    note: str | None = None
    at: datetime = Field(sa_type=UtcDateTime)


def of_request(session: Session, team_id: str, request_id: int) -> Sequence[RequestStep]:
    """Return what happened to a request, in order."""
    mine = select(RequestStep).where(RequestStep.team_id == team_id, RequestStep.request_id == request_id)
    return session.exec(mine.order_by(col(RequestStep.id))).all()
