"""Training requests from the L&D partners' side: taken, asked about, decided."""

from datetime import datetime

from sqlmodel import Session

from bot.domain.errors import Invalid, Refused
from bot.domain.outbox import Post
from bot.domain.requests import Status, card_key, decision_problems
from bot.services import outbox, people
from bot.store import requests
from bot.store.requests import Question, TrainingRequest


def take(session: Session, team_id: str, user_id: str, request_id: int, now: datetime) -> None:
    """Make a partner responsible and tell the requester.

    Raises Refused for others, for a request that is somebody else's already and for a decided one.
    """
    row = open_for_partner(session, team_id, user_id, request_id)
    if row.partner and row.partner != user_id:
        raise Refused("taken_before", by=people.name(session, team_id, row.partner))
    _take(row, user_id)
    _tell(session, row, "requests.taken", f"taken:{user_id}", now)


def ask(session: Session, team_id: str, user_id: str, request_id: int, question: str | None, now: datetime) -> None:
    """Send the requester a partner's question. Raises Invalid without one, Refused for others."""
    row = open_for_partner(session, team_id, user_id, request_id)
    if not question:
        raise Invalid({"question": "required"})
    _take(row, row.partner or user_id)
    asked = Question(team_id=team_id, request_id=request_id, asked_by=user_id, question=question, asked_at=now)
    session.add(asked)
    session.flush()
    _tell(session, row, "requests.question", f"question:{asked.id}", now, question=asked.id)


def decide(
    session: Session,
    team_id: str,
    user_id: str,
    request_id: int,
    outcome: str | None,
    reason: str | None,
    now: datetime,
) -> None:
    """Record an outcome with its reason and tell the requester. Raises Invalid and Refused."""
    row = open_for_partner(session, team_id, user_id, request_id)
    if found := decision_problems(outcome, reason):
        raise Invalid(found)
    row.partner = row.partner or user_id
    row.status, row.reason, row.decided_by, row.decided_at = Status(outcome or ""), reason, user_id, now
    _tell(session, row, "requests.decided", f"decided:{now:%Y%m%dT%H%M%S%f}", now)


def open_for_partner(session: Session, team_id: str, user_id: str, request_id: int) -> TrainingRequest:
    """Return a request that is still open, for a partner; raises Refused otherwise."""
    people.require_partner(session, team_id, user_id)
    row = requests.get(session, team_id, request_id)
    if row is None:
        raise Refused("gone")
    if row.status in (Status.RECOMMENDED, Status.DECLINED):
        raise Refused("decided_before", by=people.name(session, team_id, row.decided_by or ""))
    return row


def _take(row: TrainingRequest, user_id: str) -> None:
    row.partner = user_id
    row.status = Status.TAKEN if row.status == Status.NEW else row.status


def _tell(session: Session, row: TrainingRequest, kind: str, step: str, now: datetime, **refs: int | None) -> None:
    key = card_key(row.id or 0)
    post = Post(f"{key}:{step}", kind, row.requester, {"request": row.id, **refs})
    outbox.plan(session, row.team_id, post, now, now)
    outbox.refresh(session, row.team_id, key, now)
