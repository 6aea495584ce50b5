"""Mentors: every member may volunteer for themselves, and stop at once."""

from datetime import datetime

from sqlmodel import Session

from bot.domain.catalogue_mentors import Offer, problems
from bot.domain.errors import Invalid
from bot.services import people
from bot.store import catalogue
from bot.store.catalogue import Mentor


def volunteer(session: Session, team_id: str, user_id: str, offer: Offer, now: datetime) -> None:
    """Note what somebody offers to teach, or changes of it. Raises Invalid, and Refused for guests."""
    people.require_member(session, team_id, user_id)
    if found := problems(offer):
        raise Invalid(found)
    row = catalogue.mentor_named(session, team_id, user_id)
    if row is None:
        row = Mentor(team_id=team_id, user_id=user_id, hours=0, offered_at=now)
        session.add(row)
    row.offered_at = row.offered_at if row.stopped_at is None else now
    row.topics, row.hours, row.about, row.stopped_at = list(offer.topics), offer.hours or 0, offer.about, None


def stop(session: Session, team_id: str, user_id: str, now: datetime) -> None:
    """Have somebody offered no more, from this moment on; nothing happens where they were no mentor.

    A guest may do it too, who was a member before.
    """
    people.require_presence(session, team_id, user_id)
    row = catalogue.mentor_named(session, team_id, user_id)
    if row and row.stopped_at is None:
        row.stopped_at = now
