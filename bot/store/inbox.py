"""Which deliveries of Slack have had their effect."""

from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Field, Session, col

from bot.store.base import Row, UtcDateTime


class Received(Row, table=True):
    """A delivery that had its effect in the transaction that wrote this row."""

    __tablename__ = "inbox"

    team_id: str = Field(primary_key=True, max_length=20)
    key: str = Field(primary_key=True, max_length=255)
    received_at: datetime = Field(sa_type=UtcDateTime, index=True)


def add(session: Session, team_id: str, key: str, now: datetime) -> bool:
    """Write the delivery down; False when it is there already."""
    if session.get(Received, (team_id, key)):
        return False
    session.add(Received(team_id=team_id, key=key, received_at=now))
    return True


def forget(session: Session, team_id: str, before: datetime) -> None:
    """Drop the keys of the workspace's deliveries older than `before`."""
    session.execute(delete(Received).where(col(Received.team_id) == team_id, col(Received.received_at) < before))
