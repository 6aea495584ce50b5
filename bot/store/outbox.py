"""The rows of the outbox and the queries that claim them."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import JSON, ColumnElement, Index, UniqueConstraint, and_, exists, func, or_
from sqlalchemy.orm import aliased
from sqlmodel import Field, Session, col, select

from bot.domain.outbox import SETTLED, State
from bot.store.base import Row, UtcDateTime


class Outgoing(Row, table=True):
    """A message that is to be said, is being said, or was said."""

    __tablename__ = "outbox"
    __table_args__ = (UniqueConstraint("team_id", "key"), Index(None, "state", "due_at"))

    id: str = Field(default_factory=lambda: uuid4().hex, primary_key=True, max_length=32)
    key: str = Field(max_length=120)
    kind: str = Field(max_length=60)
    recipient: str = Field(max_length=20)
    refs: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    thread_key: str | None = Field(default=None, max_length=120)
    thread_ts: str | None = Field(default=None, max_length=32)
    after_key: str | None = Field(default=None, max_length=120)
    priority: int
    due_at: datetime = Field(sa_type=UtcDateTime)
    state: str = Field(default=State.DUE.value, max_length=12)
    reason: str | None = None
    attempts: int = 0
    uncertain: bool = False
    lease_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    first_tried_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    channel_id: str | None = Field(default=None, max_length=20)
    ts: str | None = Field(default=None, max_length=32)
    sent_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    wanted: int = 0
    shown: int = 0
    shown_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    refresh_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)
    created_at: datetime = Field(sa_type=UtcDateTime)


def by_key(session: Session, team_id: str, key: str) -> Outgoing | None:
    """Return the message with this business key, if it was ever planned."""
    return session.exec(select(Outgoing).where(Outgoing.team_id == team_id, Outgoing.key == key)).first()


def by_prefix(session: Session, team_id: str, prefix: str) -> Sequence[Outgoing]:
    """Return the messages whose business key starts with `prefix`, in the order they are due."""
    mine = select(Outgoing).where(Outgoing.team_id == team_id, col(Outgoing.key).startswith(prefix, autoescape=True))
    return session.exec(mine.order_by(col(Outgoing.due_at))).all()


def to_post(session: Session, now: datetime, limit: int, busy: Collection[str]) -> Sequence[Outgoing]:
    """Lock at most `limit` messages that may be posted now: the first in line of each recipient.

    Left out: what replies to or follows an unsettled message, recipients another worker is posting to, and `busy` ids.
    """
    line = func.row_number().over(
        partition_by=(col(Outgoing.team_id), col(Outgoing.recipient)),
        order_by=(col(Outgoing.priority), col(Outgoing.due_at), col(Outgoing.created_at), col(Outgoing.key)),
    )
    ready = and_(_ready(now), ~_waits_for_another(), ~_recipient_taken(now), col(Outgoing.id).not_in(busy))
    queue = select(col(Outgoing.id), line.label("place")).where(ready).subquery()
    first = select(queue.c.id).where(queue.c.place == 1)
    chosen = select(Outgoing).where(col(Outgoing.id).in_(first), _ready(now))
    chosen = chosen.order_by(col(Outgoing.priority), col(Outgoing.due_at)).limit(limit)
    return session.exec(chosen.with_for_update(skip_locked=True)).all()


def to_refresh(session: Session, now: datetime, limit: int, busy: Collection[str]) -> Sequence[Outgoing]:
    """Lock at most `limit` posted messages that show less than is known now."""
    stale = select(Outgoing).where(
        Outgoing.state == State.SENT,
        col(Outgoing.refresh_at) <= now,
        or_(col(Outgoing.lease_until).is_(None), col(Outgoing.lease_until) <= now),
        col(Outgoing.id).not_in(busy),
    )
    return session.exec(
        stale.order_by(col(Outgoing.refresh_at)).limit(limit).with_for_update(skip_locked=True)
    ).all()


def _ready(now: datetime) -> ColumnElement[bool]:
    due = and_(col(Outgoing.state) == State.DUE, col(Outgoing.due_at) <= now)
    abandoned = and_(col(Outgoing.state) == State.SENDING, col(Outgoing.lease_until) <= now)
    return or_(due, abandoned)


def _waits_for_another() -> ColumnElement[bool]:
    other = aliased(Outgoing)
    return exists().where(
        other.team_id == col(Outgoing.team_id),
        or_(other.key == col(Outgoing.thread_key), other.key == col(Outgoing.after_key)),
        col(other.state).not_in(SETTLED),
    )


def _recipient_taken(now: datetime) -> ColumnElement[bool]:
    other = aliased(Outgoing)
    return exists().where(
        other.team_id == col(Outgoing.team_id),
        other.recipient == col(Outgoing.recipient),
        other.state == State.SENDING,
        col(other.lease_until) > now,
    )
