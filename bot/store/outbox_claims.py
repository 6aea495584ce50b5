"""Whose turn it is: the queries by which a worker claims what it may say now."""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Integer,
    Select,
    and_,
    bindparam,
    case,
    exists,
    func,
    or_,
    update,
)
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from bot.domain.outbox import LEASE, LEASE_LONGEST, SETTLED, State
from bot.store.outbox import Outgoing

WORKERS = 3


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
    values = {"team_id": team_id, "now": now, "most": limit, "busy": list(busy)}
    return {row.id: row.length for row in session.execute(_firsts(), values)}


@cache
def _firsts() -> Select[tuple[str, int]]:
    """Return the question for the first in line, which takes longer to be put than to be answered."""
    place = func.row_number().over(
        partition_by=col(Outgoing.recipient),
        order_by=(col(Outgoing.priority), col(Outgoing.due_at), col(Outgoing.created_at), col(Outgoing.key)),
    )
    length = func.count().over(partition_by=col(Outgoing.recipient))
    team_id: BindParameter[str] = bindparam("team_id")
    now: BindParameter[datetime] = bindparam("now")
    busy: BindParameter[list[str]] = bindparam("busy", expanding=True)
    its_turn = and_(~_unsettled(Outgoing.thread_key), ~_unsettled(Outgoing.after_key))
    free = and_(or_(its_turn, col(Outgoing.state) == State.REMOVING), ~_recipient_taken(team_id, now))
    ready = and_(_ready(team_id, now), free, col(Outgoing.id).not_in(busy))
    all_ready = select(Outgoing.id, Outgoing.priority, Outgoing.due_at).where(ready)
    lines = all_ready.add_columns(place.label("place"), length.label("length")).subquery().c
    first = select(lines.id, lines.length).where(lines.place == 1)
    return first.order_by(lines.priority, lines.length.desc(), lines.due_at).limit(bindparam("most", type_=Integer))


def to_refresh(session: Session, team_id: str, now: datetime, limit: int, busy: Collection[str]) -> Sequence[Outgoing]:
    """Lock at most `limit` posted messages of the workspace that show less than is known now."""
    stale = select(Outgoing).where(
        Outgoing.team_id == team_id,
        Outgoing.state == State.SENT,
        col(Outgoing.ts).is_not(None),
        col(Outgoing.refresh_at) <= now,
        or_(col(Outgoing.lease_until).is_(None), col(Outgoing.lease_until) <= now),
        col(Outgoing.id).not_in(busy),
    )
    return session.exec(stale.order_by(col(Outgoing.refresh_at)).limit(limit).with_for_update(skip_locked=True)).all()


def _ready(team_id: str | BindParameter[str], now: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    """Say whether a message may be said, or taken away, now: not while another worker still shows it anew."""
    free = or_(col(Outgoing.lease_until).is_(None), col(Outgoing.lease_until) <= now)
    due = and_(col(Outgoing.state).in_((State.DUE, State.REMOVING)), col(Outgoing.due_at) <= now, free)
    left = and_(col(Outgoing.state) == State.SENDING, col(Outgoing.lease_until) <= now)
    return and_(col(Outgoing.team_id) == team_id, or_(due, left))


def _unsettled(key: str | None) -> ColumnElement[bool]:
    """Say whether the message with this key is still to come; looked up row by row, and only where there is a key.

    As a join it is planned badly while PostgreSQL knows no statistics: every row is compared with every other.
    """
    other = aliased(Outgoing)
    to_come = exists().where(
        col(other.team_id) == col(Outgoing.team_id), col(other.key) == col(key), col(other.state).not_in(SETTLED)
    )
    return and_(col(key).is_not(None), to_come)


def _recipient_taken(team_id: BindParameter[str], now: BindParameter[datetime]) -> ColumnElement[bool]:
    other = aliased(Outgoing)
    taken = select(col(other.recipient)).where(
        col(other.team_id) == team_id, col(other.state) == State.SENDING, col(other.lease_until) > now
    )
    return col(Outgoing.recipient).in_(taken)
