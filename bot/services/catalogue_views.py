"""The catalogue as it is shown, and what can be offered to somebody in need."""

from sqlmodel import Session

from bot.domain.catalogue import Listing, ResourceView, fits, order
from bot.domain.catalogue_mentors import MentorPage, MentorView, Offer
from bot.services import people
from bot.services.catalogue import for_partner
from bot.store import catalogue
from bot.store.catalogue import Mentor, Resource


def resources(session: Session, team_id: str) -> list[ResourceView]:
    """Return what the catalogue offers now, by title."""
    return sorted((each for each in catalogue.every(session, team_id) if not each.is_retired), key=order)


def resource(session: Session, team_id: str, resource_id: int) -> ResourceView | None:
    """Return a resource, also a retired one; None where there is none."""
    row = catalogue.get(session, team_id, resource_id)
    return view(row) if row else None


def mentors(session: Session, team_id: str) -> list[MentorView]:
    """Return who offers to teach and is still a member of the workspace, by name."""
    there = [row for row in catalogue.mentors(session, team_id) if people.is_member(session, team_id, row.user_id)]
    return sorted((_mentor(session, row) for row in there), key=lambda each: each.name.casefold())


def mentor(session: Session, team_id: str, mentor_id: int) -> MentorView | None:
    """Return a mentor; None for somebody who stopped, or left."""
    row = catalogue.mentor(session, team_id, mentor_id)
    if row is None or row.stopped_at or not people.is_member(session, team_id, row.user_id):
        return None
    return _mentor(session, row)


def listing(session: Session, team_id: str, user_id: str, words: str, most: int) -> Listing:
    """Return at most so many resources that fit some words; partners see retired ones too, last.

    Raises Refused for guests.
    """
    people.require_member(session, team_id, user_id)
    is_partner = people.is_partner(session, team_id, user_id)
    found = [each for each in every(session, team_id) if fits(each, words) and (is_partner or not each.is_retired)]
    return Listing(words, tuple(found[:most]), len(found), is_partner)


def every(session: Session, team_id: str) -> list[ResourceView]:
    """Return all resources, the retired ones last, by title."""
    return sorted(catalogue.every(session, team_id), key=order)


def for_change(session: Session, team_id: str, user_id: str, resource_id: int) -> ResourceView:
    """Return a resource for a partner to change; raises Refused for everybody else."""
    return view(for_partner(session, team_id, user_id, resource_id))


def mentoring(session: Session, team_id: str, user_id: str) -> MentorPage:
    """Return somebody's own offer, and for partners all mentors. Raises Refused for guests."""
    people.require_member(session, team_id, user_id)
    row = catalogue.mentor_named(session, team_id, user_id)
    offer = Offer(tuple(row.topics), row.hours, row.about) if row else Offer()
    is_partner = people.is_partner(session, team_id, user_id)
    offered = tuple(mentors(session, team_id)) if is_partner else ()
    return MentorPage(offer, row is not None and row.stopped_at is None, is_partner, offered)


def view(row: Resource) -> ResourceView:
    """Return a resource as it is shown."""
    return ResourceView(
        id=row.id or 0, title=row.title, kind=row.kind, address=row.address, topics=tuple(row.topics),
        good_for=row.good_for, minutes=row.minutes, for_whom=row.for_whom, is_retired=row.is_retired,
    )  # fmt: skip


def _mentor(session: Session, row: Mentor) -> MentorView:
    name = people.name(session, row.team_id, row.user_id)
    return MentorView(
        id=row.id or 0, user_id=row.user_id, name=name, topics=tuple(row.topics), hours=row.hours, about=row.about
    )
