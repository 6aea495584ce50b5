"""Which deliveries of Slack have had their effect."""

from collections.abc import Collection
from datetime import datetime
from functools import cache

from sqlalchemy import bindparam, delete
from sqlmodel import Field, Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from bot.store.base import Row, UtcDateTime
from bot.store.many import among, insert_rows


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


def known(session: Session, team_id: str, keys: Collection[str]) -> set[str]:
    """Return those of these deliveries that are there already."""
    return set(session.exec(_known(), params={"team_id": team_id, "keys": list(keys)}))


@cache
def _known() -> SelectOfScalar[str]:
    mine = select(Received.key).where(Received.team_id == bindparam("team_id"))
    return mine.where(among(col(Received.key), "keys"))


def add_all(session: Session, team_id: str, keys: Collection[str], now: datetime) -> None:
    """Write down several deliveries that are not there, in one go."""
    insert_rows(session, Received, [{"key": key} for key in keys], team_id=team_id, received_at=now)


def forget(session: Session, team_id: str, before: datetime) -> None:
    """Drop the keys of the workspace's deliveries older than `before`."""
    session.execute(delete(Received).where(col(Received.team_id) == team_id, col(Received.received_at) < before))
