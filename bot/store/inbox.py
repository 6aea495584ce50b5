"""Which deliveries of Slack have had their effect."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Field, Session, col

from bot.store.base import Row, UtcDateTime
from bot.store.many import insert_new


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


def add_new(session: Session, team_id: str, keys: Collection[str], now: datetime) -> set[str]:
    """Write down those of these deliveries that are not there yet, in one go; return their keys."""
    return set(insert_new(session, Received, "key", keys, team_id=team_id, received_at=now))


def remove(session: Session, team_id: str, keys: Collection[str]) -> None:
    """Take deliveries out again that had no effect after all."""
    session.execute(delete(Received).where(col(Received.team_id) == team_id, col(Received.key).in_(keys)))


def forget(session: Session, team_id: str, before: datetime) -> None:
    """Drop the keys of the workspace's deliveries older than `before`."""
    session.execute(delete(Received).where(col(Received.team_id) == team_id, col(Received.received_at) < before))
