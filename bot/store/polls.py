"""Polls, who answered them and what was answered: two tables that no row, key or order connects."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String, and_, cast, delete, exists, func, literal
from sqlalchemy.orm import aliased
from sqlmodel import Field, Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from bot.domain.outbox import State
from bot.domain.polls import KEY, REFUSED
from bot.store.base import Row, UtcDateTime
from bot.store.outbox import Outgoing


class Poll(Row, table=True):
    """A question put to a channel.

    `secret` makes the voter keys of a confidential poll; its close destroys it and leaves the `tally`.
    """

    id: int | None = Field(default=None, primary_key=True)
    channel_id: str = Field(max_length=20)
    owner: str = Field(max_length=20)
    question: str
    options: list[Any] = Field(sa_type=JSON)
    is_multiple: bool
    is_confidential: bool
    secret: bytes | None = None
    thread_key: str | None = Field(default=None, max_length=120)
    closes_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    closed_by: str | None = Field(default=None, max_length=20)
    tally: list[Any] | None = Field(default=None, sa_type=JSON)
    created_at: datetime = Field(sa_type=UtcDateTime)


class Turnout(Row, table=True):
    """Somebody answered a poll. Stored in the order of the key: row numbers would tell who answered when."""

    __tablename__ = "poll_turnout"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012

    poll_id: int = Field(foreign_key="poll.id", primary_key=True)
    user_id: str = Field(primary_key=True, max_length=20)


class Vote(Row, table=True):
    """What one voter chose: positions of options, none once it is taken back, and the clicks that led there.

    Stored in the order of the key, as turnout is.
    """

    __tablename__ = "poll_vote"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012

    poll_id: int = Field(foreign_key="poll.id", primary_key=True)
    voter: str = Field(primary_key=True, max_length=64)
    chosen: list[Any] = Field(default_factory=list, sa_type=JSON)
    clicks: list[Any] = Field(default_factory=list, sa_type=JSON)


def get(session: Session, team_id: str, poll_id: int) -> Poll | None:
    """Return a poll of this workspace."""
    return session.exec(select(Poll).where(Poll.team_id == team_id, Poll.id == poll_id)).first()


def due(session: Session, team_id: str, now: datetime) -> Sequence[Poll]:
    """Return the open polls whose time is over."""
    return session.exec(_open(team_id).where(col(Poll.closes_at) <= now).order_by(col(Poll.id))).all()


def refused(session: Session, team_id: str) -> Sequence[tuple[Poll, str | None]]:
    """Return the open polls that Slack refused, with its reason, as long as the owner was not told."""
    key = literal(KEY) + cast(col(Poll.id), String)
    told = aliased(Outgoing)
    was_told = exists().where(col(told.team_id) == team_id, col(told.key) == key + REFUSED)
    dead = and_(col(Outgoing.team_id) == team_id, col(Outgoing.key) == key, col(Outgoing.state) == State.DEAD)
    unseen = select(Poll, Outgoing.reason).join(Outgoing, dead)
    return session.exec(unseen.where(Poll.team_id == team_id, col(Poll.closed_at).is_(None), ~was_told)).all()


def vote_of(session: Session, team_id: str, poll_id: int, voter: str) -> Vote:
    """Return what stands for this voter; a new row, without a choice, for one who never clicked."""
    if row := session.get(Vote, (poll_id, voter)):
        return row
    row = Vote(team_id=team_id, poll_id=poll_id, voter=voter)
    session.add(row)
    return row


def turnout_of(session: Session, poll_id: int, user_id: str) -> Turnout | None:
    """Return that this person answered, if they did."""
    return session.get(Turnout, (poll_id, user_id))


def answers(session: Session, team_id: str, poll_id: int) -> int:
    """Count the people who answered."""
    counted = select(func.count()).select_from(Turnout)
    return session.exec(counted.where(Turnout.team_id == team_id, Turnout.poll_id == poll_id)).one()


def votes(session: Session, team_id: str, poll_id: int) -> Sequence[tuple[str, Sequence[int]]]:
    """Return each voter with the positions they chose, ordered by the voters' keys; not what was taken back."""
    mine = select(Vote.voter, Vote.chosen).where(Vote.team_id == team_id, Vote.poll_id == poll_id)
    return [(voter, chosen) for voter, chosen in session.exec(mine.order_by(col(Vote.voter))) if chosen]


def forget_votes(session: Session, team_id: str, poll_id: int) -> None:
    """Delete what was answered; that somebody answered stays."""
    session.execute(delete(Vote).where(col(Vote.team_id) == team_id, col(Vote.poll_id) == poll_id))


def _open(team_id: str) -> SelectOfScalar[Poll]:
    return select(Poll).where(Poll.team_id == team_id, col(Poll.closed_at).is_(None))
