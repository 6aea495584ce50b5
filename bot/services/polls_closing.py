"""The end of a poll: at its time, by hand, or because nobody ever saw it."""

from collections import Counter
from datetime import datetime

from sqlmodel import Session

from bot.domain.errors import Refused
from bot.domain.outbox import UNREACHED, Post, State
from bot.domain.polls import may_split, poll_key, refused_key
from bot.failpoints import Point, reach
from bot.services import outbox, people
from bot.store import outbox as timetable
from bot.store import polls
from bot.store.polls import Poll

SEEN = frozenset({State.SENT, State.SENDING, State.UNKNOWN})


def close_now(session: Session, team_id: str, user_id: str, poll_id: int, now: datetime) -> None:
    """Close a poll before its time. Raises Refused for closed ones and for all but owner and partners."""
    people.require_member(session, team_id, user_id)
    poll = polls.get(session, team_id, poll_id)
    if poll is None:
        raise Refused("gone")
    if poll.owner != user_id and not people.is_partner(session, team_id, user_id):
        raise Refused("poll_owner_only", owner=people.name(session, team_id, poll.owner))
    if poll.closed_at:
        raise Refused("poll_closed_before")
    _close(session, poll, user_id, now)


def close_due(session: Session, team_id: str, now: datetime) -> int:
    """Close what is due at `now`, and tell the owners of polls that Slack refused; return how many were closed."""
    closing = polls.due(session, team_id, now)
    for poll in closing:
        _close(session, poll, None, now)
    for poll, reason in polls.refused(session, team_id):
        refs = {"poll": poll.id, "may_invite": reason in UNREACHED and reason != "is_archived"}
        post = Post(refused_key(poll.id or 0), "polls.refused", poll.owner, refs)
        outbox.plan(session, team_id, post, now, now)
    return len(closing)


def _close(session: Session, poll: Poll, closed_by: str | None, now: datetime) -> None:
    message = timetable.by_key(session, poll.team_id, poll_key(poll.id or 0))
    _end(session, poll, closed_by, now)
    reach(Point.POLL_CLOSING)
    if message and message.state in SEEN:
        _show_result(session, poll, now)
    elif message and message.state != State.CANCELLED:
        _tell_owner(session, poll, now)


def _end(session: Session, poll: Poll, closed_by: str | None, now: datetime) -> None:
    poll.closed_at, poll.closed_by = now, closed_by
    if poll.is_confidential:
        poll.tally = _tally(session, poll)
        poll.secret = None
        polls.forget_votes(session, poll.team_id, poll.id or 0)


def _tally(session: Session, poll: Poll) -> list[int] | None:
    """Count what was answered; too few answers leave nothing behind, or turnout would give them away."""
    votes = polls.votes(session, poll.team_id, poll.id or 0)
    if not may_split(len(votes)):
        return None
    counted = Counter(position for _, chosen in votes for position in chosen)
    return [counted[position] for position in range(len(poll.options))]


def _show_result(session: Session, poll: Poll, now: datetime) -> None:
    key, refs = poll_key(poll.id or 0), {"poll": poll.id}
    outbox.refresh(session, poll.team_id, key, now)
    thread = poll.thread_key or key
    reply = Post(f"{key}:result", "polls.result", poll.channel_id, refs, thread=thread, after=key)
    outbox.plan(session, poll.team_id, reply, now, now)


def _tell_owner(session: Session, poll: Poll, now: datetime) -> None:
    key = poll_key(poll.id or 0)
    outbox.cancel(session, poll.team_id, key, "closed before it was posted")
    post = Post(f"{key}:too_late", "polls.too_late", poll.owner, {"poll": poll.id})
    outbox.plan(session, poll.team_id, post, now, now)
