"""Training requests as they are shown."""

from typing import Any

from sqlmodel import Session

from bot.domain.errors import Refused
from bot.domain.requests import Asked, Need, RequestView, Status
from bot.services import people
from bot.services.requests import of_requester_or_partner
from bot.services.requests_triage import open_for_partner
from bot.store import requests
from bot.store.requests import Question, TrainingRequest


def view(session: Session, team_id: str, refs: dict[str, Any]) -> RequestView:
    """Return the request that `refs["request"]` names, with everything asked about it."""
    row = requests.get(session, team_id, int(refs["request"]))
    if row is None:
        raise Refused("gone")
    return view_of(row, tuple(asked_of(each) for each in requests.questions(session, row.id or 0)))


def asked(session: Session, team_id: str, refs: dict[str, Any]) -> Asked:
    """Return the question that `refs["question"]` names."""
    row = requests.question(session, team_id, int(refs["question"]))
    if row is None:
        raise Refused("gone")
    return asked_of(row)


def for_requester(session: Session, team_id: str, user_id: str, request_id: int) -> RequestView:
    """Return a request for its requester or a partner; raises Refused for everybody else."""
    of_requester_or_partner(session, team_id, user_id, request_id)
    return view(session, team_id, {"request": request_id})


def for_triage(session: Session, team_id: str, user_id: str, request_id: int) -> RequestView:
    """Return an open request for a partner; raises Refused for others and for a decided one."""
    open_for_partner(session, team_id, user_id, request_id)
    return view(session, team_id, {"request": request_id})


def for_answer(session: Session, team_id: str, user_id: str, question_id: int) -> Asked:
    """Return a question for the person it was put to; raises Refused for anybody else."""
    people.require_presence(session, team_id, user_id)
    row = requests.question(session, team_id, question_id)
    owner = requests.get(session, team_id, row.request_id) if row else None
    if row is None or owner is None or owner.requester != user_id:
        raise Refused("gone")
    return asked_of(row)


def of_person(session: Session, team_id: str, user_id: str, limit: int) -> list[RequestView]:
    """Return a person's own requests, newest first."""
    return [view_of(row) for row in requests.of_requester(session, team_id, user_id, limit)]


def queue(session: Session, team_id: str, user_id: str, limit: int) -> list[RequestView]:
    """Return what waits for L&D, longest first; nothing for people who are no partners."""
    if not people.is_partner(session, team_id, user_id):
        return []
    return [view_of(row) for row in requests.undecided(session, team_id, limit)]


def view_of(row: TrainingRequest, asked: tuple[Asked, ...] = ()) -> RequestView:
    """Return a row as it is shown."""
    need = Need(row.problem, row.desired, row.audience, row.evidence, row.goal, row.needed_by, row.tried)
    return RequestView(
        id=row.id or 0, number=row.number, requester=row.requester, channel_id=row.channel_id,
        permalink=row.permalink, need=need, status=Status(row.status), partner=row.partner, reason=row.reason,
        decided_by=row.decided_by, answer_by=row.answer_by, asked=asked,
    )  # fmt: skip


def asked_of(row: Question) -> Asked:
    """Return a question as it is shown."""
    return Asked(row.id or 0, row.question, row.asked_by, row.answer)
