"""Planning messages, and what became of each: the states of the outbox."""

from datetime import datetime

from sqlmodel import Session

from bot.domain.outbox import (
    LEASE,
    NO_ADDRESS,
    REFRESH_GAP,
    SETTLE,
    Claimed,
    Post,
    State,
    retry_at,
)
from bot.services import people
from bot.store import outbox
from bot.store.outbox import Outgoing


def plan(session: Session, team_id: str, post: Post, due_at: datetime, now: datetime) -> None:
    """Plan `post` for `due_at`. A key that was planned before stays as it is."""
    if outbox.by_key(session, team_id, post.key):
        return
    session.add(
        Outgoing(
            team_id=team_id, key=post.key, kind=post.kind, recipient=post.to, refs=post.refs, thread_key=post.thread,
            thread_ts=post.thread_ts, after_key=post.after, shown_key=post.shown_in, priority=post.priority,
            due_at=due_at, created_at=now,
        )
    )  # fmt: skip
    session.flush()
    session.info["planned"] = True


def refresh(session: Session, team_id: str, key: str, now: datetime) -> None:
    """Have the message brought up to date; posted messages are updated once a second at most.

    What was said to somebody who has left stays as they read it.
    """
    if outbox.is_shown_anew(session, team_id, key, now + REFRESH_GAP):
        return
    row = outbox.locked(session, team_id, key)
    if row is None or row.state not in (State.SENT, State.SENDING) or people.has_left(session, team_id, row.recipient):
        return
    soon = max(now, (row.shown_at or now) + REFRESH_GAP)
    row.wanted += 1
    if row.state == State.SENT:
        row.refresh_at = min(row.refresh_at or soon, soon)
        session.info["planned"] = session.info.get("planned") or row.refresh_at <= now


def reschedule(session: Session, team_id: str, key: str, due_at: datetime) -> None:
    """Move a message that nobody has begun to send to `due_at`."""
    row = outbox.locked(session, team_id, key)
    if row and row.state == State.DUE:
        row.due_at = due_at
        session.info["planned"] = True


def bring_forward(session: Session, team_id: str, key: str, due_at: datetime) -> None:
    """Move a message that nobody has begun to send to `due_at` if that is earlier."""
    row = outbox.locked(session, team_id, key)
    if row and row.due_at > due_at:
        reschedule(session, team_id, key, due_at)


def refresh_message(session: Session, team_id: str, channel_id: str, ts: str, now: datetime) -> None:
    """Have the message that stands in this place brought up to date, if it is one of ours."""
    if row := outbox.at_place(session, team_id, channel_id, ts):
        refresh(session, team_id, row.key, now)


def cancel(session: Session, team_id: str, key: str, reason: str) -> None:
    """Call off a message that nobody has begun to send."""
    row = outbox.locked(session, team_id, key)
    if row and row.state == State.DUE:
        row.state, row.reason = State.CANCELLED, reason


def restore(session: Session, team_id: str, key: str, due_at: datetime) -> None:
    """Plan a message that was called off again, for `due_at`."""
    row = outbox.locked(session, team_id, key)
    if row and row.state == State.CANCELLED and row.ts is None:
        row.state, row.reason, row.due_at = State.DUE, None, due_at
        session.info["planned"] = True


def withdraw(session: Session, team_id: str, key: str, now: datetime) -> None:
    """Have a posted message taken out of Slack; then it waits to be said again, as its wording decides when."""
    row = outbox.locked(session, team_id, key)
    if row and row.state == State.SENT and row.ts:
        row.state, row.due_at, row.refresh_at, row.reason = State.REMOVING, now, None, None
        session.info["planned"] = True


def wake(session: Session, team_id: str, recipient: str, now: datetime) -> None:
    """Have everything that waited for an address of `recipient` said now."""
    for row in outbox.waiting(session, team_id, recipient):
        if row.reason == NO_ADDRESS:
            row.due_at, row.reason = now, None
            session.info["planned"] = True


def sent(
    session: Session, claimed: Claimed, channel_id: str, ts: str, now: datetime, until: datetime | None = None
) -> None:
    """Note that the message stands in Slack; what changed meanwhile is shown next, and at `until` what holds then."""
    if (row := _still_own(session, claimed)) is None:
        return
    row.lease_until, row.shown_at, row.shown = None, now, max(row.shown, claimed.wanted)
    if row.state == State.REMOVING:
        return
    is_new = row.sent_at is None
    row.state, row.channel_id, row.ts, row.uncertain, row.reason = State.SENT, channel_id, ts, False, None
    row.sent_at = row.sent_at or now
    row.refresh_at = now + REFRESH_GAP if row.wanted > row.shown else until
    if is_new:
        _show_elsewhere(session, row, now)


def removed(session: Session, claimed: Claimed, now: datetime) -> None:
    """Note that the message is out of Slack: it is due again, as if it had never been said."""
    if (row := _still_own(session, claimed)) is None:
        return
    row.state, row.due_at, row.lease_until, row.attempts = State.DUE, now, None, 0
    row.ts = row.sent_at = row.shown_at = row.first_tried_at = row.reason = None
    row.wanted = row.shown = 0
    _show_elsewhere(session, row, now)


def again(session: Session, claimed: Claimed, due_at: datetime, reason: str) -> None:
    """Put the message back until `due_at`: Slack refused it for now, and this time it was surely not posted."""
    if (row := _still_own(session, claimed)) is None:
        return
    row.attempts += 1
    row.lease_until, row.reason = None, reason
    if claimed.is_refresh:
        row.refresh_at = due_at if row.state == State.SENT else None
    elif claimed.is_removal:
        row.due_at = due_at
    elif row.uncertain:
        row.lease_until = due_at
    else:
        row.state, row.due_at = State.DUE, due_at


def give_back(session: Session, claimed: Claimed) -> None:
    """End the lease: this worker stops before it began, and the next one takes the message at once.

    What may be there since an earlier try stays in doubt, so that nobody calls it off.
    """
    if (row := _still_own(session, claimed)) is None:
        return
    row.lease_until = claimed.lease_until - LEASE if row.uncertain else None
    if row.state == State.SENDING and not row.uncertain:
        row.state = State.DUE
    session.info["planned"] = True


def hold(session: Session, claimed: Claimed, until: datetime) -> None:
    """Put the message back until the aware moment `until`: its time has not come."""
    if row := _still_own(session, claimed):
        row.state, row.due_at, row.lease_until = State.DUE, until, None


def doubt(session: Session, claimed: Claimed, reason: str, now: datetime) -> None:
    """Note that the message may be there: before any second post the channel is searched for it."""
    if (row := _still_own(session, claimed)) is None:
        return
    row.attempts += 1
    row.uncertain, row.reason = not claimed.is_removal, reason
    row.lease_until = max(retry_at(now, row.attempts), now + SETTLE)


def close(session: Session, claimed: Claimed, state: State, reason: str) -> None:
    """End the message in a terminal `state` with its `reason`; one that stands in Slack stays as it is there."""
    if (row := _still_own(session, claimed)) is None:
        return
    row.reason, row.lease_until, row.refresh_at = reason, None, None
    if claimed.is_removal:
        row.state = State.SENT
        _show_elsewhere(session, row, claimed.lease_until - LEASE)
    elif not claimed.is_refresh:
        row.state = state


def _show_elsewhere(session: Session, row: Outgoing, now: datetime) -> None:
    if row.shown_key:
        refresh(session, row.team_id, row.shown_key, now)


def _still_own(session: Session, claimed: Claimed) -> Outgoing | None:
    """Return the row, locked; None when its lease ended and another worker has taken it since."""
    row = outbox.own(session, claimed.id)
    return row if row.lease_until == claimed.lease_until else None
