"""Series of polls: found by their id, by their channel, and when the next poll is due."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import or_
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from bot.domain.polls_results import Ending
from bot.store.polls import Poll, PollSeries


def get(session: Session, team_id: str, series_id: int) -> PollSeries | None:
    """Return a series of this workspace."""
    return session.exec(select(PollSeries).where(PollSeries.team_id == team_id, PollSeries.id == series_id)).first()


def due(session: Session, team_id: str, now: datetime) -> Sequence[PollSeries]:
    """Return the series whose next poll is to be asked."""
    return session.exec(_running(team_id).where(col(PollSeries.next_at) <= now).order_by(col(PollSeries.id))).all()


def in_channel(session: Session, team_id: str, channel_id: str) -> Sequence[PollSeries]:
    """Return the series that go on in a channel."""
    mine = _running(team_id).where(PollSeries.channel_id == channel_id)
    return session.exec(mine.order_by(col(PollSeries.id))).all()


def rounds(session: Session, team_id: str, series_id: int) -> Sequence[Poll]:
    """Return the polls of a series that are not deleted, the newest first."""
    there = or_(col(Poll.ending).is_(None), col(Poll.ending) != Ending.DELETED)
    mine = select(Poll).where(Poll.team_id == team_id, Poll.series_id == series_id, there)
    return session.exec(mine.order_by(col(Poll.id).desc())).all()


def open_rounds(session: Session, team_id: str, series_id: int) -> Sequence[Poll]:
    """Return the polls of a series that take answers."""
    return [each for each in rounds(session, team_id, series_id) if each.closed_at is None]


def _running(team_id: str) -> SelectOfScalar[PollSeries]:
    return select(PollSeries).where(PollSeries.team_id == team_id, col(PollSeries.next_at).is_not(None))
