"""Training requests from the requester's side: opened, captured from a message, completed, answered."""

from datetime import datetime

from sqlmodel import Session

from bot.domain.errors import Invalid, Refused
from bot.domain.outbox import LND, Post
from bot.domain.requests import Need, Source, card_key, problems
from bot.services import departments, outbox, people
from bot.store import requests, settings
from bot.store.requests import TrainingRequest


def open_request(session: Session, team_id: str, user_id: str, need: Need, source: Source, now: datetime) -> int:
    """Accept a request from the form and return its id.

    Raises Invalid for fields that need another look, Refused for guests and for a message captured before.
    """
    _check(session, team_id, user_id, need, now)
    refuse_second_capture(session, team_id, source.key)
    return _add(session, team_id, user_id, need, source, "requests.confirmed", now)


def capture(session: Session, team_id: str, user_id: str, problem: str, source: Source, now: datetime) -> None:
    """Note a message as a request; the same message again changes nothing. Raises Refused for guests."""
    people.require_member(session, team_id, user_id)
    if source.key and requests.of_source(session, team_id, source.key):
        return
    _add(session, team_id, user_id, Need(problem), source, "requests.captured", now)


def complete(session: Session, team_id: str, user_id: str, request_id: int, need: Need, now: datetime) -> None:
    """Let the requester, or a partner, say more about a request. Raises Invalid and Refused."""
    row = of_requester_or_partner(session, team_id, user_id, request_id)
    _check(session, team_id, user_id, need, now)
    for field in ("problem", "desired", "audience", "evidence", "goal", "needed_by", "tried"):
        setattr(row, field, getattr(need, field))
    outbox.refresh(session, team_id, card_key(request_id), now)


def answer(session: Session, team_id: str, user_id: str, question_id: int, text: str | None, now: datetime) -> None:
    """Put the requester's answer on the request; a second answer is added to the first.

    Raises Invalid without one, Refused for anybody else.
    """
    people.require_presence(session, team_id, user_id)
    question = requests.question(session, team_id, question_id)
    row = requests.get(session, team_id, question.request_id) if question else None
    if question is None or row is None or row.requester != user_id:
        raise Refused("gone")
    if not text:
        raise Invalid({"answer": "required"})
    question.answer = f"{question.answer}\n{text}" if question.answer else text
    question.answered_at = now
    refs, key = {"request": question.request_id, "question": question_id}, card_key(question.request_id)
    post = Post(f"{key}:answer:{question_id}:{len(question.answer)}", "requests.answered", LND, refs, thread=key)
    outbox.plan(session, team_id, post, now, now)
    outbox.refresh(session, team_id, key, now)


def answer_in_words(session: Session, team_id: str, user_id: str, text: str, now: datetime) -> bool:
    """Take a direct message as the answer to the one question that waits for this person.

    Returns False, and changes nothing, when no question or more than one waits.
    """
    waiting = [question.id for question in requests.unanswered_by(session, team_id, user_id) if question.id]
    if len(waiting) != 1:
        return False
    answer(session, team_id, user_id, waiting[0], text, now)
    return True


def refuse_second_capture(session: Session, team_id: str, source_key: str | None) -> None:
    """Raise Refused when the message was captured as a request before."""
    if source_key and (known := requests.of_source(session, team_id, source_key)):
        raise Refused("captured_before", number=known.number)


def of_requester_or_partner(session: Session, team_id: str, user_id: str, request_id: int) -> TrainingRequest:
    """Return the request for its requester or a partner; raises Refused for everybody else, and for guests."""
    people.require_member(session, team_id, user_id)
    row = requests.get(session, team_id, request_id)
    if row is None:
        raise Refused("gone")
    if row.requester != user_id:
        people.require_partner(session, team_id, user_id)
    return row


def _check(session: Session, team_id: str, user_id: str, need: Need, now: datetime) -> None:
    people.require_member(session, team_id, user_id)
    if found := problems(need, people.today(session, team_id, user_id, now)):
        raise Invalid(found)


def _add(session: Session, team_id: str, user_id: str, need: Need, source: Source, told: str, now: datetime) -> int:
    response_days = settings.of(session, team_id).response_days
    row = TrainingRequest(
        team_id=team_id, number=requests.next_number(session, team_id), requester=user_id,
        channel_id=source.channel_id, source=source.key, permalink=source.permalink,
        problem=need.problem, desired=need.desired, audience=need.audience, evidence=need.evidence,
        goal=need.goal, needed_by=need.needed_by, tried=need.tried, created_at=now,
        answer_by=departments.promised(session, team_id, source.channel_id, user_id, response_days, now),
    )  # fmt: skip
    session.add(row)
    session.flush()
    request_id = row.id or 0
    refs, key = {"request": request_id}, card_key(request_id)
    outbox.plan(session, team_id, Post(f"{key}:told", told, user_id, refs), now, now)
    outbox.plan(session, team_id, Post(key, "requests.card", LND, refs), now, now)
    return request_id
