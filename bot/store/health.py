"""Queries that look after the program rather than the people."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import and_, case, func, or_, update
from sqlmodel import Session, col, select

from bot.domain.outbox import State
from bot.store import outbox
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


def unsaid(session: Session, team_id: str, since: datetime, due_before: datetime) -> Sequence[Outgoing]:
    """Return the messages that failed since `since`, and those that wait although due before `due_before`."""
    failed = and_(col(Outgoing.state).in_((State.DEAD, State.UNKNOWN)), col(Outgoing.due_at) >= since)
    waiting = and_(col(Outgoing.state).in_((State.DUE, State.SENDING)), col(Outgoing.due_at) < due_before)
    found = select(Outgoing).where(Outgoing.team_id == team_id, or_(failed, waiting))
    return session.exec(found.order_by(col(Outgoing.due_at))).all()


def under_way(session: Session, team_id: str, now: datetime) -> bool:
    """Say whether any message is being said, may be said by `now`, or is to be brought up to date."""
    sending = or_(col(Outgoing.state) == State.SENDING, col(Outgoing.refresh_at).is_not(None))
    busy = session.exec(select(Outgoing.id).where(Outgoing.team_id == team_id, sending).limit(1)).first()
    return busy is not None or bool(outbox.to_post(session, now, 1, ()))
