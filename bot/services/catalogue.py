"""The catalogue of resources: partners add, change and retire; what is retired can be brought back."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.domain.catalogue import Entry, problems, values
from bot.domain.errors import Invalid, Refused
from bot.services import people
from bot.store import catalogue
from bot.store.catalogue import Resource


def add(session: Session, team_id: str, user_id: str, entry: Entry, now: datetime) -> None:
    """Add a resource. Raises Invalid for fields that need another look, Refused for all but partners."""
    people.require_partner(session, team_id, user_id)
    _check(session, team_id, entry, None)
    session.add(Resource(**columns(entry), team_id=team_id, added_by=user_id, created_at=now))


def change(session: Session, team_id: str, user_id: str, resource_id: int, entry: Entry, now: datetime) -> None:
    """Change what is said of a resource; retired or not, it stays that. Raises Invalid and Refused."""
    row = for_partner(session, team_id, user_id, resource_id)
    _check(session, team_id, entry, resource_id)
    for field, value in columns(entry).items():
        if field != "is_retired":
            setattr(row, field, value)


def retire(session: Session, team_id: str, user_id: str, resource_id: int, now: datetime) -> None:
    """Offer a resource no longer; nothing of it is lost. Raises Refused for all but partners."""
    for_partner(session, team_id, user_id, resource_id).is_retired = True


def bring_back(session: Session, team_id: str, user_id: str, resource_id: int, now: datetime) -> None:
    """Offer a retired resource again. Raises Refused for all but partners."""
    for_partner(session, team_id, user_id, resource_id).is_retired = False


def for_partner(session: Session, team_id: str, user_id: str, resource_id: int) -> Resource:
    """Return a resource for a partner; raises Refused for everybody else, and when there is none."""
    people.require_partner(session, team_id, user_id)
    row = catalogue.get(session, team_id, resource_id)
    if row is None:
        raise Refused("gone")
    return row


def columns(entry: Entry) -> dict[str, Any]:
    """Return what is stored of what is said of a resource."""
    return values(entry) | {"topics": list(entry.topics), "identity": entry.identity}


def _check(session: Session, team_id: str, entry: Entry, own: int | None) -> None:
    if found := problems(entry):
        raise Invalid(found)
    twin = catalogue.of_identity(session, team_id, entry.identity)
    if twin and twin.id != own:
        raise Invalid({"address": "known_address"} if entry.address else {"title": "known_title"})
