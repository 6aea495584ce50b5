"""Describing a department: who may, what the form begins with, and what it says in the end."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.domain.departments import Cadence, DepartmentView, Description, cadence_problems, hello_key, problems
from bot.domain.errors import Invalid, Refused
from bot.domain.outbox import Post
from bot.services import departments, outbox, people, places, touchpoints_changes
from bot.store import departments as rows
from bot.store.departments import Department

FACTS = tuple(field for field in Description.__slots__ if field != "cadence")


def opened(session: Session, team_id: str, user_id: str, channel_id: str, now: datetime) -> DepartmentView:
    """Return what is known or assumed of a channel's department.

    Raises Refused for guests, for a direct message, and for those who may not change a described department.
    """
    row = _open_for(session, team_id, user_id, channel_id)
    if row is None or row.invited_by is None:
        row = departments.beginning(session, team_id, channel_id, user_id, now)
    may_set = people.is_partner(session, team_id, user_id)
    return replace(departments.view(row), cadence=departments.own_cadence(row) if may_set else None)


def describe(
    session: Session, team_id: str, user_id: str, channel_id: str, said: Description, bot_is_there: bool, now: datetime
) -> None:
    """Keep what somebody says of a department and confirm it to them. Raises Invalid and Refused.

    What waits follows its days and hours at once; how many days lie between touchpoints counts for meetings to come.
    """
    _open_for(session, team_id, user_id, channel_id)
    if said.cadence:
        people.require_partner(session, team_id, user_id)
    wrong = problems(said) | _cadence_problems(session, team_id, said)
    if found := wrong | _place_problems(said) | _people_problems(session, team_id, said):
        raise Invalid(found)
    row = departments.at(session, team_id, channel_id, user_id, now)
    before = departments.calendar(row)
    for field in FACTS:
        setattr(row, field, getattr(said, field))
    for field in Cadence.__slots__ if said.cadence else ():
        setattr(row, field, getattr(said.cadence, field))
    row.invited_by, row.described_at, row.bot_is_there = row.invited_by or user_id, now, bot_is_there
    touchpoints_changes.replan(session, row, before, now)
    key = f"department:{row.id}:described:{user_id}:{int(now.timestamp())}"
    outbox.plan(session, team_id, Post(key, "departments.described", user_id, {"department": row.id}), now, now)
    outbox.refresh(session, team_id, hello_key(row.id or 0, row.invited_by), now)


def view(session: Session, team_id: str, refs: dict[str, Any]) -> DepartmentView:
    """Return the department that `refs["department"]` names. Raises Refused when it is gone."""
    row = rows.get(session, team_id, int(refs["department"]))
    if row is None:
        raise Refused("gone")
    return departments.view(row)


def _open_for(session: Session, team_id: str, user_id: str, channel_id: str) -> Department | None:
    people.require_member(session, team_id, user_id)
    if channel_id[:1] not in {"C", "G"}:
        raise Refused("no_department_here")
    row = rows.of_channel(session, team_id, channel_id)
    if row and row.described_at and not _may_change(session, row, user_id):
        raise Refused("department_is_described", who=_who_may(session, row))
    return row


def _may_change(session: Session, row: Department, user_id: str) -> bool:
    return user_id in (row.lead, row.partner, row.invited_by) or people.is_partner(session, row.team_id, user_id)


def _who_may(session: Session, row: Department) -> list[str]:
    asked = dict.fromkeys(user for user in (row.lead, row.partner, row.invited_by) if user)
    return [people.name(session, row.team_id, user) for user in asked]


def _cadence_problems(session: Session, team_id: str, said: Description) -> dict[str, str]:
    return cadence_problems(said.cadence.over(departments.settled(session, team_id))) if said.cadence else {}


def _place_problems(said: Description) -> dict[str, str]:
    return {"region": "region_elsewhere"} if said.region and not places.region_name(said.region) else {}


def _people_problems(session: Session, team_id: str, said: Description) -> dict[str, str]:
    lead, partner = people.problem(session, team_id, said.lead), people.problem(session, team_id, said.partner)
    if said.partner and not partner and people.partners(session, team_id):
        partner = None if people.is_partner(session, team_id, said.partner) else "not_a_partner"
    return {field: reason for field, reason in (("lead", lead), ("partner", partner)) if reason}
