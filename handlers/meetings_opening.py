"""A draft, fetched for whoever may correct it, and put before their eyes."""

from typing import Any

from bot.deps import Deps
from bot.domain.meetings import Draft
from bot.services import meetings_views
from handlers.payloads import Actor, actor, trigger
from messages import meetings_forms


async def draft(deps: Deps, who: Actor, meeting_id: int) -> Draft:
    """Return a draft for a partner. Raises Refused for others, and for what is no draft any more."""
    return await deps.read(meetings_views.draft, who.team_id, who.user_id, meeting_id, deps.now())


async def open_form(deps: Deps, body: dict[str, Any], meeting_id: int) -> None:
    """Open the form of a draft. Raises Refused for everybody but partners, and for what is no draft any more."""
    found = await draft(deps, actor(body), meeting_id)
    await deps.slack.open_view(trigger(body), meetings_forms.draft_form(deps.words, found))
