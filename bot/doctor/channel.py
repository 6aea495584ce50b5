"""Whether the L&D team has a channel with the bot in it, and partners."""

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.doctor.database import State
from bot.doctor.finding import Finding
from bot.settings import Settings

INVITE = "Type /invite @Touchpoint in that channel."
SETTLE = "Set {} in .env before the first start, or choose it with /ld settings."


async def examine(client: AsyncWebClient, settings: Settings, state: State) -> list[Finding]:
    """Look at what was settled in the workspace, or where the bot never ran at what the environment says."""
    channel = state.settled.lnd_channel if state.settled else settings.touchpoint_lnd_channel
    partners = state.settled.partners if state.settled else settings.touchpoint_lnd_partners
    nobody = "" if partners else "are not set, or their group is empty"
    return [
        await _channel(client, channel),
        Finding("L&D partners", nobody, SETTLE.format("TOUCHPOINT_LND_PARTNERS")),
    ]


async def _channel(client: AsyncWebClient, channel: str | None) -> Finding:
    if not channel:
        return Finding("L&D channel", "is not set", SETTLE.format("TOUCHPOINT_LND_CHANNEL"))
    try:
        info = (await client.conversations_info(channel=channel))["channel"]
    except SlackApiError as error:
        return Finding(f"L&D channel {channel}", f"is not seen by the bot ({error.response['error']})", INVITE)
    wrong = "" if info.get("is_member") else "does not have the bot as a member"
    return Finding(f"L&D channel #{info['name']}", wrong, INVITE)
