"""Bot and practice workspace, connected over Slack's protocols, in one process and on one clock."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import monotonic
from typing import Final

from bot.app import Bot, running
from bot.clock import MovableClock
from bot.connections import listening
from bot.pacing import Pacing
from bot.practice import PracticeServer, Workspace
from bot.settings import Settings

LND_CHANNEL: Final = "#learning-team"
LND_PARTNERS: Final = ("lena", "luis")


@asynccontextmanager
async def playing(
    url: str, workspace: Workspace, clock: MovableClock, port: int = 0, haste: float = 1.0
) -> AsyncIterator[tuple[PracticeServer, Bot]]:
    """Serve the workspace on `port` (0: any free one), and run the bot on it with the database at `url`.

    `haste` hurries rate limits. The bot hears first what it had not acknowledged before. Raises OSError for a port in
    use.
    """
    async with (
        PracticeServer(workspace, port=port, monotonic=lambda: monotonic() * haste) as server,
        running(_settings(workspace, server, url), clock, _pacing(haste)) as bot,
        listening(bot, workspace.app_token),
    ):
        workspace.courier.resume()
        yield server, bot


def _settings(workspace: Workspace, server: PracticeServer, url: str) -> Settings:
    given = {
        "slack_bot_token": workspace.bot_token,
        "slack_app_token": workspace.app_token,
        "slack_signing_secret": workspace.signing_secret,
        "slack_api_url": server.api_url,
        "database_url": url,
        "touchpoint_lnd_channel": workspace.conversation(LND_CHANNEL).id,
        "touchpoint_lnd_partners": tuple(workspace.member(key).id for key in LND_PARTNERS),
    }
    return Settings.model_validate(given)


def _pacing(haste: float) -> Pacing:
    return Pacing(lambda: monotonic() * haste, lambda seconds: asyncio.sleep(seconds / haste))
