"""Decisions about requests as they are shown."""

from sqlmodel import Session

from bot.domain.errors import Refused
from bot.domain.requests_outcomes import CharterStep, Decision, Outcome, Proposed
from bot.services import catalogue_views, requests_charter
from bot.store import requests
from bot.store import requests_outcomes as rows
from bot.store.requests import TrainingRequest
from bot.store.requests_outcomes import RequestOutcome


def decision_of(session: Session, row: TrainingRequest) -> Decision | None:
    """Return the latest decision about a request, or about the one that it is worked on with."""
    lead = requests.get(session, row.team_id, row.lead_id) if row.lead_id else row
    found = rows.latest(session, row.team_id, lead.id or 0) if lead else None
    return _shown(session, lead, found) if lead and found else None


def one(session: Session, team_id: str, outcome_id: int) -> Decision | None:
    """Return a decision of this workspace."""
    found = rows.get(session, team_id, outcome_id)
    row = requests.get(session, team_id, found.request_id) if found else None
    return _shown(session, row, found) if row and found else None


def told(session: Session, team_id: str, outcome_id: int) -> Decision:
    """Return a decision of this workspace; raises Refused when it is gone."""
    found = one(session, team_id, outcome_id)
    if found is None:
        raise Refused("gone")
    return found


def _shown(session: Session, row: TrainingRequest, found: RequestOutcome) -> Decision:
    resource = catalogue_views.resource(session, row.team_id, found.resource_id) if found.resource_id else None
    mentor = catalogue_views.mentor(session, row.team_id, found.mentor_id) if found.mentor_id else None
    return Decision(
        id=found.id or 0, proposed=_proposed(session, found), decided_by=found.decided_by,
        decided_at=found.decided_at, resource=resource.title if resource else None,
        address=resource.address if resource else None, mentor=mentor.user_id if mentor else None,
        agreed=tuple(each.user_id for each in rows.agreements(session, row.team_id, found.id or 0)),
        sides=requests_charter.sides(session, row, found),
    )  # fmt: skip


def _proposed(session: Session, found: RequestOutcome) -> Proposed:
    lines = rows.lines(session, found.team_id, found.id or 0)
    stated = {name: getattr(found, name) for name in Proposed.__slots__ if name not in ("steps", "outcome")}
    steps = tuple(CharterStep(each.what, each.who, each.due_on) for each in lines)
    return Proposed(outcome=Outcome(found.outcome), steps=steps, **stated)
