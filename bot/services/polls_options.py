"""Answers to choose from that voters add: who did is not kept."""

from datetime import datetime

from sqlmodel import Session

from bot.domain.errors import Invalid, Refused
from bot.domain.polls import Kind, Question, poll_key
from bot.domain.polls_blueprint import questions, questions_packed
from bot.domain.polls_entries import option_problem, printable
from bot.domain.typed import one_line
from bot.services import outbox, polls_views
from bot.services.polls import to_answer
from bot.store.polls import Poll


def form(session: Session, team_id: str, user_id: str, poll_id: int, now: datetime) -> str:
    """Return the question to which this person may add an option; raises Refused as `add` does."""
    _, asked = _open(session, team_id, user_id, poll_id, now)
    if option_problem("\N{BULLET}", asked.options) == "options_are_full":
        raise Refused("options_are_full")
    return asked.text


def add(session: Session, team_id: str, user_id: str, poll_id: int, option: str, now: datetime) -> None:
    """Add an option to a poll with one question.

    Raises Invalid for one that is there already or has no room, Refused as `polls.vote` does and Refused('gone') where
    nobody may add any.
    """
    poll, asked = _open(session, team_id, user_id, poll_id, now)
    added = one_line(printable(option))
    if problem := option_problem(added, asked.options):
        raise Invalid({"option": problem})
    more = Question(asked.text, asked.kind, (*asked.options, added), asked.most)
    poll.questions = questions_packed([more])
    outbox.refresh(session, team_id, poll_key(poll_id), now)


def _open(session: Session, team_id: str, user_id: str, poll_id: int, now: datetime) -> tuple[Poll, Question]:
    poll = to_answer(session, team_id, user_id, poll_id, now)
    asked = questions(poll.questions)
    if not poll.may_add or polls_views.is_survey(asked) or asked[0].kind not in (Kind.SINGLE, Kind.MULTIPLE):
        raise Refused("gone")
    return poll, asked[0]
