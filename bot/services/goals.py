"""Goals of a department: added, changed, retired and brought back by its lead and the L&D partners."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.domain.errors import Invalid, Refused
from bot.domain.goals import CURRENT_MAX, Aim, measures, problems
from bot.services import people
from bot.store import departments, goals
from bot.store.goals import Goal


def add(session: Session, team_id: str, user_id: str, channel_id: str, aim: Aim, now: datetime) -> int:
    """Keep a new goal of a channel's department and return its id. Raises Invalid and Refused."""
    require_right(session, team_id, user_id, channel_id)
    _require_room(session, team_id, channel_id)
    row = Goal(team_id=team_id, channel_id=channel_id, name="", kind="", created_by=user_id, created_at=now)
    _write(session, row, user_id, aim, now)
    session.add(row)
    session.flush()
    return row.id or 0


def change(session: Session, team_id: str, user_id: str, goal_id: int, aim: Aim, now: datetime) -> None:
    """Say anew what a current goal is. Raises Invalid, and Refused also for one that was retired meanwhile."""
    _write(session, current(session, team_id, user_id, goal_id), user_id, aim, now)


def retire(session: Session, team_id: str, user_id: str, goal_id: int, now: datetime) -> None:
    """Offer a goal no longer; the same again changes nothing. Raises Refused."""
    row = _changeable(session, team_id, user_id, goal_id)
    row.retired_at = row.retired_at or now


def bring_back(session: Session, team_id: str, user_id: str, goal_id: int, now: datetime) -> None:
    """Make a retired goal current again, as it was. Raises Refused, also where one of its name is current."""
    row = _changeable(session, team_id, user_id, goal_id)
    if row.retired_at is None:
        return
    _require_room(session, team_id, row.channel_id)
    if _is_named_alike(session, row, row.name):
        raise Refused("goal_like_this")
    row.retired_at = None


def current(session: Session, team_id: str, user_id: str, goal_id: int) -> Goal:
    """Return a goal for those who may change it; raises Refused for others and for one that is retired."""
    row = _changeable(session, team_id, user_id, goal_id)
    if row.retired_at:
        raise Refused("goal_retired")
    return row


def require_right(session: Session, team_id: str, user_id: str, channel_id: str) -> None:
    """Let the lead of a channel's department and L&D partners pass; raises Refused for others and outside channels."""
    require_look(session, team_id, user_id, channel_id)
    if not may_change(session, team_id, user_id, channel_id):
        lead = _lead(session, team_id, channel_id)
        raise Refused("goals_of_lead", lead=people.name(session, team_id, lead) if lead else None)


def require_look(session: Session, team_id: str, user_id: str, channel_id: str) -> None:
    """Let members of the workspace pass; raises Refused for others, and where no department is at home."""
    people.require_member(session, team_id, user_id)
    if channel_id[:1] not in {"C", "G"}:
        raise Refused("no_goals_here")


def may_change(session: Session, team_id: str, user_id: str, channel_id: str) -> bool:
    """Say whether this member leads the channel's department, or is an L&D partner."""
    return user_id == _lead(session, team_id, channel_id) or people.is_partner(session, team_id, user_id)


def _lead(session: Session, team_id: str, channel_id: str) -> str | None:
    department = departments.of_channel(session, team_id, channel_id)
    return department.lead if department else None


def _changeable(session: Session, team_id: str, user_id: str, goal_id: int) -> Goal:
    people.require_member(session, team_id, user_id)
    row = goals.get(session, team_id, goal_id)
    if row is None:
        raise Refused("gone")
    require_right(session, team_id, user_id, row.channel_id)
    return row


def _require_room(session: Session, team_id: str, channel_id: str) -> None:
    if len(goals.of_channel(session, team_id, channel_id)) >= CURRENT_MAX:
        raise Refused("too_many_goals", most=CURRENT_MAX)


def _write(session: Session, row: Goal, user_id: str, aim: Aim, now: datetime) -> None:
    """Put on the row what was said, where all of it can be kept."""
    today = people.today(session, row.team_id, user_id, now)
    if found := problems(aim, today, row.due_on) | _problems_here(session, row, aim):
        raise Invalid(found)
    for field, value in _columns(aim).items():
        setattr(row, field, value)


def _problems_here(session: Session, row: Goal, aim: Aim) -> dict[str, str]:
    """Return what only the workspace knows to be wrong: a name that is in use, an owner who can't be one."""
    owner = people.problem(session, row.team_id, aim.owner)
    named = {"name": "goal_like_this"} if _is_named_alike(session, row, aim.name or "") else {}
    return named | ({"owner": owner} if owner else {})


def _is_named_alike(session: Session, row: Goal, name: str) -> bool:
    others = goals.of_channel(session, row.team_id, row.channel_id)
    return any(each.id != row.id and each.name.casefold() == name.casefold() for each in others)


def _columns(aim: Aim) -> dict[str, Any]:
    said = {field: getattr(aim, field) for field in ("name", "kind", "measured_on", "due_on", "owner")}
    found = measures(aim)
    for field, figure in (("baseline", found.baseline), ("target", found.target)):
        said |= {field: figure and figure.written, f"{field}_number": f"{figure.number:f}" if figure else None}
    return said | {"unit": found.unit}
