"""What is said to the questions about a request: answered in the form or in words, or left out."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from bot.domain.detective import Flow, read_choice
from bot.domain.errors import Invalid, Refused
from bot.domain.requests_history import Kind
from bot.domain.requests_questions import Answer, numbered
from bot.services import people
from bot.services.requests_history import note, show_questions
from bot.services.requests_questions import ask_next
from bot.store import requests
from bot.store import requests_questions as rows
from bot.store.requests import TrainingRequest
from bot.store.requests_questions import Question

FILLED = ("desired", "audience", "evidence", "goal", "tried")


def answer(
    session: Session, team_id: str, user_id: str, request_id: int, answers: Sequence[Answer], flow: Flow, now: datetime
) -> None:
    """Put answers on the request, from the requester or a partner who heard them; what is left out is left alone.

    The next questions follow. Raises Invalid for a partner's empty form, Refused for anybody else.
    """
    row = _answerable(session, team_id, user_id, request_id)
    asked = {each.id: each for each in rows.of_request(session, team_id, request_id)}
    mine = [(asked[each.question_id], each) for each in answers if each.question_id in asked]
    if user_id != row.requester and all(each.is_empty for _, each in mine):
        raise Invalid({f"question_{question.id}": "required" for question, _ in mine[:1]})
    said = [_say(question, _with_choice(flow, question, each), user_id, now) for question, each in mine]
    _told(session, row, flow, user_id, [each for each in said if each], now)
    if user_id == row.requester:
        _leave_out(session, row, user_id, [question for question, _ in mine if question.is_open], now)
        ask_next(session, row, flow, now)


def skip(session: Session, team_id: str, user_id: str, request_id: int, batch: int, now: datetime) -> None:
    """Leave out the questions of a batch that are still open; no more follow by themselves. Raises Refused."""
    row = _answerable(session, team_id, user_id, request_id)
    if row.requester != user_id:
        raise Refused("gone")
    left = [each for each in rows.of_request(session, team_id, request_id) if each.batch == batch and each.is_open]
    _leave_out(session, row, user_id, left, now)
    show_questions(session, row, now)


def answer_in_words(
    session: Session, team_id: str, user_id: str, text: str, request_id: int, flow: Flow, now: datetime
) -> int:
    """Take a message as the answer to the questions that wait about a request, and return the request's number.

    `2: …` answers the second question; what begins with no number answers the first that is open.
    """
    row = _answerable(session, team_id, user_id, request_id)
    asked = rows.of_request(session, team_id, request_id)
    first = next(each for each in asked if each.is_open)
    batch = [each for each in asked if each.batch == first.batch]
    said = numbered(text, len(batch)) or {batch.index(first): text}
    answers = [(batch[place], Answer(batch[place].id or 0, words=words)) for place, words in said.items()]
    done = [_say(question, _with_choice(flow, question, each), user_id, now) for question, each in answers]
    _told(session, row, flow, user_id, [each for each in done if each], now)
    ask_next(session, row, flow, now)
    return row.number


def _answerable(session: Session, team_id: str, user_id: str, request_id: int) -> TrainingRequest:
    people.require_presence(session, team_id, user_id)
    row = requests.get(session, team_id, request_id)
    if row is None or (row.requester != user_id and not people.is_partner(session, team_id, user_id)):
        raise Refused("gone")
    return row


def _with_choice(flow: Flow, question: Question, said: Answer) -> Answer:
    """Return an answer in words with the choice that they mean, where that is certain."""
    asked = flow.question(question.slug) if question.slug and said.words and not said.choice else None
    return replace(said, choice=read_choice(asked, said.words)) if asked and said.words else said


def _say(question: Question, said: Answer, by: str, now: datetime) -> Question | None:
    """Put an answer on its question; None when it says nothing new."""
    if said.is_empty or (said.choice, said.words) == (question.choice, question.answer):
        return None
    question.choice, question.answer = said.choice, said.words
    question.answered_by, question.answered_at, question.skipped_at = by, now, None
    return question


def _leave_out(session: Session, row: TrainingRequest, by: str, left: Sequence[Question], now: datetime) -> None:
    for each in left:
        each.skipped_at = now
    show_questions(session, row, now)
    if left:
        note(session, row, Kind.SKIPPED, by, now, str(len(left)))


def _fill(row: TrainingRequest, flow: Flow, question: Question) -> None:
    """Put words that answer what the form left open where the form would have put them."""
    asked = flow.question(question.slug) if question.slug else None
    for field in FILLED:
        if asked and field in asked.known_from and _is_in_words(question) and not getattr(row, field):
            setattr(row, field, question.answer)


def _is_in_words(question: Question) -> bool:
    return bool(question.answer) and question.choice is None


def _told(session: Session, row: TrainingRequest, flow: Flow, by: str, said: Sequence[Question], now: datetime) -> None:
    if not said:
        return
    for each in said:
        _fill(row, flow, each)
    note(session, row, Kind.ANSWERED, by, now, str(len(said)), questions=[each.id for each in said])
    show_questions(session, row, now)
