"""The rows of the outbox and the queries that claim them."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import JSON, ColumnElement, Index, UniqueConstraint, and_, case, exists, func, or_, update
from sqlalchemy.orm import aliased
from sqlmodel import Field, Session, col, select

from bot.domain.outbox import LEASE, LEASE_LONGEST, SETTLED, UNREACHED, State
from bot.store.base import Row, UtcDateTime

WORKERS = 3


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


def own(session: Session, outgoing_id: str) -> Outgoing:
    """Return a message that this worker claimed, as it is now and locked; raises NoResultFound when it is gone."""
    return session.get_one(Outgoing, outgoing_id, with_for_update=True)


def at_place(session: Session, team_id: str, channel_id: str, ts: str) -> Outgoing | None:
    """Return the message that was posted in this channel with this ts."""
    posted = select(Outgoing).where(Outgoing.team_id == team_id, Outgoing.ts == ts, Outgoing.channel_id == channel_id)
    return session.exec(posted).first()


def planned(session: Session, team_id: str, kinds: Collection[str], limit: int) -> Sequence[Outgoing]:
    """Return messages of these kinds that nobody has begun to send, the next one first."""
    waiting = select(Outgoing).where(
        Outgoing.team_id == team_id, Outgoing.state == State.DUE, col(Outgoing.kind).in_(kinds)
    )
    return session.exec(waiting.order_by(col(Outgoing.due_at)).limit(limit)).all()


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


def shorten_leases(session: Session, team_id: str, now: datetime) -> None:
    """Have leases that end later than any lease can, since a clock was set back, end after one lease from `now`.

    Their messages may be on their way to Slack this very moment, so nobody takes them at once.
    """
    too_long = and_(col(Outgoing.team_id) == team_id, col(Outgoing.lease_until) > now + LEASE_LONGEST)
    session.execute(update(Outgoing).where(too_long).values(lease_until=now + LEASE))


def to_post(
    session: Session, team_id: str, now: datetime, limit: int, busy: Collection[str]
) -> Sequence[tuple[Outgoing, int]]:
    """Lock at most `limit` messages of the workspace that may be posted now.

    They are the first in line of each recipient, and the longest line comes first: a recipient takes one message a
    second, so the longest is the last to end. Each comes with the length of its line. Left out: what replies to or
    follows an unsettled message, recipients another worker is posting to, and `busy` ids.
    """
    lines = _first_in_line(session, team_id, now, limit * WORKERS, busy)
    if not lines:
        return []
    places = {first: place for place, first in enumerate(lines)}
    first = select(Outgoing).where(col(Outgoing.id).in_(lines), _ready(team_id, now))
    chosen = first.order_by(case(places, value=col(Outgoing.id))).limit(limit)
    rows = session.exec(chosen.with_for_update(skip_locked=True)).all()
    return [(row, lines[row.id]) for row in rows]


def _first_in_line(session: Session, team_id: str, now: datetime, limit: int, busy: Collection[str]) -> dict[str, int]:
    """Return the ids of the first messages for each recipient, the next one first, with the length of each line.

    The rows are locked by a second query: one for both is planned badly while the database knows no statistics.
    """
    place = func.row_number().over(
        partition_by=col(Outgoing.recipient),
        order_by=(col(Outgoing.priority), col(Outgoing.due_at), col(Outgoing.created_at), col(Outgoing.key)),
    )
    length = func.count().over(partition_by=col(Outgoing.recipient))
    free = and_(~_unsettled(Outgoing.thread_key), ~_unsettled(Outgoing.after_key), ~_recipient_taken(team_id, now))
    ready = and_(_ready(team_id, now), free, col(Outgoing.id).not_in(busy))
    all_ready = select(Outgoing.id, Outgoing.priority, Outgoing.due_at).where(ready)
    lines = all_ready.add_columns(place.label("place"), length.label("length")).subquery().c
    first = select(lines.id, lines.length).where(lines.place == 1)
    return dict(session.exec(first.order_by(lines.priority, lines.length.desc(), lines.due_at).limit(limit)).all())


def to_refresh(session: Session, team_id: str, now: datetime, limit: int, busy: Collection[str]) -> Sequence[Outgoing]:
    """Lock at most `limit` posted messages of the workspace that show less than is known now."""
    stale = select(Outgoing).where(
        Outgoing.team_id == team_id,
        col(Outgoing.ts).is_not(None),
        col(Outgoing.refresh_at) <= now,
        or_(col(Outgoing.lease_until).is_(None), col(Outgoing.lease_until) <= now),
        col(Outgoing.id).not_in(busy),
    )
    return session.exec(stale.order_by(col(Outgoing.refresh_at)).limit(limit).with_for_update(skip_locked=True)).all()


def _ready(team_id: str, now: datetime) -> ColumnElement[bool]:
    due = and_(col(Outgoing.state) == State.DUE, col(Outgoing.due_at) <= now)
    left = and_(col(Outgoing.state) == State.SENDING, col(Outgoing.lease_until) <= now)
    return and_(col(Outgoing.team_id) == team_id, or_(due, left))


def _unsettled(key: str | None) -> ColumnElement[bool]:
    """Say whether the message with this key is still to come; one key at a time, for only equality can be hashed."""
    other = aliased(Outgoing)
    return exists().where(
        col(other.team_id) == col(Outgoing.team_id), col(other.key) == col(key), col(other.state).not_in(SETTLED)
    )


def _recipient_taken(team_id: str, now: datetime) -> ColumnElement[bool]:
    other = aliased(Outgoing)
    taken = select(col(other.recipient)).where(
        col(other.team_id) == team_id, col(other.state) == State.SENDING, col(other.lease_until) > now
    )
    return col(Outgoing.recipient).in_(taken)
