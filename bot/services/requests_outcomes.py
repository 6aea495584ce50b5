"""The outcome of a request: recommended or turned down, with its reasons, and told to everybody who asked."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from bot.domain.detective import Cause
from bot.domain.errors import Invalid, Refused
from bot.domain.outbox import Post
from bot.domain.requests import Need, Status
from bot.domain.requests_history import Kind
from bot.domain.requests_outcomes import (
    RECOMMENDATIONS,
    WITH_CHARTER,
    CharterStep,
    Outcome,
    Proposed,
    outcome_key,
    problems,
    route_problems,
)
from bot.services import catalogue_views, outbox, people, requests_charter, requests_promises
from bot.services.requests_history import note, show_questions
from bot.store import requests_outcomes as rows
from bot.store.requests import TrainingRequest
from bot.store.requests_outcomes import CharterLine, RequestOutcome


def check_route(
    session: Session, team_id: str, user_id: str, request_id: int, seen: int, outcome: str | None, cause: Cause | None,
    override: str | None,
) -> None:  # fmt: skip
    """Let a partner go on to what an outcome needs, when the analysis leads there or is overridden with a reason.

    Raises Invalid for what is missing, Refused for others and when somebody else decided since `seen`.
    """
    row = decidable(session, team_id, user_id, request_id, seen)
    if found := route_problems(outcome, cause, unknown(row), override):
        raise Invalid(found)


def decide(
    session: Session, team_id: str, user_id: str, request_id: int, seen: int, proposed: Proposed, cause: Cause | None,
    now: datetime,
) -> None:  # fmt: skip
    """Record an outcome for the request and all that are worked on with it, and tell each requester.

    `seen` is the id of the decision that the partner saw, 0 for none. Raises Invalid and Refused.
    """
    row = decidable(session, team_id, user_id, request_id, seen)
    today = people.today(session, team_id, user_id, now)
    if found := _route_problems(row, proposed, cause) or problems(proposed, today) | _gone(session, row, proposed):
        raise Invalid(found)
    requests_promises.first_answer(row, user_id, now)
    row.cause = cause or row.cause
    replaced = rows.latest(session, team_id, request_id)
    decision = _record(session, row, user_id, proposed, now)
    if replaced:
        requests_charter.show(session, row, replaced, now)
    settle(session, row, decision, requests_charter.group(session, row), now)
    note(session, row, Kind.DECIDED, user_id, now, proposed.outcome, outcome=decision.id)
    _begin(session, row, decision, now)


def settle(
    session: Session, row: TrainingRequest, decision: RequestOutcome, concerned: Sequence[TrainingRequest],
    now: datetime,
) -> None:  # fmt: skip
    """Put a decision about `row` into force for those concerned, and tell their requesters."""
    for each in concerned:
        each.status = Status.DEFERRED if decision.outcome == Outcome.DEFER else Status.DECIDED
        each.outcome, each.deferred_until = decision.outcome, decision.deferred_until
        each.partner = each.partner or row.partner
        each.answered_at = each.answered_at or now
        show_questions(session, each, now)
        refs = {"request": each.id, "outcome": decision.id}
        key = outcome_key(decision.id or 0, each.id or 0)
        outbox.plan(session, row.team_id, Post(key, "requests.decided", each.requester, refs), now, now)


def decidable(session: Session, team_id: str, user_id: str, request_id: int, seen: int) -> TrainingRequest:
    """Return a request for a partner who may decide it, and saw its latest decision; raises Refused otherwise."""
    row = requests_promises.for_partner(session, team_id, user_id, request_id)
    if row.status == Status.CLOSED:
        raise Refused("not_open_any_more")
    latest = rows.latest(session, team_id, request_id)
    if latest and latest.id != seen and row.status in (Status.DECIDED, Status.DEFERRED):
        raise Refused("decided_before", by=people.name(session, team_id, latest.decided_by))
    return row


def unknown(row: TrainingRequest) -> tuple[str, ...]:
    """Name what an analysis of the request still needs."""
    need = Need(
        row.problem, row.desired, row.audience, row.evidence, row.goal, row.needed_by, row.tried, row.goal_id,
        row.no_goal,
    )  # fmt: skip
    return need.unknown


def _route_problems(row: TrainingRequest, proposed: Proposed, cause: Cause | None) -> dict[str, str]:
    if proposed.outcome not in RECOMMENDATIONS:
        return {}
    return route_problems(proposed.outcome, cause, unknown(row), proposed.override)


def _begin(session: Session, row: TrainingRequest, decision: RequestOutcome, now: datetime) -> None:
    """Have the partner's name under a charter, and advice promised by its owner."""
    if decision.outcome in WITH_CHARTER:
        requests_charter.sign(session, row, decision, decision.decided_by, now)
    elif decision.outcome == Outcome.ADVICE:
        advice = CharterStep(decision.advice or "", decision.owner, decision.due_on)
        requests_charter.entrust(session, row, decision, [advice], now)


def _gone(session: Session, row: TrainingRequest, proposed: Proposed) -> dict[str, str]:
    """Return the reason for each person, resource or mentor that can't be counted on any more."""
    named = {"owner": proposed.owner} | {f"who_{place}": step.who for place, step in enumerate(proposed.steps)}
    reasons = {field: people.problem(session, row.team_id, who) for field, who in named.items() if who}
    found = {field: reason for field, reason in reasons.items() if reason}
    for field, one in (("resource_id", catalogue_views.resource), ("mentor_id", catalogue_views.mentor)):
        chosen = getattr(proposed, field)
        if chosen and one(session, row.team_id, chosen) is None:
            found[field] = "gone"
    return found


def _record(session: Session, row: TrainingRequest, user_id: str, proposed: Proposed, now: datetime) -> RequestOutcome:
    stated = {name: getattr(proposed, name) for name in Proposed.__slots__ if name != "steps"}
    decision = RequestOutcome(team_id=row.team_id, request_id=row.id or 0, decided_by=user_id, decided_at=now, **stated)
    session.add(decision)
    session.flush()
    for step in proposed.steps:
        if step.who and step.due_on:
            line = CharterLine(
                team_id=row.team_id, outcome_id=decision.id or 0, what=step.what, who=step.who, due_on=step.due_on
            )
            session.add(line)
    session.flush()
    return decision
