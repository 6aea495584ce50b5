"""What was said anew becomes findable."""

import asyncio
from typing import Final

from bot.deps import Deps
from bot.matching import Matcher
from bot.services import matching, matching_index

AT_ONCE: Final = 32


async def index(deps: Deps, matcher: Matcher, sources: matching.Sources, team_id: str) -> None:
    """Work out what the workspace's texts mean, at most 32 of them, on a thread of its own.

    Nobody waits for it: the database is read before, and written to after.
    """
    changes = await deps.read(matching_index.changes, sources, team_id, matcher.model, AT_ONCE)
    if changes.missing or changes.gone:
        found = await asyncio.to_thread(matching_index.worked_out, matcher, changes.missing)
        await deps.store.run(matching_index.remember, team_id, found, changes.gone)
