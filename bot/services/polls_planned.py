"""A poll that opens later: its owner sees what is planned, changes it, or calls it off."""

from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from bot.domain.errors import Invalid, Refused
from bot.domain.outbox import Post, State
from bot.domain.polls import Ballot, Mode, Question, Rhythm, poll_key
from bot.domain.polls import problems as problems_of
from bot.domain.polls_blueprint import questions, questions_packed
from bot.domain.polls_life import Times, Wording, problems, reworded
from bot.domain.polls_results import Ending
from bot.services import outbox, polls_series
from bot.services.polls_closing import of_owner
from bot.services.polls_reminders import time_of
from bot.store import outbox as timetable
from bot.store import polls
from bot.store.polls import Poll


def planned_key(poll_id: int) -> str:
    """Return the business key of what the owner sees of a poll that opens later."""
    return f"{poll_key(poll_id)}:planned"


def show(session: Session, team_id: str, ballot: Ballot, poll_id: int, now: datetime) -> None:
    """Show the owner what is planned."""
    post = Post(planned_key(poll_id), "polls_planned.note", ballot.owner, {"poll": poll_id})
    outbox.plan(session, team_id, post, now, now)


def waiting(session: Session, team_id: str, user_id: str, poll_id: int) -> Poll:
    """Return a poll that did not open yet. Raises Refused for all but owner and partners, and once it opens."""
    poll = of_owner(session, team_id, user_id, poll_id)
    if not is_waiting(session, team_id, poll_id):
        raise Refused("poll_opened_already")
    return poll


def is_waiting(session: Session, team_id: str, poll_id: int) -> bool:
    """Say whether a poll is still to be asked."""
    poll, message = polls.get(session, team_id, poll_id), timetable.by_key(session, team_id, poll_key(poll_id))
    return bool(poll and not poll.closed_at and message and message.state == State.DUE)


def call_off(session: Session, team_id: str, user_id: str, poll_id: int, now: datetime) -> None:
    """Call a planned poll off, and the series that would begin with it. Raises Refused as `waiting` does."""
    poll = waiting(session, team_id, user_id, poll_id)
    poll.closed_at, poll.closed_by, poll.ending = now, user_id, Ending.CALLED_OFF
    outbox.cancel(session, team_id, poll_key(poll_id), "called off")
    if series := polls_series.running(session, poll):
        polls_series.stop(session, series, now, by=user_id)
    outbox.refresh(session, team_id, planned_key(poll_id), now)


def change(
    session: Session, team_id: str, user_id: str, poll_id: int, said: Wording, times: Times, now: datetime
) -> None:
    """Change a planned poll, without an opening time to be asked at once. Raises Refused, and Invalid."""
    poll = waiting(session, team_id, user_id, poll_id)
    asked = questions(poll.questions)
    if len(said.questions) != len(asked):
        raise Refused("gone")
    after = reworded(asked, said, [len(each.options) for each in asked])
    ballot = _ballot(poll, said, times, after)
    found = problems(said, asked, after, is_asked=False)
    in_time = {field: why for field, why in problems_of(ballot, now).items() if field in ("opens_at", "closes_at")}
    if wrong := found | in_time:
        raise Invalid(wrong)
    opens_at = times.opens_at or now
    if series := polls_series.running(session, poll):
        ballot = polls_series.settle(session, series, replace(ballot, rhythm=Rhythm(series.rhythm)), opens_at)
    poll.title, poll.reason, poll.questions = said.title, said.reason, questions_packed(after)
    poll.opens_at, poll.closes_at = opens_at, ballot.closes_at
    poll.remind_at = time_of(session, poll)
    outbox.reschedule(session, team_id, poll_key(poll_id), opens_at)
    outbox.refresh(session, team_id, planned_key(poll_id), now)


def _ballot(poll: Poll, said: Wording, times: Times, after: tuple[Question, ...]) -> Ballot:
    return Ballot(
        channel_id=poll.channel_id, owner=poll.owner, questions=after, mode=Mode(poll.mode), opens_at=times.opens_at,
        closes_at=times.closes_at, title=said.title, reason=said.reason, is_live=poll.is_live, may_add=poll.may_add,
        for_guests=poll.for_guests, has_comments=poll.has_comments, reminds=poll.reminds,
    )  # fmt: skip
