"""The bot's side of Slack, connected to a workspace."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Literal

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.pacing import Pacing
from bot.practice import Fault, PracticeServer, Workspace
from bot.slack import Slack

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PATIENCE = aiohttp.ClientTimeout(total=1.0)


class Line:
    """A line to a workspace, with the seconds that the bot would have waited on it."""

    def __init__(self, server: PracticeServer, session: aiohttp.ClientSession) -> None:
        self.server, self.workspace, self.waited = server, server.workspace, [0.0]
        token = self.workspace.bot_token
        client = AsyncWebClient(token, server.api_url, session=session, retry_handlers=[])
        self.pacing = Pacing(lambda: sum(self.waited), self._wait)
        self.slack = Slack(client, session, self.pacing)
        self.client = client
        self.channel = self.workspace.conversation("#sales").id

    async def _wait(self, seconds: float) -> None:
        self.waited.append(seconds)

    def spoil(self, method: str, when: Literal["before", "after"], kind: str, **more: int) -> None:
        self.server.faults.append(Fault(method, when, kind, **more))  # type: ignore[arg-type]


@asynccontextmanager
async def connected() -> AsyncIterator[Line]:
    """A line to a workspace without rate limits, whose #sales the bot is in."""
    workspace = Workspace(now=lambda: NOW)
    workspace.conversation("#sales").members.append(workspace.bot_user_id)
    async with PracticeServer(workspace, rates=False) as server, aiohttp.ClientSession(timeout=PATIENCE) as session:
        yield Line(server, session)
