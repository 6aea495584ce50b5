"""Polls, who answered them and what was answered: two tables that no row, key or order connects."""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import JSON, String, and_, bindparam, cast, exists, literal, or_
from sqlalchemy.orm import aliased
from sqlmodel import Field, Session, col, select
from sqlmodel.sql.expression import Select, SelectOfScalar

from bot.domain.outbox import State
from bot.domain.polls import KEY, REFUSED
from bot.domain.polls_results import Ending
from bot.store.base import Row, UtcDateTime
from bot.store.many import among
from bot.store.outbox import Outgoing


class Poll(Row, table=True):
    """Questions put to a channel.

    The answers of a secret poll are locked with the key named `lock`, which is in no database and is destroyed once
    the poll is closed; then `counts` and `comments` are all that is left of them. `lock` is None once the key is gone.
    `secret` is what an earlier version kept instead. `is_untold` as long as its owner did not hear of its end.
    """

    id: int | None = Field(default=None, primary_key=True)
    channel_id: str = Field(max_length=20)
    owner: str = Field(max_length=20)
    title: str = ""
    reason: str = ""
    questions: list[Any] = Field(sa_type=JSON)
    mode: str = Field(max_length=12)
    is_live: bool = True
    may_add: bool = False
    for_guests: bool = True
    has_comments: bool = False
    reminds: bool = False
    lock: str | None = Field(default=None, max_length=32, index=True)
    secret: bytes | None = None
    counts: list[Any] | None = Field(default=None, sa_type=JSON)
    comments: list[Any] | None = Field(default=None, sa_type=JSON)
    answers: int | None = None
    thread_key: str | None = Field(default=None, max_length=120)
    series_id: int | None = Field(default=None, foreign_key="poll_series.id", index=True)
    opens_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    closes_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    closed_by: str | None = Field(default=None, max_length=20)
    ending: str | None = Field(default=None, max_length=20)
    edited_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    edits: list[Any] | None = Field(default=None, sa_type=JSON)
    remind_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)
    reminded_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    came_of_it: str | None = None
    follow_up_id: int | None = None
    is_untold: bool = Field(default=False, index=True)
    created_at: datetime = Field(sa_type=UtcDateTime)


class PollSeries(Row, table=True):
    """A poll that is asked again and again: what is asked, in which rhythm, and when next (None once it is stopped).

    `body` is a ballot as `bot.domain.polls_blueprint` packs it, `open_for` how long each poll stays open, in seconds.
    """

    __tablename__ = "poll_series"

    id: int | None = Field(default=None, primary_key=True)
    channel_id: str = Field(max_length=20)
    owner: str = Field(max_length=20)
    body: dict[str, Any] = Field(sa_type=JSON)
    rhythm: str = Field(max_length=20)
    begins_at: datetime = Field(sa_type=UtcDateTime)
    open_for: int | None = None
    next_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)
    stopped_by: str | None = Field(default=None, max_length=20)
    created_at: datetime = Field(sa_type=UtcDateTime)


class PollDraft(Row, table=True):
    """A poll that somebody is still putting together; `body` is a ballot as `bot.domain.polls_blueprint` packs it.

    `channel_id` is where it was begun, empty where its form asks for the channel. `revision` counts its changes, and is
    0 while it was only looked at; `edition` counts how often it was begun from something else.
    """

    __tablename__ = "poll_draft"

    id: int | None = Field(default=None, primary_key=True)
    owner: str = Field(max_length=20, index=True)
    channel_id: str = Field(max_length=20)
    body: dict[str, Any] = Field(sa_type=JSON)
    revision: int = 0
    edition: int = 0
    changed_at: datetime = Field(sa_type=UtcDateTime)


class Turnout(Row, table=True):
    """Somebody answered a confidential poll; of a named one the sheets say it, of an anonymous one nothing does.

    Stored in the order of the key: row numbers would tell who answered when.
    """

    __tablename__ = "poll_turnout"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012

    team_id: str = Field(max_length=20)
    poll_id: int = Field(foreign_key="poll.id", primary_key=True)
    user_id: str = Field(primary_key=True, max_length=20)


class Answers(Row, table=True):
    """One person's sheet in a poll, and whether there is an answer on it; stored in the order of the key.

    In a named poll `voter` is a user id and `body` plain JSON; in a secret one the key's name for the person, and
    locked.
    """

    __tablename__ = "poll_answers"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012

    team_id: str = Field(max_length=20)
    poll_id: int = Field(foreign_key="poll.id", primary_key=True)
    voter: str = Field(primary_key=True, max_length=64)
    is_cast: bool = False
    body: bytes = b""


def get(session: Session, team_id: str, poll_id: int) -> Poll | None:
    """Return a poll of this workspace; one that was deleted is gone, also while its key is still to be destroyed."""
    return several(session, team_id, [poll_id]).get(poll_id)


def several(session: Session, team_id: str, poll_ids: Collection[int]) -> dict[int, Poll]:
    """Return polls of this workspace by their id, as `get` does."""
    found = session.exec(_several(), params={"team_id": team_id, "poll_ids": list(poll_ids)})
    return {poll.id or 0: poll for poll in found}


@cache
def _several() -> SelectOfScalar[Poll]:
    there = or_(col(Poll.ending).is_(None), col(Poll.ending) != Ending.DELETED)
    return select(Poll).where(Poll.team_id == bindparam("team_id"), among(col(Poll.id), "poll_ids"), there)


def came_of_the_last(session: Session, poll: Poll) -> str | None:
    """Return what came of the poll before this one: of the same series, else of the same owner in the channel."""
    before = select(Poll.came_of_it).where(Poll.team_id == poll.team_id, col(Poll.id) < poll.id)
    if poll.series_id:
        alike = before.where(Poll.series_id == poll.series_id)
    else:
        alike = before.where(Poll.owner == poll.owner, Poll.channel_id == poll.channel_id)
    told = alike.where(col(Poll.came_of_it).is_not(None))
    return session.exec(told.order_by(col(Poll.id).desc()).limit(1)).first()


def due(session: Session, team_id: str, now: datetime) -> Sequence[Poll]:
    """Return the open polls whose time is over."""
    return session.exec(_open(team_id).where(col(Poll.closes_at) <= now).order_by(col(Poll.id))).all()


def unlocked(session: Session, team_id: str) -> Sequence[Poll]:
    """Return the closed polls whose key is still to be destroyed."""
    closed = select(Poll).where(Poll.team_id == team_id, col(Poll.lock).is_not(None), col(Poll.closed_at).is_not(None))
    return session.exec(closed).all()


def locked(session: Session, team_id: str) -> Sequence[Poll]:
    """Return the open secret polls that somebody began to answer."""
    begun = exists().where(col(Answers.poll_id) == col(Poll.id))
    return session.exec(_open(team_id).where(col(Poll.lock).is_not(None), begun).order_by(col(Poll.id))).all()


def untold(session: Session, team_id: str) -> Sequence[Poll]:
    """Return the polls of whose end the owner did not hear yet."""
    mine = select(Poll).where(Poll.team_id == team_id, col(Poll.is_untold))
    return session.exec(mine.order_by(col(Poll.id))).all()


def kept_inside(session: Session, team_id: str) -> Sequence[Poll]:
    """Return the polls of an earlier version, whose secret is in the database."""
    return session.exec(select(Poll).where(Poll.team_id == team_id, col(Poll.secret).is_not(None))).all()


def refused(session: Session, team_id: str) -> Sequence[tuple[Poll, str | None]]:
    """Return the open polls that Slack refused, with its reason, as long as the owner was not told."""
    return session.exec(_refused(), params={"team_id": team_id}).all()


@cache
def _refused() -> Select[Poll, str] | Select[Poll, None]:
    mine = bindparam("team_id", type_=String)
    key = literal(KEY) + cast(col(Poll.id), String)
    told = aliased(Outgoing)
    was_told = exists().where(col(told.team_id) == mine, col(told.key) == key + REFUSED)
    dead = and_(col(Outgoing.team_id) == mine, col(Outgoing.key) == key, col(Outgoing.state) == State.DEAD)
    unseen = select(Poll, Outgoing.reason).join(Outgoing, dead)
    return unseen.where(Poll.team_id == mine, col(Poll.closed_at).is_(None), ~was_told)


def _open(team_id: str) -> SelectOfScalar[Poll]:
    return select(Poll).where(Poll.team_id == team_id, col(Poll.closed_at).is_(None))
