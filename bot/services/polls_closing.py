"""The end of a poll: at its time, by hand, or because nobody ever saw it."""

import logging
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Final

from sqlmodel import Session

from bot.domain.errors import Refused
from bot.domain.outbox import BOT_IS_AWAY, LND, UNREACHED, Post, State
from bot.domain.polls import Mode, poll_key, refused_key
from bot.domain.polls_results import Count, Ending, counted, remarks
from bot.failpoints import Point, reach
from bot.keys import Keys
from bot.services import outbox, people
from bot.services.polls_sheets import KeyLost, ballots
from bot.store import outbox as timetable
from bot.store import polls
from bot.store import polls_sheets as stored
from bot.store.polls import Poll

log = logging.getLogger(__name__)
SEEN: Final = frozenset({State.SENT, State.SENDING, State.UNKNOWN})
OUT_OF_SIGHT: Final = frozenset({Ending.MESSAGE_DELETED, Ending.CHANNEL_GONE})
FOR_ANOTHER_BOT: Final = timedelta(hours=1)


def close_now(session: Session, keys: Keys, team_id: str, user_id: str, poll_id: int, now: datetime) -> None:
    """Close a poll before its time. Raises Refused for closed ones and for all but owner and partners."""
    poll = of_owner(session, team_id, user_id, poll_id)
    if poll.closed_at:
        raise Refused("poll_closed_before")
    try:
        end(session, keys, poll, Ending.BY_HAND, now, closed_by=user_id)
    except KeyLost:
        raise Refused("poll_key_lost") from None


def of_owner(session: Session, team_id: str, user_id: str, poll_id: int) -> Poll:
    """Return a poll to whoever asked it, or to an L&D partner.

    Raises Refused('gone'), Refused('members_only') and Refused('poll_owner_only').
    """
    people.require_member(session, team_id, user_id)
    poll = polls.get(session, team_id, poll_id)
    if poll is None:
        raise Refused("gone")
    if poll.owner != user_id and not people.is_partner(session, team_id, user_id):
        raise Refused("poll_owner_only", owner=people.name(session, team_id, poll.owner))
    return poll


def close_due(session: Session, keys: Keys, team_id: str, now: datetime) -> int:
    """Close what is due at `now`, and tell the owners of polls that Slack refused; return how many were closed."""
    closed = sum(_close_in_time(session, keys, poll, now) for poll in polls.due(session, team_id, now))
    for poll, reason in polls.refused(session, team_id):
        refs = {"poll": poll.id, "may_invite": reason in UNREACHED and reason != "is_archived"}
        post = Post(refused_key(poll.id or 0), "polls.refused", poll.owner, refs)
        outbox.plan(session, team_id, post, now, now)
    return closed


def _close_in_time(session: Session, keys: Keys, poll: Poll, now: datetime) -> bool:
    """Close a poll whose time is over. Where its key is not here, another bot may have it: it gets an hour."""
    try:
        end(session, keys, poll, Ending.TIME, now)
    except KeyLost:
        if now < (poll.closes_at or now) + FOR_ANOTHER_BOT:
            return False
        end(session, keys, poll, Ending.KEY_LOST, now)
    return True


def end(session: Session, keys: Keys, poll: Poll, ending: Ending, now: datetime, closed_by: str | None = None) -> None:
    """Close a poll, and have its result shown where people saw it asked; with its key lost there is none.

    Raises KeyLost, with nothing changed, where the ending does not say so already.
    """
    if ending == Ending.KEY_LOST:
        log.error("the key of poll %s is lost, and its answers with it", poll.id)
        _give_up_counts(session, poll)
    elif Mode(poll.mode).is_secret:
        _leave_counts(session, keys, poll)
    else:
        ballots(session, keys, poll).forget_drafts()
    poll.closed_at, poll.closed_by, poll.ending = now, closed_by, ending.value
    reach(Point.POLL_CLOSING)
    message = timetable.by_key(session, poll.team_id, poll_key(poll.id or 0))
    if ending in OUT_OF_SIGHT:
        _send_result(session, poll, now)
    elif message and message.state in SEEN:
        _show_result(session, poll, now)
    elif message and (message.state != State.CANCELLED or message.reason == BOT_IS_AWAY):
        _tell_owner(session, poll, now)


def keys_to_destroy(session: Session, team_id: str) -> list[str]:
    """Return the names of the keys whose polls are closed for good: to be read where that is committed."""
    return [poll.lock for poll in polls.unlocked(session, team_id) if poll.lock]


def keys_destroyed(session: Session, team_id: str, names: list[str]) -> None:
    """Note that these keys are gone."""
    for poll in polls.unlocked(session, team_id):
        if poll.lock in names:
            poll.lock = None


def _leave_counts(session: Session, keys: Keys, poll: Poll) -> None:
    """Leave nothing of the answers but their counts. Raises KeyLost, and then nothing is changed."""
    sheets = ballots(session, keys, poll)
    every = [sheet for _, sheet in sheets.every()]
    poll.counts = [asdict(counted(place, each, every, is_secret=True)) for place, each in enumerate(sheets.asked)]
    poll.comments = remarks(every, is_secret=True) if poll.has_comments else None
    poll.answers = len(every)
    stored.forget_answers(session, poll.team_id, poll.id or 0)


def _give_up_counts(session: Session, poll: Poll) -> None:
    poll.counts = [asdict(Count(0)) for _ in poll.questions]
    poll.answers = stored.cast_answers(session, poll.team_id, poll.id or 0)
    stored.forget_answers(session, poll.team_id, poll.id or 0)


def _show_result(session: Session, poll: Poll, now: datetime) -> None:
    key, refs = poll_key(poll.id or 0), {"poll": poll.id}
    outbox.refresh(session, poll.team_id, key, now)
    thread = poll.thread_key or key
    poll.is_untold = True
    again = f":{now.timestamp():.0f}" if timetable.by_key(session, poll.team_id, f"{key}:result") else ""
    reply = Post(f"{key}:result{again}", "polls.result", poll.channel_id, refs, thread=thread, after=key)
    outbox.plan(session, poll.team_id, reply, now, now)


def _send_result(session: Session, poll: Poll, now: datetime) -> None:
    """Have the owner, or in their absence L&D, hear in private how a poll ended that nobody can see any more."""
    owner = poll.owner if people.is_there(session, poll.team_id, poll.owner) else LND
    post = Post(f"{poll_key(poll.id or 0)}:ended", "polls_life.ended", owner, {"poll": poll.id})
    outbox.plan(session, poll.team_id, post, now, now)


def _tell_owner(session: Session, poll: Poll, now: datetime) -> None:
    key = poll_key(poll.id or 0)
    outbox.cancel(session, poll.team_id, key, "closed before it was posted")
    post = Post(f"{key}:too_late", "polls.too_late", poll.owner, {"poll": poll.id})
    outbox.plan(session, poll.team_id, post, now, now)
