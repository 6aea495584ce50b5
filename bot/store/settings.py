"""A workspace and what its L&D partners settled for it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, Session, SQLModel, col, select

from bot.domain.settings import (
    ACKNOWLEDGE_AFTER,
    CONTRIBUTION_EMOJI,
    FOLLOW_UP_EMOJI,
    PLAN_AFTER,
    REQUEST_EMOJI,
    RESPONSE_HOURS,
    TAKEAWAY_EMOJI,
)


class Workspace(SQLModel, table=True):
    """A Slack team that installed the bot, with its settings."""

    team_id: str = Field(primary_key=True, max_length=20)
    bot_user_id: str = Field(max_length=20)
    lnd_channel: str | None = Field(default=None, max_length=20)
    partners: list[Any] = Field(default_factory=list, sa_type=JSON)
    partner_group: str | None = Field(default=None, max_length=20)
    group_members: list[Any] = Field(default_factory=list, sa_type=JSON)
    response_hours: int = RESPONSE_HOURS
    request_emoji: str = Field(default=REQUEST_EMOJI, max_length=100)
    takeaway_emoji: str = Field(default=TAKEAWAY_EMOJI, max_length=100)
    follow_up_emoji: str = Field(default=FOLLOW_UP_EMOJI, max_length=100)
    contribution_emoji: str = Field(default=CONTRIBUTION_EMOJI, max_length=100)
    plan_after: int = PLAN_AFTER
    acknowledge_after: int = ACKNOWLEDGE_AFTER
    needs_approval: bool = False
    next_request: int = 1


def every(session: Session) -> Sequence[str]:
    """Return the team ids of the workspaces that installed the bot, in order."""
    return session.exec(select(Workspace.team_id).order_by(col(Workspace.team_id))).all()


def of(session: Session, team_id: str) -> Workspace:
    """Return the workspace; raises NoResultFound for one that never installed the bot."""
    return session.get_one(Workspace, team_id)
