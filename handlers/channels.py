"""Whether the bot can post where somebody is: asked of Slack before they fill in a form in vain."""

import asyncio
from typing import Final

from bot.deps import Deps
from bot.domain.errors import Refused
from bot.slack import Permanent, SlackError

LOOK_SECONDS: Final = 1.5


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
