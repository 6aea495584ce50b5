"""A workspace and what its L&D partners settled for it."""

from contextlib import suppress
from typing import Any

from sqlalchemy import JSON
from sqlalchemy.exc import IntegrityError
from sqlmodel import Field, Session, SQLModel

from bot.domain.settings import ACKNOWLEDGE_AFTER, PLAN_AFTER, RESPONSE_DAYS


class Workspace(SQLModel, table=True):
    """A Slack team that installed the bot, with its settings."""

    team_id: str = Field(primary_key=True, max_length=20)
    bot_user_id: str = Field(max_length=20)
    lnd_channel: str | None = Field(default=None, max_length=20)
    partners: list[Any] = Field(default_factory=list, sa_type=JSON)
    partner_group: str | None = Field(default=None, max_length=20)
    group_members: list[Any] = Field(default_factory=list, sa_type=JSON)
    response_days: int = RESPONSE_DAYS
    plan_after: int = PLAN_AFTER
    acknowledge_after: int = ACKNOWLEDGE_AFTER
    next_request: int = 1


def add(session: Session, workspace: Workspace) -> None:
    """Keep a new workspace, unless another bot that started at the same moment has done so already."""
    with suppress(IntegrityError), session.begin_nested():
        session.add(workspace)


def of(session: Session, team_id: str) -> Workspace:
    """Return the workspace; raises NoResultFound for one that never installed the bot."""
    return session.get_one(Workspace, team_id)
