"""Training requests from the requester's side: opened, captured from a message, completed."""

from datetime import datetime

from sqlmodel import Session

from bot.domain.detective import Flow
from bot.domain.errors import Invalid, Refused
from bot.domain.outbox import LND, Post
from bot.domain.requests import Need, Source, card_key, problems, told_key
from bot.domain.requests_history import Kind
from bot.services import goals_views, outbox, people, requests_promises, requests_questions
from bot.services.requests_history import note
from bot.store import requests
from bot.store.requests import TrainingRequest

STATED = ("problem", "desired", "audience", "evidence", "goal", "goal_id", "no_goal", "needed_by", "tried", "is_crisis")


def open_request(
    session: Session, team_id: str, user_id: str, need: Need, source: Source, flow: Flow, now: datetime
) -> int:
    """Accept a request from the form and return its id; the first questions of the flow follow by themselves.

    In a crisis a partner is named at once, and nobody is asked anything yet. Raises Invalid for fields that need
    another look, Refused for guests and for a message captured before.
    """
    _check(session, team_id, user_id, need, now)
    refuse_second_capture(session, team_id, source.key)
    row = _add(session, team_id, user_id, need, source, Kind.SENT, now)
    if need.is_crisis:
        requests_promises.name_partner(session, row, now)
    else:
        requests_questions.ask_next(session, row, flow, now)
    return row.id or 0


def capture(session: Session, team_id: str, user_id: str, problem: str, source: Source, now: datetime) -> None:
    """Note a message as its writer's request; the same message again changes nothing. Raises Refused for guests."""
    people.require_member(session, team_id, user_id)
    if source.key and requests.of_source(session, team_id, source.key):
        return
    _add(session, team_id, user_id, Need(problem), source, Kind.CAPTURED, now)


def capture_for(
    session: Session, team_id: str, partner: str, writer: str, problem: str, source: Source, now: datetime
) -> None:
    """Note what somebody wrote as their request, since a partner marked it. Raises Refused for others, and guests."""
    people.require_partner(session, team_id, partner)
    capture(session, team_id, writer, problem, source, now)


def complete(
    session: Session, team_id: str, user_id: str, request_id: int, need: Need, flow: Flow, now: datetime
) -> None:
    """Let the requester say more about a request, in words of their own. Raises Invalid and Refused."""
    row = of_requester(session, team_id, user_id, request_id)
    _check(session, team_id, user_id, need, now)
    became_crisis = need.is_crisis and not row.is_crisis
    for field in STATED:
        setattr(row, field, getattr(need, field))
    note(session, row, Kind.COMPLETED, user_id, now)
    if became_crisis:
        requests_promises.name_partner(session, row, now)
    else:
        requests_questions.ask_next(session, row, flow, now)


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


def of_requester(session: Session, team_id: str, user_id: str, request_id: int) -> TrainingRequest:
    """Return the request for its requester; raises Refused for everybody else, and for guests."""
    people.require_member(session, team_id, user_id)
    row = requests.get(session, team_id, request_id)
    if row is None or row.requester != user_id:
        raise Refused("gone")
    return row


def _check(session: Session, team_id: str, user_id: str, need: Need, now: datetime) -> None:
    people.require_member(session, team_id, user_id)
    found = problems(need, people.today(session, team_id, user_id, now))
    if need.goal_id and goals_views.one(session, team_id, need.goal_id) is None:
        found["goal_id"] = "gone"
    if found:
        raise Invalid(found)


def _add(
    session: Session, team_id: str, user_id: str, need: Need, source: Source, kind: Kind, now: datetime
) -> TrainingRequest:
    row = TrainingRequest(
        team_id=team_id, number=requests.next_number(session, team_id), requester=user_id,
        channel_id=source.channel_id, source=source.key, permalink=source.permalink, created_at=now,
        answer_by=now, **{field: getattr(need, field) for field in STATED},
    )  # fmt: skip
    session.add(row)
    session.flush()
    refs, key = {"request": row.id}, card_key(row.id or 0)
    told = "requests.captured" if kind == Kind.CAPTURED else "requests.confirmed"
    outbox.plan(session, team_id, Post(told_key(row.id or 0), told, user_id, refs), now, now)
    outbox.plan(session, team_id, Post(key, "requests.card", LND, refs), now, now)
    note(session, row, kind, user_id, now)
    requests_promises.promise(session, row, now)
    return row
