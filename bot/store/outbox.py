"""The rows of the outbox, and the queries that find them."""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cache
from typing import Any
from uuid import uuid4

from sqlalchemy import (
    JSON,
    Index,
    UniqueConstraint,
    and_,
    bindparam,
    or_,
)
from sqlmodel import Field, Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from bot.domain.outbox import UNREACHED, State
from bot.store.base import Row, UtcDateTime


class Outgoing(Row, table=True):
    """A message that is to be said, is being said, or was said."""

    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("team_id", "key"),
        Index(None, "team_id", "state", "due_at"),
        Index(None, "team_id", "refresh_at"),
        Index(None, "team_id", "lease_until"),
        Index(None, "ts"),
    )

    id: str = Field(default_factory=lambda: uuid4().hex, primary_key=True, max_length=32)
    key: str = Field(max_length=120)
    kind: str = Field(max_length=60)
    recipient: str = Field(max_length=20)
    refs: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    thread_key: str | None = Field(default=None, max_length=120)
    thread_ts: str | None = Field(default=None, max_length=32)
    after_key: str | None = Field(default=None, max_length=120)
    shown_key: str | None = Field(default=None, max_length=120)
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
    refresh_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    created_at: datetime = Field(sa_type=UtcDateTime)


def by_key(session: Session, team_id: str, key: str) -> Outgoing | None:
    """Return the message with this business key, if it was ever planned."""
    return session.exec(select(Outgoing).where(Outgoing.team_id == team_id, Outgoing.key == key)).first()


def locked(session: Session, team_id: str, key: str) -> Outgoing | None:
    """Return the message with this business key as it is now; nobody else changes it before the transaction ends."""
    mine = select(Outgoing).where(Outgoing.team_id == team_id, Outgoing.key == key).with_for_update()
    return session.exec(mine.execution_options(populate_existing=True)).first()


def is_shown_anew(session: Session, team_id: str, key: str, by: datetime) -> bool:
    """Say whether this message will be brought up to date by then, and nobody has begun to."""
    return session.exec(_shown_anew(), params={"team_id": team_id, "key": key, "by": by}).first() is not None


@cache
def _shown_anew() -> SelectOfScalar[str]:
    waits = and_(col(Outgoing.lease_until).is_(None), col(Outgoing.refresh_at) <= bindparam("by"))
    mine = select(Outgoing.id).where(Outgoing.team_id == bindparam("team_id"), Outgoing.key == bindparam("key"))
    return mine.where(Outgoing.state == State.SENT, waits)


def own(session: Session, outgoing_id: str) -> Outgoing:
    """Return a message that this worker claimed, as it is now and locked; raises NoResultFound when it is gone."""
    return session.get_one(Outgoing, outgoing_id, with_for_update=True)


def at_place(session: Session, team_id: str, channel_id: str, ts: str) -> Outgoing | None:
    """Return the message that was posted in this channel with this ts."""
    posted = select(Outgoing).where(Outgoing.team_id == team_id, Outgoing.ts == ts, Outgoing.channel_id == channel_id)
    return session.exec(posted).first()


def planned(session: Session, team_id: str, kinds: Collection[str], limit: int) -> Sequence[Outgoing]:
    """Return messages of these kinds that nobody has begun to send, the next one first."""
    return _next(session, team_id, kinds, (State.DUE,), limit)


def unsaid(session: Session, team_id: str, kinds: Collection[str], limit: int) -> Sequence[Outgoing]:
    """Return messages of these kinds that are not in Slack yet, the next one first, also while they are looked at."""
    return _next(session, team_id, kinds, (State.DUE, State.SENDING), limit)


def _next(
    session: Session, team_id: str, kinds: Collection[str], states: Collection[State], limit: int
) -> Sequence[Outgoing]:
    mine = select(Outgoing).where(Outgoing.team_id == team_id, col(Outgoing.state).in_(states))
    return session.exec(mine.where(col(Outgoing.kind).in_(kinds)).order_by(col(Outgoing.due_at)).limit(limit)).all()


def steerable(
    session: Session, team_id: str, kinds: Collection[str], now: datetime, sent_since: datetime
) -> Sequence[Outgoing]:
    """Return messages of these kinds that are still to come, were called off, or were said or taken back lately.

    Of those called off only the ones that were to come after `now`.
    """
    mine = select(Outgoing).where(Outgoing.team_id == team_id, col(Outgoing.kind).in_(kinds))
    still = col(Outgoing.state).in_((State.DUE, State.REMOVING))
    lately = and_(col(Outgoing.state) == State.SENT, col(Outgoing.sent_at) > sent_since)
    called_off = and_(col(Outgoing.state) == State.CANCELLED, col(Outgoing.due_at) > now)
    found = mine.where(or_(still, lately, called_off))
    return session.exec(found.order_by(col(Outgoing.due_at), col(Outgoing.key))).all()


def waiting(session: Session, team_id: str, recipient: str) -> Sequence[Outgoing]:
    """Return the messages to a recipient that nobody has begun to send."""
    mine = select(Outgoing).where(Outgoing.team_id == team_id, Outgoing.recipient == recipient)
    return session.exec(mine.where(Outgoing.state == State.DUE)).all()


def unreached(session: Session, team_id: str, channel_id: str) -> Sequence[Outgoing]:
    """Return the messages that were not said in a channel because the bot was not there."""
    there = or_(col(Outgoing.recipient) == channel_id, col(Outgoing.channel_id) == channel_id)
    given_up = col(Outgoing.state).in_((State.CANCELLED, State.DEAD))
    mine = select(Outgoing).where(Outgoing.team_id == team_id, there, given_up)
    return session.exec(mine.where(col(Outgoing.reason).in_(UNREACHED))).all()


def is_overtaken(session: Session, team_id: str, key: str, series: str, now: datetime) -> bool:
    """Say whether a later message of the same series (keys that start alike and end in a date) is due as well."""
    later = select(Outgoing.id).where(
        Outgoing.team_id == team_id,
        col(Outgoing.key).startswith(series, autoescape=True),
        col(Outgoing.key) > key,
        Outgoing.state == State.DUE,
        col(Outgoing.due_at) <= now,
    )
    return session.exec(later).first() is not None


def posted_since(session: Session, team_id: str, key: str) -> Sequence[str]:
    """Return the keys of the posted messages of one series (keys that start alike and end in a date), from `key` on."""
    series = key.removesuffix(key.rpartition(":")[2])
    mine = select(Outgoing.key).where(Outgoing.team_id == team_id, col(Outgoing.ts).is_not(None))
    return session.exec(mine.where(col(Outgoing.key).startswith(series, autoescape=True), Outgoing.key >= key)).all()


def posted_like(session: Session, team_id: str, beginning: str) -> Sequence[str]:
    """Return the keys of the posted messages whose keys begin like this."""
    mine = select(Outgoing.key).where(Outgoing.team_id == team_id, col(Outgoing.ts).is_not(None))
    return session.exec(mine.where(col(Outgoing.key).startswith(beginning, autoescape=True))).all()
