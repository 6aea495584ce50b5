"""Drafts of polls, each its owner's alone."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Session, col, select

from bot.store.polls import PollDraft


def get(session: Session, team_id: str, owner: str, draft_id: int) -> PollDraft | None:
    """Return a draft to its owner."""
    mine = select(PollDraft).where(PollDraft.team_id == team_id, PollDraft.owner == owner)
    return session.exec(mine.where(PollDraft.id == draft_id)).first()


def kept(session: Session, team_id: str, owner: str, most: int) -> Sequence[PollDraft]:
    """Return the drafts in which somebody wrote something, the last one first."""
    mine = select(PollDraft).where(PollDraft.team_id == team_id, PollDraft.owner == owner, col(PollDraft.revision) > 0)
    return session.exec(mine.order_by(col(PollDraft.changed_at).desc(), col(PollDraft.id).desc()).limit(most)).all()


def forget_untouched(session: Session, team_id: str, owner: str, before: datetime) -> None:
    """Delete what somebody opened before a moment and closed again without a word."""
    mine = delete(PollDraft).where(col(PollDraft.team_id) == team_id, col(PollDraft.owner) == owner)
    session.execute(mine.where(col(PollDraft.revision) == 0, col(PollDraft.changed_at) < before))
