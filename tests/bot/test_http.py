"""HTTP mode, asked over real HTTP."""

import hashlib
import hmac
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import urlencode

import aiohttp
import pytest
from starlette.applications import Starlette

from bot.app import running
from bot.clock import SystemClock
from bot.http import LARGEST_BODY, serving, web_app
from bot.practice import PracticeServer, Workspace
from bot.settings import Settings
from tests.databases import Sqlite

SECRET = "practice-signing-T0NORTHWIND"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass
class Site:
    """A bot in HTTP mode, and whoever calls it."""

    session: aiohttp.ClientSession
    url: str
    practice: PracticeServer

    async def post(self, body: bytes, headers: dict[str, str]) -> tuple[int, str]:
        async with self.session.post(f"{self.url}/slack/events", data=body, headers=headers) as answer:
            return answer.status, await answer.text()

    async def get(self, path: str) -> tuple[int, str]:
        async with self.session.get(f"{self.url}{path}") as answer:
            return answer.status, await answer.text()


def signed(body: bytes, secret: str = SECRET, age: int = 0) -> dict[str, str]:
    moment = str(int(time.time()) - age)
    digest = hmac.new(secret.encode(), b"v0:" + moment.encode() + b":" + body, hashlib.sha256).hexdigest()
    return FORM | {"X-Slack-Request-Timestamp": moment, "X-Slack-Signature": f"v0={digest}"}


def command(practice: PracticeServer, text: str) -> bytes:
    maya, sales = practice.workspace.as_person("maya"), practice.workspace.conversation("#sales")
    said = {"command": "/ld", "text": text, "team_id": practice.workspace.team_id, "user_id": maya.id}
    return urlencode(said | {"channel_id": sales.id, "trigger_id": "1.2.3"}).encode()


@asynccontextmanager
async def site_on(url: str) -> AsyncIterator[Site]:
    workspace = Workspace(now=SystemClock().now)
    async with PracticeServer(workspace) as practice, aiohttp.ClientSession() as session:
        given = {"slack_bot_token": workspace.bot_token, "slack_api_url": practice.api_url, "database_url": url}
        settings = Settings.model_validate(given | {"slack_signing_secret": SECRET})
        async with running(settings, SystemClock()) as bot, serving(web_app(bot, SECRET), "127.0.0.1", 0) as port:
            yield Site(session, f"http://127.0.0.1:{port}", practice)


@pytest.fixture
async def site(sqlite_databases: Sqlite) -> AsyncIterator[Site]:
    with sqlite_databases.fresh() as url:
        async with site_on(url) as site:
            yield site


async def test_a_signed_command_is_answered(site: Site) -> None:
    body = command(site.practice, "help")
    status, text = await site.post(body, signed(body))
    assert (status, json.loads(text)["response_type"]) == (200, "ephemeral")


async def test_people_are_answered_over_http(site: Site) -> None:
    workspace = site.practice.workspace
    workspace.use_http(f"{site.url}/slack/events")
    maya = workspace.as_person("maya")
    await maya.runs("#sales", "/ld", "help")
    assert "/training-request" in maya.ephemerals[-1].text + str(maya.ephemerals[-1].blocks)
    assert await site.practice.verify_request_url()


async def test_a_wrong_a_missing_and_an_old_signature_are_refused(site: Site) -> None:
    body = command(site.practice, "help")
    refused = [signed(body, secret="another"), FORM, signed(body, age=3_600)]
    assert [(await site.post(body, headers))[0] for headers in refused] == [401, 401, 401]


async def test_a_timestamp_that_is_no_number_is_refused(site: Site) -> None:
    assert (await site.post(b"{}", signed(b"{}") | {"X-Slack-Request-Timestamp": "soon"}))[0] == 401


async def test_slacks_first_question_to_the_address_is_answered(site: Site) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "say this"}).encode()
    status, text = await site.post(body, signed(body) | {"Content-Type": "application/json"})
    assert (status, "say this" in text) == (200, True)


@pytest.mark.parametrize(
    "body", [b"{", b"[1]", b'"text"', b"null", b"payload=%7B", b"\xff\xfe", b"payload=[]"], ids=repr
)
async def test_what_cannot_be_read_is_the_callers_mistake(site: Site, body: bytes) -> None:
    assert 400 <= (await site.post(body, signed(body)))[0] < 500


async def test_more_than_a_megabyte_is_refused_before_it_is_all_sent(site: Site) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        for _ in range(1_000):
            sent += LARGEST_BODY
            yield b"x" * LARGEST_BODY

    async with site.session.post(f"{site.url}/slack/events", data=endless(), headers=FORM) as answer:
        assert answer.status == 413
    assert sent < 100 * LARGEST_BODY


async def test_a_process_that_lives_says_so(site: Site) -> None:
    assert await site.get("/healthz") == (200, "ok")


async def test_it_is_ready_when_database_and_slack_answer(site: Site) -> None:
    assert await site.get("/readyz") == (200, "ok")


async def test_it_is_not_ready_without_slack(site: Site) -> None:
    await site.practice.stop()
    assert await site.get("/readyz") == (503, "no answer from Slack")
    await site.practice.start()


async def test_the_metrics_count_answers_and_the_outbox(site: Site) -> None:
    body = command(site.practice, "help")
    await site.post(body, signed(body))
    status, text = await site.get("/metrics")
    assert status == 200
    assert "touchpoint_ack_seconds_count 1.0" in text
    assert 'touchpoint_outbox_messages{state="due"} 0.0' in text


async def test_an_address_in_use_is_an_error(site: Site) -> None:
    port = int(site.url.rpartition(":")[2])
    with pytest.raises(OSError, match="in use"):
        async with serving(Starlette(), "127.0.0.1", port):
            pass
