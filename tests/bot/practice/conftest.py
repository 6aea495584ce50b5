"""A workspace, its server, and the small app connected to it over Socket Mode and over HTTP."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.practice import Person, PracticeServer, Workspace
from bot.practice.recording import Recording
from bot.practice.refusals import documented
from tests.bot.practice.clock import Clock
from tests.bot.practice.tinybot import TinyBot, over_http, over_socket


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def workspace(clock: Clock) -> Iterator[Workspace]:
    """A new workspace, which must not have refused a call with an error that Slack does not document."""
    made = Workspace(now=clock.now, monotonic=clock.monotonic)
    made.retry_after = (0.0, 0.01, 0.01)
    yield made
    assert [call for call in made.calls if call.error and not documented(call.method, call.error)] == []


@pytest.fixture
async def server(workspace: Workspace, clock: Clock, recordings: tuple[Path, Path]) -> AsyncIterator[PracticeServer]:
    calls, payloads = recordings
    async with PracticeServer(workspace, monotonic=clock.monotonic, calls=calls, payloads=payloads) as running:
        yield running


@pytest.fixture
def unrecorded(workspace: Workspace, server: PracticeServer) -> None:
    """Keeps what a test does wrong on purpose out of the suite's recordings."""
    workspace.courier.recording = Recording()


@pytest.fixture
def client(workspace: Workspace, server: PracticeServer, unrecorded: None) -> AsyncWebClient:
    """The Web API with the bot's token, nothing tried again; mostly for calls that Slack refuses."""
    return AsyncWebClient(token=workspace.bot_token, base_url=server.api_url, retry_handlers=[])


@pytest.fixture
async def bot(workspace: Workspace, server: PracticeServer) -> AsyncIterator[TinyBot]:
    """The small app, connected over Socket Mode."""
    app = TinyBot(workspace, server)
    handlers = await over_socket(app)
    yield app
    for handler in handlers:
        await handler.close_async()


@pytest.fixture(params=["socket", "http"])
async def either(
    request: pytest.FixtureRequest, workspace: Workspace, server: PracticeServer
) -> AsyncIterator[TinyBot]:
    """The small app, connected in both ways in turn."""
    app = TinyBot(workspace, server)
    if request.param == "http":
        runner = await over_http(app)
        yield app
        await runner.cleanup()
        return
    handlers = await over_socket(app)
    yield app
    for handler in handlers:
        await handler.close_async()


@pytest.fixture
def maya(workspace: Workspace) -> Person:
    return workspace.as_person("maya")
