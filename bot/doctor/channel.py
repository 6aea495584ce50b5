"""Whether the L&D team has a channel with the bot in it, and partners."""

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.doctor.database import State
from bot.doctor.finding import Finding
from bot.settings import Settings

INVITE = "Type /invite @Touchpoint in that channel."
MOST = 20
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
    what = f"L&D channel #{info['name']}"
    if info.get("is_archived"):
        return Finding(what, "is archived", SETTLE.format("TOUCHPOINT_LND_CHANNEL"))
    wrong = "" if info.get("is_member") else "does not have the bot as a member"
    return Finding(what, wrong, INVITE)


async def examine_planned(client: AsyncWebClient, state: State) -> list[Finding]:
    """Look at the channels in which something is still to be said; the first of them, when there are many."""
    own = state.settled.lnd_channel if state.settled else None
    named = dict.fromkeys(each.recipient for each in state.unsaid if each.recipient[:1] in {"C", "G"})
    return [await _planned(client, channel) for channel in list(named)[:MOST] if channel != own]


async def _planned(client: AsyncWebClient, channel: str) -> Finding:
    what = f"Channel {channel}, where messages are planned,"
    try:
        info = (await client.conversations_info(channel=channel))["channel"]
    except SlackApiError as error:
        return Finding(what, f"is not seen by the bot ({error.response['error']})", INVITE)
    if info.get("is_archived"):
        return Finding(what, "is archived", "Unarchive it, or let the messages go.")
    return Finding(what, "" if info.get("is_member") else "does not have the bot as a member", INVITE)
