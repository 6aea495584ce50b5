"""The catalogue: resources, and the colleagues who volunteered to teach."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, UniqueConstraint, insert, update
from sqlalchemy import select as columns
from sqlmodel import Field, Session, col, select

from bot.domain.catalogue import Entry, ResourceView
from bot.store.base import Row, UtcDateTime


class Resource(Row, table=True):
    """An existing course, page, video or tool; `identity` is what no other of the workspace has."""

    __table_args__ = (UniqueConstraint("team_id", "identity"),)

    id: int | None = Field(default=None, primary_key=True)
    identity: str
    title: str
    kind: str = Field(max_length=20)
    address: str | None = None
    topics: list[str] = Field(default_factory=list, sa_type=JSON)
    good_for: str | None = None
    minutes: int | None = None
    for_whom: str | None = None
    is_retired: bool = False
    added_by: str = Field(max_length=20)
    created_at: datetime = Field(sa_type=UtcDateTime)


class Mentor(Row, table=True):
    """What somebody offered to teach; once `stopped_at` is set they offer nothing, until they volunteer again."""

    __table_args__ = (UniqueConstraint("team_id", "user_id"),)

    id: int | None = Field(default=None, primary_key=True)
    user_id: str = Field(max_length=20)
    topics: list[str] = Field(default_factory=list, sa_type=JSON)
    hours: int
    about: str | None = None
    offered_at: datetime = Field(sa_type=UtcDateTime)
    stopped_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


def every(session: Session, team_id: str) -> list[ResourceView]:
    """Return all resources of the workspace, the retired ones too, in the order in which they were added.

    They are thousands in some: read as they are shown, since rows that could be changed take three times as long.
    """
    wanted = (col(getattr(Resource, field)) for field in ("id", *Entry.__slots__))
    mine = columns(*wanted).where(col(Resource.team_id) == team_id).order_by(col(Resource.id))
    found = session.execute(mine).mappings()
    return [ResourceView(**{**row, "topics": tuple(row["topics"])}) for row in found]


def get(session: Session, team_id: str, resource_id: int) -> Resource | None:
    """Return a resource of this workspace."""
    return session.exec(select(Resource).where(Resource.team_id == team_id, Resource.id == resource_id)).first()


def of_identity(session: Session, team_id: str, identity: str) -> Resource | None:
    """Return the resource that is known by this address or, for want of one, title."""
    return session.exec(select(Resource).where(Resource.team_id == team_id, Resource.identity == identity)).first()


def add_all(session: Session, found: Iterable[dict[str, Any]]) -> None:
    """Add resources given by their columns, however many they are."""
    if rows := list(found):
        session.execute(insert(Resource), rows)


def change_all(session: Session, changed: Iterable[dict[str, Any]]) -> None:
    """Change resources given by their ids and the columns that change, however many they are."""
    if rows := list(changed):
        session.execute(update(Resource), rows)


def mentors(session: Session, team_id: str) -> Sequence[Mentor]:
    """Return who offers to teach in this workspace."""
    offering = select(Mentor).where(Mentor.team_id == team_id, col(Mentor.stopped_at).is_(None))
    return session.exec(offering.order_by(col(Mentor.id))).all()


def mentor(session: Session, team_id: str, mentor_id: int) -> Mentor | None:
    """Return what a mentor of this workspace offers or offered."""
    return session.exec(select(Mentor).where(Mentor.team_id == team_id, Mentor.id == mentor_id)).first()


def mentor_named(session: Session, team_id: str, user_id: str) -> Mentor | None:
    """Return what this person offers or offered."""
    return session.exec(select(Mentor).where(Mentor.team_id == team_id, Mentor.user_id == user_id)).first()
