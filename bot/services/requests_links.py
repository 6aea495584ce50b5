"""Requests with the same need: worked on together, and the two departments introduced to each other."""

from datetime import datetime

from sqlmodel import Session

from bot.domain.errors import Invalid, Refused
from bot.domain.requests import Status, card_key
from bot.domain.requests_history import Kind
from bot.services import outbox, people, requests_outcomes
from bot.services.requests_history import note, tell
from bot.store import requests
from bot.store import requests_outcomes as decisions
from bot.store.requests import TrainingRequest


def link(
    session: Session, team_id: str, user_id: str, request_id: int, other_id: int, introduction: str | None,
    introduce: bool, now: datetime,
) -> None:  # fmt: skip
    """Work on two requests together; the older one leads, and every requester is kept.

    With `introduce`, the two requesters hear of each other in the partner's words. What was decided for the one that
    leads is told to whoever joins. Raises Invalid for an introduction without words, Refused for others, for the same
    request and for one that is closed.
    """
    people.require_partner(session, team_id, user_id)
    one, other = _lead_of(session, team_id, request_id), _lead_of(session, team_id, other_id)
    if one.id == other.id:
        raise Refused("linked_before")
    if Status.CLOSED in (one.status, other.status):
        raise Refused("not_open_any_more")
    if introduce and not introduction:
        raise Invalid({"introduction": "required"})
    lead, follower = sorted((one, other), key=lambda row: row.number)
    joining = [follower, *requests.joined(session, team_id, follower.id or 0)]
    for each in joining:
        each.lead_id = lead.id
    session.flush()
    note(session, lead, Kind.LINKED, user_id, now, str(follower.number))
    note(session, follower, Kind.LINKED, user_id, now, str(lead.number))
    if introduce:
        _introduce(session, lead, follower, user_id, introduction or "", now)
    _tell_what_was_decided(session, lead, joining, now)


def unlink(session: Session, team_id: str, user_id: str, request_id: int, now: datetime) -> None:
    """Work on a request by itself again; one that leads others lets them all go. Raises Refused."""
    people.require_partner(session, team_id, user_id)
    row = requests.get(session, team_id, request_id)
    if row is None:
        raise Refused("gone")
    freed = [row] if row.lead_id else list(requests.joined(session, team_id, request_id))
    lead = requests.get(session, team_id, row.lead_id) if row.lead_id else row
    for each in freed:
        each.lead_id = None
        session.flush()
        if lead:
            note(session, each, Kind.UNLINKED, user_id, now, str(lead.number))
            note(session, lead, Kind.UNLINKED, user_id, now, str(each.number))


def _lead_of(session: Session, team_id: str, request_id: int) -> TrainingRequest:
    row = requests.get(session, team_id, request_id)
    lead = requests.get(session, team_id, row.lead_id) if row and row.lead_id else row
    if lead is None:
        raise Refused("gone")
    return lead


def _introduce(
    session: Session, lead: TrainingRequest, follower: TrainingRequest, by: str, words: str, now: datetime
) -> None:
    """Tell each requester of the other, unless it is one person."""
    if lead.requester == follower.requester:
        return
    for each, other in ((lead, follower), (follower, lead)):
        tell(session, each, "requests.introduced", f"introduced:{other.id}", now, other=other.id, by=by, words=words)
    note(session, lead, Kind.INTRODUCED, by, now, str(follower.number))


def _tell_what_was_decided(
    session: Session, lead: TrainingRequest, joining: list[TrainingRequest], now: datetime
) -> None:
    decision = decisions.latest(session, lead.team_id, lead.id or 0)
    if decision and lead.status in (Status.DECIDED, Status.DEFERRED):
        requests_outcomes.settle(session, lead, decision, joining, now)
    outbox.refresh(session, lead.team_id, card_key(lead.id or 0), now)
