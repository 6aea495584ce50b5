"""Queries that look after the program rather than the people."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, func, not_, or_, update
from sqlmodel import Session, col, select

from bot.domain.outbox import State
from bot.store import outbox_claims
from bot.store.outbox import Outgoing
from bot.store.settings import Workspace


def write(session: Session, team_id: str) -> None:
    """Write what the workspace's row says already; raises SQLAlchemyError when nothing can be written."""
    session.exec(update(Workspace).where(col(Workspace.team_id) == team_id).values(team_id=team_id))


def is_installed(session: Session, team_id: str) -> bool:
    """Say whether the bot ever ran in this workspace."""
    return session.get(Workspace, team_id) is not None


def count_by_state(session: Session, team_id: str) -> dict[str, int]:
    """Return how many messages of the outbox are in each state that any is in."""
    counted = select(Outgoing.state, func.count()).where(Outgoing.team_id == team_id).group_by(Outgoing.state)
    return dict(session.exec(counted).all())


def waiting_since(session: Session, team_id: str, now: datetime) -> datetime | None:
    """Return since when the message that waits longest should have been said, if any should by `now`."""
    tried = and_(col(Outgoing.attempts) > 0, col(Outgoing.first_tried_at).is_not(None))
    since = case((tried, col(Outgoing.first_tried_at)), else_=col(Outgoing.due_at))
    waiting = col(Outgoing.state).in_((State.DUE, State.SENDING))
    oldest = select(since).where(Outgoing.team_id == team_id, waiting, since <= now).order_by(since)
    return session.exec(oldest.limit(1)).first()


def unsaid(
    session: Session, team_id: str, stale_before: datetime, own_way: Collection[str], own_way_since: datetime
) -> Sequence[Outgoing]:
    """Return what is planned, begun, dead or in doubt, and what is posted but stale since `stale_before`.

    What is dead of the kinds that have a way of their own is left out when it was due before `own_way_since`.
    """
    is_open = col(Outgoing.state).in_((State.DUE, State.SENDING, State.REMOVING, State.DEAD, State.UNKNOWN))
    is_stale = and_(col(Outgoing.state) == State.SENT, col(Outgoing.refresh_at) <= stale_before)
    is_old = col(Outgoing.due_at) < own_way_since
    is_told = and_(col(Outgoing.state) == State.DEAD, col(Outgoing.kind).in_(own_way), is_old)
    found = select(Outgoing).where(Outgoing.team_id == team_id, or_(is_open, is_stale), not_(is_told))
    return session.exec(found.order_by(col(Outgoing.due_at))).all()


def other_workspaces(session: Session, team_id: str) -> list[str]:
    """Return the workspaces that are in this database beside this one."""
    others = select(Workspace.team_id).where(Workspace.team_id != team_id).order_by(Workspace.team_id)
    return list(session.exec(others).all())


def under_way(session: Session, team_id: str, now: datetime) -> bool:
    """Say whether any message is being said, may be said by `now`, or is to be brought up to date."""
    is_stale = and_(col(Outgoing.refresh_at).is_not(None), or_(_lags(), col(Outgoing.refresh_at) <= now))
    sending = or_(col(Outgoing.state).in_((State.SENDING, State.REMOVING)), is_stale)
    busy = session.exec(select(Outgoing.id).where(Outgoing.team_id == team_id, sending).limit(1)).first()
    return busy is not None or bool(outbox_claims.to_post(session, team_id, now, 1, ()))


def _lags() -> ColumnElement[bool]:
    """Say whether a message shows less than is known; one that is shown anew at a later moment shows all until then."""
    return col(Outgoing.wanted) > col(Outgoing.shown)
