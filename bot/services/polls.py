"""Polls: asked, voted in, looked at."""

import secrets
from datetime import datetime

from sqlmodel import Session

from bot.domain.errors import Invalid, Refused
from bot.domain.outbox import Post
from bot.domain.polls import Ballot, PollView, Receipt, chosen_by, clicked, poll_key, problems, voter_key
from bot.services import departments, outbox, people, polls_views
from bot.store import polls
from bot.store.polls import Poll, Turnout

SECRET_BYTES = 32


def ask(session: Session, team_id: str, user_id: str, ballot: Ballot, now: datetime) -> int:
    """Put a question from the form to its channel at once; return the poll's id.

    Raises Invalid for fields that need another look, Refused for guests.
    """
    people.require_member(session, team_id, user_id)
    if found := problems(ballot, now):
        raise Invalid(found)
    return start(session, team_id, ballot, now, now)


def start(
    session: Session, team_id: str, ballot: Ballot, due_at: datetime, now: datetime,
    *, thread: str | None = None, after: str | None = None,
) -> int:  # fmt: skip
    """Plan a poll for the aware moment `due_at` and return its id; its message has the key `poll_key(id)`.

    The ballot must be without problems. `thread` is the key of the message it replies to, `after` the key of
    one that must be settled before.
    """
    poll = Poll(
        team_id=team_id, channel_id=ballot.channel_id, owner=ballot.owner, question=ballot.question,
        options=list(ballot.options), is_multiple=ballot.is_multiple, is_confidential=ballot.is_confidential,
        secret=secrets.token_bytes(SECRET_BYTES) if ballot.is_confidential else None,
        thread_key=thread, closes_at=ballot.closes_at, created_at=now,
    )  # fmt: skip
    session.add(poll)
    session.flush()
    poll_id = poll.id or 0
    post = Post(poll_key(poll_id), "polls.poll", ballot.channel_id, {"poll": poll_id}, thread=thread, after=after)
    outbox.plan(session, team_id, post, due_at, now)
    return poll_id


def result(session: Session, team_id: str, poll_id: int) -> PollView | None:
    """Return a poll with the votes that may be shown now, open or closed; None for one that is not there."""
    poll = polls.get(session, team_id, poll_id)
    return polls_views.view_of(session, poll) if poll else None


def vote(session: Session, team_id: str, user_id: str, poll_id: int, position: int, at: str, now: datetime) -> Receipt:
    """Choose an option, change to it, or take it back; return what the person's vote is now.

    `at` is when Slack saw the click, as it writes it (`1772442000.123456`): of two clicks the later one counts last,
    in whatever order they arrive.

    Raises Refused for a closed poll, for an option that is not there, and for apps and people who left.
    """
    people.require_presence(session, team_id, user_id)
    poll = polls.get(session, team_id, poll_id)
    if poll is None or not 0 <= position < len(poll.options):
        raise Refused("gone")
    if poll.closed_at or (poll.closes_at and poll.closes_at <= now):
        raise Refused("poll_closed")
    chosen = _cast(session, poll, voter_key(user_id, poll.secret), position, at)
    _turn_out(session, poll, user_id, answered=bool(chosen))
    outbox.refresh(session, team_id, poll_key(poll_id), now)
    return Receipt(poll.question, tuple(poll.options[each] for each in chosen), poll.is_multiple, poll.closes_at)


def default_closing(session: Session, team_id: str, channel_id: str, user_id: str, now: datetime) -> datetime:
    """Return the end of the next working day in UTC, as the department works or, without one, the person."""
    days = departments.of_person(session, team_id, channel_id, user_id)
    return days.at(days.after(days.today(now), 1), days.closes)


def _cast(session: Session, poll: Poll, voter: str, position: int, at: str) -> list[int]:
    row = polls.vote_of(session, poll.team_id, poll.id or 0, voter)
    row.clicks = clicked(row.clicks, at, position)
    row.chosen = chosen_by(row.clicks, is_multiple=poll.is_multiple)
    return row.chosen


def _turn_out(session: Session, poll: Poll, user_id: str, *, answered: bool) -> None:
    poll_id = poll.id or 0
    row = polls.turnout_of(session, poll_id, user_id)
    if row and not answered:
        session.delete(row)
    elif answered and row is None:
        session.add(Turnout(team_id=poll.team_id, poll_id=poll_id, user_id=user_id))
