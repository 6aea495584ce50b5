"""Polls: asked, and looked at."""

from datetime import datetime

from sqlmodel import Session

from bot.domain.errors import Invalid
from bot.domain.outbox import Post
from bot.domain.polls import Ballot, poll_key, problems
from bot.domain.polls_blueprint import questions_packed
from bot.domain.polls_results import PollView
from bot.services import departments, outbox, people, polls_planned, polls_reminders, polls_series, polls_views
from bot.services.polls_sheets import new_lock
from bot.services.polls_votes import Admission
from bot.store import polls
from bot.store.polls import Poll


def ask(session: Session, team_id: str, user_id: str, ballot: Ballot, now: datetime) -> int:
    """Put a poll from the form to its channel, at once or when it opens; return its id.

    With a rhythm it is the first of a series. Raises Invalid for fields that need another look, Refused for guests.
    """
    people.require_member(session, team_id, user_id)
    if found := problems(ballot, now):
        raise Invalid(found)
    opens_at, series = ballot.opens_at or now, None
    if ballot.rhythm:
        ballot, series = polls_series.begin(session, team_id, ballot, opens_at, now)
    poll_id = start(session, team_id, ballot, opens_at, now, series=series)
    if opens_at > now:
        polls_planned.show(session, team_id, ballot, poll_id, now)
    return poll_id


def start(
    session: Session, team_id: str, ballot: Ballot, due_at: datetime, now: datetime,
    *, thread: str | None = None, after: str | None = None, series: int | None = None,
) -> int:  # fmt: skip
    """Plan a poll for the aware moment `due_at` and return its id; its message has the key `poll_key(id)`.

    The ballot must be without problems. `thread` is the key of the message it replies to, `after` the key of
    one that must be settled before.
    """
    poll = Poll(
        team_id=team_id, channel_id=ballot.channel_id, owner=ballot.owner, title=ballot.title, reason=ballot.reason,
        questions=questions_packed(ballot.questions), mode=ballot.mode.value, is_live=ballot.is_live,
        may_add=ballot.may_add, for_guests=ballot.for_guests, has_comments=ballot.has_comments, reminds=ballot.reminds,
        lock=new_lock(ballot.mode), thread_key=thread, series_id=series, opens_at=due_at, closes_at=ballot.closes_at,
        created_at=now,
    )  # fmt: skip
    session.add(poll)
    session.flush()
    poll_id = poll.id or 0
    poll.remind_at = polls_reminders.time_of(session, poll)
    post = Post(
        poll_key(poll_id), "polls.poll", ballot.channel_id, {"poll": poll_id}, thread=thread, after=after,
        shown_in=polls_planned.planned_key(poll_id),
    )  # fmt: skip
    outbox.plan(session, team_id, post, due_at, now)
    return poll_id


def result(session: Session, team_id: str, poll_id: int) -> PollView | None:
    """Return a poll with the votes that may be shown now, open or closed; None for one that is not there."""
    poll = polls.get(session, team_id, poll_id)
    return polls_views.view_of(session, poll) if poll else None


def to_answer(session: Session, team_id: str, user_id: str, poll_id: int, now: datetime) -> Poll:
    """Return a poll that this person may answer now. Raises Refused as `polls_votes.Admission` does."""
    return Admission(session, team_id, [user_id]).to(polls.get(session, team_id, poll_id), user_id, now)


def default_closing(session: Session, team_id: str, channel_id: str, user_id: str, now: datetime) -> datetime:
    """Return the end of the next working day in UTC, as the department works or, without one, the person."""
    days = departments.of_person(session, team_id, channel_id, user_id)
    return days.at(days.after(days.today(now), 1), days.closes)
