"""Whether the bot can post where somebody is: asked of Slack before they fill in a form in vain."""

import asyncio
from typing import Any, Final

from bot.deps import Deps
from bot.domain.errors import Invalid, Refused
from bot.slack import Permanent, SlackError

LOOK_SECONDS: Final = 1.5
PAGE: Final = 1_000


async def require_membership(deps: Deps, channel: str) -> None:
    """Raise Refused where the bot could not post; when Slack does not say in time, go on."""
    if channel.startswith("D"):
        raise Refused("needs_a_channel")
    try:
        async with asyncio.timeout(LOOK_SECONDS):
            answer = await deps.slack.read("conversations.info", channel=channel)
    except Permanent as error:
        raise Refused("needs_an_invitation") from error
    except (SlackError, TimeoutError):
        return
    if not answer["channel"].get("is_member"):
        raise Refused("needs_an_invitation")


async def require_both(deps: Deps, channel: str, user_id: str) -> None:
    """Raise Invalid for a chosen channel that the bot or this person is not in, and when Slack does not say in time."""
    try:
        async with asyncio.timeout(LOOK_SECONDS):
            answer = await deps.slack.read("conversations.info", channel=channel)
            reason = await _missing(deps, answer["channel"], user_id)
    except Permanent:
        reason = "bot_not_in_channel"
    except (SlackError, TimeoutError):
        reason = "channel_unsure"
    if reason:
        raise Invalid({"channel_id": reason})


async def _missing(deps: Deps, channel: dict[str, Any], user_id: str) -> str | None:
    if not channel.get("is_member"):
        return "bot_not_in_channel"
    where = {"channel": channel["id"], "limit": PAGE}
    while True:
        answer = await deps.slack.read("conversations.members", **where)
        if user_id in answer["members"]:
            return None
        if not (cursor := answer.get("response_metadata", {}).get("next_cursor")):
            return "you_not_in_channel"
        where |= {"cursor": cursor}
