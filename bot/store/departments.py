"""Departments: a business unit with its home channel."""

from collections.abc import Sequence
from datetime import datetime, time

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Session, col, select

from bot.store.base import Row, UtcDateTime


class Department(Row, table=True):
    """What is known of a department; hours are local to `timezone`, `country` and `region` name its holidays.

    When touchpoints follow the recap, and whether they need a partner's word, is as in the settings where it is None.
    """

    __table_args__ = (UniqueConstraint("team_id", "channel_id"),)

    id: int | None = Field(default=None, primary_key=True)
    channel_id: str = Field(max_length=20)
    name: str
    kind: str = Field(max_length=20)
    lead: str | None = Field(default=None, max_length=20)
    partner: str | None = Field(default=None, max_length=20)
    timezone: str
    opens: time
    closes: time
    country: str | None = Field(default=None, max_length=2)
    region: str | None = Field(default=None, max_length=60)
    plan_after: int | None = None
    acknowledge_after: int | None = None
    needs_approval: bool | None = None
    invited_by: str | None = Field(default=None, max_length=20)
    bot_is_there: bool = True
    described_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    created_at: datetime = Field(sa_type=UtcDateTime)


def of_channel(session: Session, team_id: str, channel_id: str) -> Department | None:
    """Return the department whose home is this channel."""
    mine = select(Department).where(Department.team_id == team_id, Department.channel_id == channel_id)
    return session.exec(mine).first()


def some_need_approval(session: Session, team_id: str) -> bool:
    """Say whether the touchpoints of a department need a partner's word whatever the settings say."""
    mine = select(Department.id).where(Department.team_id == team_id, col(Department.needs_approval).is_(True))
    return session.exec(mine).first() is not None


def get(session: Session, team_id: str, department_id: int) -> Department | None:
    """Return a department of this workspace."""
    return session.exec(select(Department).where(Department.team_id == team_id, Department.id == department_id)).first()


def every(session: Session, team_id: str) -> Sequence[Department]:
    """Return the workspace's departments by name."""
    return session.exec(select(Department).where(Department.team_id == team_id).order_by(col(Department.name))).all()
