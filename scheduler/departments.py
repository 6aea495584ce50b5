"""Placeholder."""

from bot.deps import Deps
from scheduler.wording import Wordings


def register(wordings: Wordings) -> None:
    """Register."""


async def close_due(deps: Deps, team_id: str) -> None:
    """Close."""
