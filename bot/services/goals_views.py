"""Goals as they are shown and offered."""

from decimal import Decimal

from sqlmodel import Session

from bot.domain.figures import Figure
from bot.domain.goals import CURRENT_MAX, PAGE, Aim, GoalPage, GoalView, Kind, last_page
from bot.services.goals import current, may_change, require_look
from bot.store import goals
from bot.store.goals import Goal


def offered(session: Session, team_id: str, channel_id: str) -> list[GoalView]:
    """Return the current goals of a channel's department, at most 99, in the order of the alphabet."""
    return [view_of(row) for row in goals.of_channel(session, team_id, channel_id)[:CURRENT_MAX]]


def one(session: Session, team_id: str, goal_id: int) -> GoalView | None:
    """Return a goal of this workspace, also a retired one; None when there is none."""
    row = goals.get(session, team_id, goal_id)
    return view_of(row) if row else None


def page(session: Session, team_id: str, user_id: str, channel_id: str, retired: bool, start: int) -> GoalPage:
    """Return the goals from the one at `start` on, or the last page, for a member. Raises Refused for others."""
    require_look(session, team_id, user_id, channel_id)
    found = goals.of_channel(session, team_id, channel_id, retired=retired)
    start = min(start, last_page(len(found)))
    return GoalPage(
        channel_id=channel_id,
        goals=tuple(view_of(row) for row in found[start : start + PAGE]),
        retired=retired,
        start=start,
        total=len(found),
        others=len(goals.of_channel(session, team_id, channel_id, retired=not retired)),
        may_change=may_change(session, team_id, user_id, channel_id),
    )


def for_change(session: Session, team_id: str, user_id: str, goal_id: int) -> Aim:
    """Return what was said of a goal for those who may change it; raises Refused for others and a retired one."""
    row = current(session, team_id, user_id, goal_id)
    return Aim(row.name, row.kind, row.unit, row.baseline, row.measured_on, row.target, row.due_on, row.owner)


def view_of(row: Goal) -> GoalView:
    """Return a row as it is shown."""
    return GoalView(
        id=row.id or 0, channel_id=row.channel_id, name=row.name, kind=Kind(row.kind), unit=row.unit,
        baseline=_figure(row.baseline, row.baseline_number), measured_on=row.measured_on,
        target=_figure(row.target, row.target_number), due_on=row.due_on, owner=row.owner,
        retired=row.retired_at is not None,
    )  # fmt: skip


def _figure(written: str | None, number: str | None) -> Figure | None:
    return Figure(written, Decimal(number)) if written and number else None
