"""Whether Slack is reached, knows the tokens, granted what the bot uses, and has the same time."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta
from email.utils import parsedate_to_datetime
from typing import Final

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import Clock
from bot.doctor.finding import Finding
from bot.manifest import SCOPES
from bot.settings import Settings

APP_PLACE: Final = 2
LARGEST_SKEW: Final = timedelta(minutes=1)
TIMEOUT: Final = aiohttp.ClientTimeout(total=10)
COPY_AGAIN: Final = "Copy it again from OAuth & Permissions; reinstall the app if it was removed."
TURN_ON: Final = "Turn Socket Mode on in the app's settings; make an app-level token with connections:write."
UNREACHED: Final = (aiohttp.ClientError, TimeoutError, ValueError)


@asynccontextmanager
async def connected(settings: Settings) -> AsyncIterator[AsyncWebClient]:
    """Give a client that tries everything once."""
    token = settings.slack_bot_token.get_secret_value()
    async with aiohttp.ClientSession(timeout=TIMEOUT) as session:
        yield AsyncWebClient(token, settings.slack_api_url, session=session, retry_handlers=[])


async def examine(client: AsyncWebClient, settings: Settings, clock: Clock) -> tuple[str, list[Finding]]:
    """Ask Slack who the bot is; return its workspace, empty when Slack did not say, and what is wrong."""
    if not client.token:
        return "", [Finding("Slack", "was not asked", "Set SLACK_BOT_TOKEN first.")]
    try:
        answer = await client.auth_test()
    except SlackApiError as error:
        return "", [Finding("Slack", f"does not accept SLACK_BOT_TOKEN ({_code(error)})", COPY_AGAIN)]
    except UNREACHED as error:
        return "", [_unreached(settings, error)]
    found = [Finding(f"Slack: {answer['team']} as @{answer['user']}"), _scopes(answer.headers)]
    found += [
        _clock(answer.headers, clock),
        *await _app_token(client, settings),
        *await _apps(client, settings, answer.get("bot_id")),
    ]
    return str(answer["team_id"]), found


def _unreached(settings: Settings, error: Exception) -> Finding:
    wrong = f"cannot be reached at {settings.slack_api_url} ({type(error).__name__})"
    return Finding("Slack", wrong, "Check the network, a proxy, and SLACK_API_URL.")


def _scopes(headers: Mapping[str, str]) -> Finding:
    granted = {scope.strip() for scope in headers.get("x-oauth-scopes", "").split(",")}
    missing = sorted(set(SCOPES) - granted)
    wrong = f"are missing: {', '.join(missing)}" if missing else ""
    return Finding("Scopes", wrong, "Paste `python -m bot manifest` at api.slack.com/apps and reinstall the app.")


def _clock(headers: Mapping[str, str], clock: Clock) -> Finding:
    skew = abs(clock.now() - parsedate_to_datetime(headers["Date"]))
    wrong = f"is {skew.total_seconds():.0f} s away from Slack's" if skew > LARGEST_SKEW else ""
    return Finding("Clock", wrong, "Have the machine's time set by NTP.")


async def _app_token(client: AsyncWebClient, settings: Settings) -> list[Finding]:
    token = settings.slack_app_token.get_secret_value()
    if not token:
        return []
    try:
        await client.apps_connections_open(app_token=token)
    except SlackApiError as error:
        return [Finding("Socket Mode", f"is refused ({_code(error)})", TURN_ON)]
    return [Finding("Socket Mode")]


async def _apps(client: AsyncWebClient, settings: Settings, bot_id: str | None) -> list[Finding]:
    """Say whether both tokens are of one app: an app-level token reads xapp-1-APP-…."""
    named = settings.slack_app_token.get_secret_value().split("-")
    if len(named) < APP_PLACE + 2 or not bot_id:
        return []
    try:
        app = str((await client.bots_info(bot=bot_id))["bot"]["app_id"])
    except (SlackApiError, KeyError):
        return []
    wrong = "" if app == named[APP_PLACE] else f"are of two apps, {app} and {named[APP_PLACE]}"
    return [Finding("Tokens", wrong, "Copy both from the same app's settings at api.slack.com/apps.")]


def _code(error: SlackApiError) -> str:
    return str(error.response.get("error", "no reason"))
