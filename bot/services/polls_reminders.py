"""One reminder of a poll: to each who has not answered, or to all where nobody may know who that is."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from bot.domain import polls_reminders as rule
from bot.domain.errors import Refused
from bot.domain.outbox import Post, Priority, State
from bot.domain.polls import Mode, poll_key
from bot.domain.polls_reminders import MOST_IN_PRIVATE, reminder_key, said_at
from bot.services import departments, followups_days, outbox, people
from bot.services.polls_closing import of_owner
from bot.services.polls_sheets import who_answered
from bot.store import outbox as timetable
from bot.store import polls, polls_life
from bot.store.polls import Poll


def time_of(session: Session, poll: Poll) -> datetime | None:
    """Return when people are reminded of a poll by itself; None where nobody wants it, or it stays open."""
    if not poll.reminds or poll.closes_at is None or poll.opens_at is None:
        return None
    days = departments.of_person(session, poll.team_id, poll.channel_id, poll.owner)
    return rule.remind_at(poll.opens_at, poll.closes_at, days)


def wish(session: Session, team_id: str, user_id: str, poll_id: int, now: datetime) -> None:
    """Have people reminded of an open poll now. Raises Refused for others, for a closed poll, and the second time."""
    poll = of_owner(session, team_id, user_id, poll_id)
    if poll.closed_at or (poll.closes_at and poll.closes_at <= now):
        raise Refused("poll_closed_before")
    if poll.reminded_at or (poll.remind_at and poll.remind_at <= now):
        raise Refused("poll_reminded_before")
    poll.remind_at = now


def due(session: Session, team_id: str, now: datetime) -> list[tuple[int, Mode, str, str]]:
    """Return the polls of which people are to be reminded now: id, mode, channel and ts of the message."""
    posted = [
        (poll, timetable.by_key(session, team_id, poll_key(poll.id or 0)))
        for poll in polls_life.to_remind(session, team_id, now)
    ]
    return [
        (poll.id or 0, Mode(poll.mode), row.channel_id or "", row.ts or "")
        for poll, row in posted
        if row and row.state == State.SENT and row.ts
    ]


def remind(
    session: Session, team_id: str, poll_id: int, members: Sequence[str] | None, link: str, now: datetime
) -> None:
    """Remind of a poll, once: the `members` of the channel who have not answered, each in private.

    Without members, and where they are many, one reply in the poll's thread does it.
    """
    poll = polls.get(session, team_id, poll_id)
    if poll is None or poll.closed_at or poll.reminded_at:
        return
    poll.reminded_at = now
    outbox.refresh(session, team_id, poll_key(poll_id), now)
    if poll.mode == Mode.ANONYMOUS or members is None:
        return _remind_all(session, poll, now)
    missing = _missing(session, poll, members, now)
    if len(missing) > MOST_IN_PRIVATE:
        return _remind_all(session, poll, now, number=len(missing))
    for member in missing:
        _remind_one(session, poll, member, link, now)
    return None


def is_missing(session: Session, team_id: str, poll_id: int, user_id: str) -> bool:
    """Say whether somebody has not answered a poll that is there and not anonymous."""
    poll = polls.get(session, team_id, poll_id)
    return poll is not None and user_id not in who_answered(session, poll)


def _missing(session: Session, poll: Poll, members: Sequence[str], now: datetime) -> list[str]:
    """Return who is to be reminded, in the order of the ids: not who asks, who may not answer, or is away."""
    answered = {poll.owner, *who_answered(session, poll)}
    return [each for each in sorted(set(members) - answered) if _may_be_asked(session, poll, each, now)]


def _may_be_asked(session: Session, poll: Poll, user_id: str, now: datetime) -> bool:
    if not people.is_there(session, poll.team_id, user_id) or people.is_away(session, poll.team_id, user_id, now):
        return False
    return poll.for_guests or people.is_member(session, poll.team_id, user_id)


def _remind_one(session: Session, poll: Poll, member: str, link: str, now: datetime) -> None:
    key, team_id = poll_key(poll.id or 0), poll.team_id
    refs = {"poll": poll.id, "to": member, "link": link}
    post = Post(reminder_key(key, member), "polls_reminders.personal", member, refs, priority=Priority.BULK)
    opens = followups_days.reachable(session, team_id, member, now)
    outbox.plan(session, team_id, post, said_at(now, poll.closes_at, opens), now)


def _remind_all(session: Session, poll: Poll, now: datetime, *, number: int = 0) -> None:
    key, refs = poll_key(poll.id or 0), {"poll": poll.id, "number": number}
    thread = poll.thread_key or key
    post = Post(reminder_key(key), "polls_reminders.thread", poll.channel_id, refs, thread=thread, after=key)
    outbox.plan(session, poll.team_id, post, now, now)
