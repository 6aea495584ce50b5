"""What becomes of polls: which are to be reminded of, which Slack lost, and that nothing is left of a deleted one."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import String, and_, cast, delete, literal, update
from sqlmodel import Session, col, select

from bot.domain.outbox import State
from bot.domain.polls import KEY
from bot.domain.polls_results import Ending
from bot.store.meetings import Meeting
from bot.store.outbox import Outgoing
from bot.store.polls import Answers, Poll, Turnout


def to_remind(session: Session, team_id: str, now: datetime) -> Sequence[Poll]:
    """Return the open polls of which people are to be reminded now."""
    mine = select(Poll).where(Poll.team_id == team_id, col(Poll.closed_at).is_(None), col(Poll.remind_at) <= now)
    return session.exec(mine.where(col(Poll.reminded_at).is_(None)).order_by(col(Poll.id))).all()


def lost(session: Session, team_id: str, reasons: frozenset[str]) -> Sequence[tuple[Poll, str | None]]:
    """Return the open polls whose posted message Slack would not change, with its reason."""
    key = literal(KEY) + cast(col(Poll.id), String)
    stuck = and_(col(Outgoing.state) == State.SENT, col(Outgoing.reason).in_(reasons))
    there = and_(col(Outgoing.team_id) == team_id, col(Outgoing.key) == key, stuck)
    unseen = select(Poll, Outgoing.reason).join(Outgoing, there)
    return session.exec(unseen.where(Poll.team_id == team_id, col(Poll.closed_at).is_(None))).all()


def posted_in(session: Session, team_id: str, channel_id: str) -> Sequence[Poll]:
    """Return the open polls whose message stands in a channel."""
    key = literal(KEY) + cast(col(Poll.id), String)
    there = and_(
        col(Outgoing.team_id) == team_id, col(Outgoing.key) == key, col(Outgoing.state) == State.SENT
    )  # fmt: skip
    mine = select(Poll).join(Outgoing, there).where(Poll.team_id == team_id, Poll.channel_id == channel_id)
    return session.exec(mine.where(col(Poll.closed_at).is_(None)).order_by(col(Poll.id))).all()


def ended_unseen(session: Session, team_id: str, channel_id: str) -> Sequence[Poll]:
    """Return the polls that ended because the bot lost their channel."""
    mine = select(Poll).where(Poll.team_id == team_id, Poll.channel_id == channel_id)
    return session.exec(mine.where(Poll.ending == Ending.CHANNEL_GONE).order_by(col(Poll.id))).all()


def messages_about(session: Session, team_id: str, key: str) -> Sequence[Outgoing]:
    """Return every message about a poll but its own, whose key is `key`."""
    mine = select(Outgoing).where(Outgoing.team_id == team_id)
    return session.exec(mine.where(col(Outgoing.key).startswith(f"{key}:", autoescape=True))).all()


def forget_everything(session: Session, team_id: str, poll_id: int) -> None:
    """Delete what was answered, and who answered."""
    for table in (Answers, Turnout):
        session.execute(delete(table).where(col(table.team_id) == team_id, col(table.poll_id) == poll_id))
    mine = update(Meeting).where(col(Meeting.team_id) == team_id, col(Meeting.poll_id) == poll_id)
    session.execute(mine.values(poll_id=None))
