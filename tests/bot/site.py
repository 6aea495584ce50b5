"""A bot in HTTP mode, and whoever calls it."""

import hashlib
import hmac
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

import aiohttp
from prometheus_client.parser import text_string_to_metric_families

from bot.app import Bot, running
from bot.clock import SystemClock
from bot.http import BODY_SECONDS, serving, web_app
from bot.manifest import EVENTS_PATH
from bot.practice import PracticeServer, Workspace
from bot.settings import Settings

SECRET: Final = "practice-signing-T0NORTHWIND"
FORM: Final = {"Content-Type": "application/x-www-form-urlencoded"}
JSON: Final = {"Content-Type": "application/json"}


@dataclass
class Site:
    """The address of HTTP mode, the bot behind it, and the Slack that it knows."""

    session: aiohttp.ClientSession
    port: int
    practice: PracticeServer
    bot: Bot

    @property
    def url(self) -> str:
        """Where it is, without a path."""
        return f"http://127.0.0.1:{self.port}"

    async def post(self, body: Any, headers: dict[str, str]) -> tuple[int, str]:
        async with self.session.post(f"{self.url}{EVENTS_PATH}", data=body, headers=headers) as answer:
            return answer.status, await answer.text()

    async def get(self, path: str) -> tuple[int, str]:
        async with self.session.get(f"{self.url}{path}") as answer:
            return answer.status, await answer.text()

    async def metric(self, name: str, **labels: str) -> float:
        """What `/metrics` says of this one; zero where it says nothing."""
        _, text = await self.get("/metrics")
        families = text_string_to_metric_families(text)
        samples = [sample for family in families for sample in family.samples]
        return sum(each.value for each in samples if each.name == name and each.labels == labels)


def signed(body: bytes, secret: str = SECRET, age: int = 0, kind: dict[str, str] = FORM) -> dict[str, str]:
    """The headers that Slack sends with `body`, signed `age` seconds ago."""
    moment = str(int(time.time()) - age)
    digest = hmac.new(secret.encode(), b"v0:" + moment.encode() + b":" + body, hashlib.sha256).hexdigest()
    return kind | {"X-Slack-Request-Timestamp": moment, "X-Slack-Signature": f"v0={digest}"}


def command(practice: PracticeServer, text: str) -> bytes:
    """Maya's `/ld` in #sales."""
    maya, sales = practice.workspace.as_person("maya"), practice.workspace.conversation("#sales")
    said = {"command": "/ld", "text": text, "team_id": practice.workspace.team_id, "user_id": maya.id}
    return urlencode(said | {"channel_id": sales.id, "trigger_id": "1.2.3"}).encode()


def as_json(value: Any) -> bytes:
    return json.dumps(value).encode()


@asynccontextmanager
async def site_on(url: str, body_seconds: float = BODY_SECONDS) -> AsyncIterator[Site]:
    """Start both on a migrated database."""
    workspace = Workspace(now=SystemClock().now)
    async with PracticeServer(workspace) as practice, aiohttp.ClientSession() as session:
        given = {"slack_bot_token": workspace.bot_token, "slack_api_url": practice.api_url, "database_url": url}
        settings = Settings.model_validate(given | {"slack_signing_secret": SECRET})
        async with (
            running(settings, SystemClock()) as bot,
            serving(web_app(bot, SECRET, body_seconds), "127.0.0.1", 0) as port,
        ):
            workspace.use_http(f"http://127.0.0.1:{port}{EVENTS_PATH}")
            yield Site(session, port, practice, bot)
