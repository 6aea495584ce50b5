"""Training requests as they are shown."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlmodel import Session

from bot.domain.detective import Cause, Flow, Question, next_questions, propose
from bot.domain.errors import Refused
from bot.domain.requests import Need, RequestView, Status
from bot.domain.requests_history import Step
from bot.domain.requests_outcomes import Outcome
from bot.domain.requests_questions import BATCH, Asked, Option
from bot.services import goals_views, people, requests_history, requests_promises, requests_questions
from bot.services.requests import of_requester, of_requester_or_partner
from bot.services.requests_decisions import decision_of
from bot.store import requests, requests_outcomes
from bot.store import requests_questions as questions
from bot.store.requests import TrainingRequest


def view(session: Session, team_id: str, refs: dict[str, Any], flow: Flow) -> RequestView:
    """Return the request that `refs["request"]` names, with everything asked about it."""
    row = requests.get(session, team_id, int(refs["request"]))
    if row is None:
        raise Refused("gone")
    return view_of(session, row, flow)


def for_requester(session: Session, team_id: str, user_id: str, request_id: int, flow: Flow) -> RequestView:
    """Return a request for its own requester; raises Refused for everybody else."""
    return view_of(session, of_requester(session, team_id, user_id, request_id), flow)


def for_reader(session: Session, team_id: str, user_id: str, request_id: int, flow: Flow) -> RequestView:
    """Return a request for its requester or a partner; raises Refused for everybody else."""
    return view_of(session, of_requester_or_partner(session, team_id, user_id, request_id), flow)


def for_partner(session: Session, team_id: str, user_id: str, request_id: int, flow: Flow) -> RequestView:
    """Return a request for a partner; raises Refused for others."""
    people.require_partner(session, team_id, user_id)
    return view(session, team_id, {"request": request_id}, flow)


def for_triage(session: Session, team_id: str, user_id: str, request_id: int, flow: Flow) -> RequestView:
    """Return an open request for a partner; raises Refused for others, for a decided one and for one that is led."""
    return view_of(session, requests_promises.open_for_partner(session, team_id, user_id, request_id), flow)


def for_decision(session: Session, team_id: str, user_id: str, request_id: int, flow: Flow) -> RequestView:
    """Return a request that a partner may decide; raises Refused for others and for one that another leads."""
    return view_of(session, requests_promises.for_partner(session, team_id, user_id, request_id), flow)


def for_answer(session: Session, team_id: str, user_id: str, request_id: int, flow: Flow) -> RequestView:
    """Return a request for the person its questions were put to; raises Refused for anybody else."""
    people.require_presence(session, team_id, user_id)
    row = requests.get(session, team_id, request_id)
    if row is None or row.requester != user_id:
        raise Refused("gone")
    return view_of(session, row, flow)


def to_ask(session: Session, team_id: str, request_id: int, flow: Flow) -> tuple[Question, ...]:
    """Return what the flow would ask about a request next: three questions at most."""
    row = requests.get(session, team_id, request_id)
    return _next(session, row, questions.of_request(session, team_id, request_id), flow) if row else ()


def step(session: Session, team_id: str, request_id: int, step_id: int) -> Step:
    """Return one step of a request; raises Refused when it is gone."""
    found = requests_history.one(session, team_id, request_id, step_id)
    if found is None:
        raise Refused("gone")
    return found


def of_person(session: Session, team_id: str, user_id: str, limit: int) -> list[RequestView]:
    """Return a person's own requests, newest first, without the questions."""
    return [brief_of(row) for row in requests.of_requester(session, team_id, user_id, limit)]


def queue(session: Session, team_id: str, user_id: str, limit: int) -> list[RequestView]:
    """Return what waits for L&D, a crisis first and then the longest; nothing for people who are no partners."""
    if not people.is_partner(session, team_id, user_id):
        return []
    waiting = requests.undecided(session, team_id, limit)
    return [brief_of(row) for row in sorted(waiting, key=lambda row: not row.is_crisis)]


def overrides(session: Session, team_id: str, user_id: str) -> int:
    """Return how many recommendations passed over the analysis; 0 for people who are no partners."""
    return requests_outcomes.overrides(session, team_id) if people.is_partner(session, team_id, user_id) else 0


def brief_of(row: TrainingRequest) -> RequestView:
    """Return a row as a list shows it: without questions, goal and decision."""
    return RequestView(
        id=row.id or 0, number=row.number, requester=row.requester, channel_id=row.channel_id,
        permalink=row.permalink, need=need_of(row), status=Status(row.status), partner=row.partner,
        answer_by=row.answer_by, is_answered=row.answered_at is not None, reframed=row.reframed,
        cause=Cause(row.cause) if row.cause else None, outcome=Outcome(row.outcome) if row.outcome else None,
        deferred_until=row.deferred_until,
    )  # fmt: skip


def view_of(session: Session, row: TrainingRequest, flow: Flow) -> RequestView:
    """Return a row as it is shown."""
    asked = questions.of_request(session, row.team_id, row.id or 0)
    upcoming = _next(session, row, asked, flow)
    lead = requests.get(session, row.team_id, row.lead_id) if row.lead_id else None
    return replace(
        brief_of(row),
        proposal=propose(flow, requests_questions.replies(asked)),
        goal=goals_views.one(session, row.team_id, row.goal_id) if row.goal_id else None,
        asked=tuple(asked_of(each, flow) for each in asked),
        next_question=upcoming[0].ask if upcoming else None,
        decision=decision_of(session, row),
        lead=lead.number if lead else None,
        joined=tuple(each.number for each in requests.joined(session, row.team_id, row.id or 0)),
    )


def need_of(row: TrainingRequest) -> Need:
    """Return what the requester said."""
    return Need(
        row.problem, row.desired, row.audience, row.evidence, row.goal, row.needed_by, row.tried, row.goal_id,
        row.no_goal, row.is_crisis,
    )  # fmt: skip


def asked_of(row: questions.Question, flow: Flow) -> Asked:
    """Return a question as it is shown, with the answers that the flow offers."""
    known = flow.question(row.slug) if row.slug else None
    options = tuple(Option(each.id, each.label) for each in known.choices) if known else ()
    return Asked(
        id=row.id or 0, batch=row.batch, question=row.question, why=row.why, asked_by=row.asked_by, options=options,
        choice=row.choice, words=row.answer, skipped=row.skipped_at is not None and row.answered_at is None,
        answered_by=row.answered_by,
    )  # fmt: skip


def _next(
    session: Session, row: TrainingRequest, asked: Sequence[questions.Question], flow: Flow
) -> tuple[Question, ...]:
    """Return what would be asked next, whatever still waits for an answer."""
    known, texts = requests_questions.known(session, row), requests_questions.texts(row)
    most = BATCH + sum(each.is_open for each in asked)
    return next_questions(flow, requests_questions.replies(asked), known, texts, most)
