"""Queries that look after the program rather than the people."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import and_, func, or_, text
from sqlmodel import Session, col, select

from bot.domain.outbox import State
from bot.store import outbox
from bot.store.outbox import Outgoing
from bot.store.settings import Workspace


def ping(session: Session) -> None:
    """Ask the database for nothing; raises SQLAlchemyError when it does not answer."""
    session.connection().execute(text("SELECT 1"))


def is_installed(session: Session, team_id: str) -> bool:
    """Say whether the bot ever ran in this workspace."""
    return session.get(Workspace, team_id) is not None


def count_by_state(session: Session, team_id: str) -> dict[str, int]:
    """Return how many messages of the outbox are in each state that any is in."""
    counted = select(Outgoing.state, func.count()).where(Outgoing.team_id == team_id).group_by(Outgoing.state)
    return dict(session.exec(counted).all())


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
