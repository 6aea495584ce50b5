"""Whose turn it is: a worker takes what it may say now, for itself alone until the lease ends."""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session

from bot.domain.outbox import KEPT_FOR_ANSWERS, LEASE, LND, NO_ADDRESS, UNADDRESSED, Claimed, Priority, State
from bot.services import people
from bot.store import outbox as rows
from bot.store import outbox_claims as queries
from bot.store.outbox import Outgoing


def claim(session: Session, team_id: str, now: datetime, limit: int, busy: Collection[str] = ()) -> list[Claimed]:
    """Take messages of the workspace that are due, or stale, for this worker alone until the lease ends.

    The last places are kept free for answers to people who are waiting, and for what they see change.
    """
    queries.shorten_leases(session, team_id, now)
    open_to_all = limit - KEPT_FOR_ANSWERS
    posts = [
        _take(session, row, line, now)
        for place, (row, line) in enumerate(queries.to_post(session, team_id, now, limit, busy))
        if (place < open_to_all or row.priority == Priority.ANSWER) and _addressed(session, row, now)
    ]
    stale = queries.to_refresh(session, team_id, now, limit - len(posts), busy)
    return posts + [_take_refresh(row, now) for row in stale]


def _addressed(session: Session, row: Outgoing, now: datetime) -> bool:
    """Find out where the L&D team wants its messages; while it has no place, the message waits."""
    if row.recipient == LND and row.channel_id is None:
        row.channel_id = people.lnd_recipient(session, row.team_id)
    if row.recipient == LND and row.channel_id is None:
        row.due_at, row.reason = now + UNADDRESSED, NO_ADDRESS
        return False
    return True


def _take(session: Session, row: Outgoing, line: int, now: datetime) -> Claimed:
    if row.state == State.REMOVING:
        row.lease_until = now + LEASE
        return _claimed(row, row.lease_until, row.thread_ts, line)
    uncertain = row.uncertain or row.state == State.SENDING
    row.state, row.lease_until, row.uncertain = State.SENDING, now + LEASE, uncertain
    row.first_tried_at = row.first_tried_at or now
    parent = rows.by_key(session, row.team_id, row.thread_key) if row.thread_key else None
    return _claimed(row, row.lease_until, parent.ts if parent else row.thread_ts, line)


def _take_refresh(row: Outgoing, now: datetime) -> Claimed:
    row.lease_until = now + LEASE
    return _claimed(row, row.lease_until, row.thread_ts)


def _claimed(row: Outgoing, lease_until: datetime, thread_ts: str | None, line: int = 1) -> Claimed:
    return Claimed(
        id=row.id, team_id=row.team_id, key=row.key, kind=row.kind, to=row.channel_id or row.recipient, refs=row.refs,
        channel_id=row.channel_id, ts=row.ts, thread_ts=thread_ts, wanted=row.wanted, attempts=row.attempts,
        priority=Priority(row.priority), uncertain=row.uncertain, first_tried_at=row.first_tried_at,
        lease_until=lease_until, line=line, is_removal=row.state == State.REMOVING,
    )  # fmt: skip
