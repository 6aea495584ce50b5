"""The charter of accepted work: both sides agree to it with a button, then its steps are promises."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from bot.domain.errors import Refused
from bot.domain.requests import Status, card_key
from bot.domain.requests_history import Kind, step_key
from bot.domain.requests_outcomes import CharterStep, outcome_key
from bot.services import followups, outbox, people
from bot.services.requests_history import note, tell
from bot.store import followups as promises
from bot.store import requests, requests_history
from bot.store import requests_outcomes as rows
from bot.store.requests import TrainingRequest
from bot.store.requests_outcomes import Agreement, RequestOutcome


def agree(session: Session, team_id: str, user_id: str, outcome_id: int, now: datetime) -> None:
    """Note that a requester agrees to the charter; once everybody does, its steps become promises.

    Raises Refused for everybody else, and for a charter that another decision has replaced.
    """
    people.require_presence(session, team_id, user_id)
    decision = rows.get(session, team_id, outcome_id)
    row = requests.get(session, team_id, decision.request_id) if decision else None
    if decision is None or row is None or user_id not in sides(session, row, decision):
        raise Refused("gone")
    latest = rows.latest(session, team_id, row.id or 0)
    if latest is None or latest.id != outcome_id or row.status != Status.DECIDED:
        raise Refused("charter_replaced")
    sign(session, row, decision, user_id, now)


def sign(session: Session, row: TrainingRequest, decision: RequestOutcome, user_id: str, now: datetime) -> None:
    """Put somebody's name under the charter; whoever sends it has agreed by doing so."""
    signed = {each.user_id for each in rows.agreements(session, row.team_id, decision.id or 0)}
    if user_id in signed:
        return
    session.add(Agreement(team_id=row.team_id, outcome_id=decision.id or 0, user_id=user_id, agreed_at=now))
    session.flush()
    if user_id != decision.decided_by:
        note(session, row, Kind.AGREED, user_id, now)
    if set(sides(session, row, decision)) <= signed | {user_id}:
        _begin(session, row, decision, now)
    show(session, row, decision, now)


def sides(session: Session, row: TrainingRequest, decision: RequestOutcome) -> tuple[str, ...]:
    """Return who has to agree: everybody who asked, and the partner who wrote the charter."""
    asked = [each.requester for each in group(session, row)]
    return tuple(dict.fromkeys([*asked, decision.decided_by]))


def group(session: Session, row: TrainingRequest) -> list[TrainingRequest]:
    """Return the request with all that are worked on together with it."""
    return [row, *requests.joined(session, row.team_id, row.id or 0)]


def entrust(
    session: Session, row: TrainingRequest, decision: RequestOutcome, steps: Sequence[CharterStep], now: datetime
) -> None:
    """Make each step a promise of its owner's, looked after by the partner who decided."""
    followups.promise_for_request(session, row, decision.decided_by, steps, now)


def show(session: Session, row: TrainingRequest, decision: RequestOutcome, now: datetime) -> None:
    """Bring up to date who agreed: where each requester was told, and in the thread of the card."""
    for each in group(session, row):
        outbox.refresh(session, row.team_id, outcome_key(decision.id or 0, each.id or 0), now)
    for step in requests_history.of_request(session, row.team_id, row.id or 0):
        if step.kind == Kind.DECIDED:
            outbox.refresh(session, row.team_id, step_key(row.id or 0, step.id or 0), now)
    outbox.refresh(session, row.team_id, card_key(row.id or 0), now)


def _begin(session: Session, row: TrainingRequest, decision: RequestOutcome, now: datetime) -> None:
    """Begin the work that was agreed; what was promised for the request before is not promised a second time."""
    lines = [
        CharterStep(each.what, each.who, each.due_on) for each in rows.lines(session, row.team_id, decision.id or 0)
    ]
    promised = {(each.text, each.owner, each.due_on) for each in promises.of_request(session, row.team_id, row.id or 0)}
    entrust(session, row, decision, [each for each in lines if (each.what, each.who, each.due_on) not in promised], now)
    for each in group(session, row):
        tell(session, each, "requests.agreed", f"agreed:{decision.id}", now, outcome=decision.id)
