"""Who is in the workspace and in the partners' group, fetched from Slack outside anybody's waiting time."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final

from bot.deps import Deps
from bot.domain import absence
from bot.domain.errors import Unavailable
from bot.domain.people import PersonFacts
from bot.services import people, settings
from bot.slack import SlackError

log = logging.getLogger(__name__)
FIRST_LOOK_SECONDS: Final = 10.0


@asynccontextmanager
async def caught_up(deps: Deps, team_id: str, first_look: float = FIRST_LOOK_SECONDS) -> AsyncIterator[None]:
    """Bring people up to date beside the block; while nobody is known, `first_look` seconds go to it first.

    Slack lists 200 people in three seconds, and a bot must not be deaf for so long; who acts is looked up anyway.
    """
    is_new = not await deps.read(people.known, team_id)
    looking = asyncio.create_task(refresh(deps, team_id))
    if is_new:
        await asyncio.wait([looking], timeout=first_look)
    try:
        yield
    finally:
        looking.cancel()
        await asyncio.wait([looking])


async def refresh(deps: Deps, team_id: str) -> None:
    """Bring people and the partners' user group up to date; what cannot be done now is left as it was."""
    try:
        await refresh_people(deps, team_id)
        await refresh_partners(deps, team_id)
    except SlackError as error:
        log.warning("people could not be brought up to date: %s", error.code)
    except Unavailable as error:
        log.warning("people could not be brought up to date: %s", error.reason)
    except Exception:
        log.exception("people could not be brought up to date")


async def refresh_people(deps: Deps, team_id: str) -> None:
    """Read every member of the workspace. Raises SlackError."""
    cursor = ""
    while True:
        page = await deps.slack.read("users.list", limit=200, **({"cursor": cursor} if cursor else {}))
        await deps.store.run(people.remember, team_id, [facts(user, team_id) for user in page["members"]])
        cursor = page.get("response_metadata", {}).get("next_cursor", "")
        if not cursor:
            return


async def refresh_partners(deps: Deps, team_id: str) -> None:
    """Read who is in the partners' user group, where there is one. Raises SlackError."""
    if group := await deps.read(settings.partner_group, team_id):
        answer = await deps.slack.read("usergroups.users.list", usergroup=group)
        await deps.store.run(settings.remember_group, team_id, answer["users"])


def facts(user: dict[str, Any], team_id: str) -> PersonFacts:
    """Return what the bot keeps of a Slack user object; people of other workspaces count as guests."""
    profile = user.get("profile", {})
    name = profile.get("display_name") or user.get("real_name") or profile.get("real_name") or user.get("name", "")
    return PersonFacts(
        user_id=user["id"],
        name=name,
        real_name=user.get("real_name") or profile.get("real_name") or "",
        timezone=user.get("tz") or "UTC",
        is_admin=bool(user.get("is_admin") or user.get("is_owner")),
        is_guest=bool(user.get("is_restricted") or user.get("is_stranger") or user.get("team_id", team_id) != team_id),
        is_bot=bool(user.get("is_bot")) or user["id"] == "USLACKBOT",
        has_left=bool(user.get("deleted")),
        is_away=absence.is_away(profile.get("status_emoji") or "", profile.get("status_text") or ""),
        away_until=absence.ends(profile.get("status_expiration") or 0),
    )
