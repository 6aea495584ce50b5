"""How payloads travel: sockets, signed requests, retries."""

import asyncio
import hashlib
import hmac
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from slack_sdk.web.async_client import AsyncWebClient

from bot.practice import OperationTimeout, Person, PracticeServer, Workspace
from bot.practice.links import MOST_LINKS
from tests.bot.practice.tinybot import TinyBot, over_socket


async def link(server: PracticeServer, session: aiohttp.ClientSession) -> aiohttp.ClientWebSocketResponse:
    client = AsyncWebClient(token=server.workspace.app_token, base_url=server.api_url)
    answer = await client.apps_connections_open(app_token=server.workspace.app_token)
    return await session.ws_connect(answer["url"])


async def test_a_connection_is_greeted(server: PracticeServer, workspace: Workspace) -> None:
    async with aiohttp.ClientSession() as session:
        hello = await (await link(server, session)).receive_json()
    assert (hello["type"], hello["num_connections"]) == ("hello", 1)
    assert hello["connection_info"] == {"app_id": workspace.app_id}


async def test_a_ticket_opens_one_connection(server: PracticeServer) -> None:
    async with aiohttp.ClientSession() as session:
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(f"{server.url}link?ticket=forged")
        first = await link(server, session)
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(first._response.url)


async def test_an_eleventh_connection_is_sent_away(server: PracticeServer) -> None:
    async with aiohttp.ClientSession() as session:
        links = [await link(server, session) for _ in range(MOST_LINKS + 1)]
        farewell = await links[-1].receive_json()
    assert (farewell["type"], farewell["reason"]) == ("disconnect", "too_many_websockets")


async def test_any_one_connection_gets_a_payload(server: PracticeServer, workspace: Workspace, maya: Person) -> None:
    bot = TinyBot(workspace, server)
    handlers = await over_socket(bot, links=2)
    for _ in range(4):
        await maya.writes_dm("hello")
    assert len(bot.heard) == 4
    for handler in handlers:
        await handler.close_async()


async def test_an_envelope_says_whether_an_answer_is_read(
    server: PracticeServer, workspace: Workspace, maya: Person
) -> None:
    workspace.ack_timeout, workspace.retry_after = 0.05, ()
    async with aiohttp.ClientSession() as session:
        socket = await link(server, session)
        await socket.receive_json()
        for deed, kind, reads in (
            (maya.writes_dm("x"), "events_api", False),
            (maya.global_shortcut("x"), "interactive", True),
        ):
            with pytest.raises(OperationTimeout):
                await deed
            envelope = await socket.receive_json()
            assert (envelope["type"], envelope["accepts_response_payload"]) == (kind, reads)


async def test_a_click_in_vain_still_gives_the_app_a_turn_to_come_back(server: PracticeServer, maya: Person) -> None:
    turns: list[str] = []
    asyncio.get_running_loop().call_soon(turns.append, "the app's")
    with pytest.raises(OperationTimeout, match="connection_failed"):
        await maya.global_shortcut("anywhere")
    assert turns == ["the app's"]


async def test_the_app_comes_back_when_asked_to_refresh(bot: TinyBot, server: PracticeServer, maya: Person) -> None:
    (before,) = server.links.open
    await server.refresh_links()
    await bot.workspace.until(lambda: server.links.open and before not in server.links.open)
    await maya.writes_dm("still there?")
    assert bot.heard[-1]["text"] == "still there?"


@pytest.mark.parametrize("farewell", [True, False])
async def test_the_app_comes_back_after_a_cut(
    bot: TinyBot, server: PracticeServer, maya: Person, farewell: bool
) -> None:
    await server.drop_links(farewell=farewell)
    assert len(server.links) == 0
    await bot.workspace.until(lambda: len(server.links) == 1)
    await maya.writes_dm("still there?")
    assert bot.heard[-1]["text"] == "still there?"


async def test_a_delivery_cut_off_is_no_time_out(workspace: Workspace, server: PracticeServer, maya: Person) -> None:
    async with aiohttp.ClientSession() as session:
        socket = await link(server, session)
        await socket.receive_json()
        speaking = asyncio.create_task(maya.writes_dm("hello"))
        await socket.receive_json()
        await server.drop_links()
        await speaking
    assert workspace.deliveries[0].failure == "connection_failed"


async def test_the_server_comes_back_at_the_same_address(
    workspace: Workspace, server: PracticeServer, maya: Person
) -> None:
    address = server.api_url
    await server.stop()
    await server.start()
    assert server.api_url == address
    client = AsyncWebClient(token=workspace.bot_token, base_url=address)
    assert (await client.auth_test())["ok"]


async def test_an_unacknowledged_event_is_sent_again(either: TinyBot, workspace: Workspace, maya: Person) -> None:
    either.silent, workspace.ack_timeout, workspace.retry_after = True, 0.05, (0.0, 0.05, 0.1)
    with pytest.raises(OperationTimeout):
        await maya.writes_dm("hello")
    await workspace.until(lambda: [bool(delivery.failure) for delivery in workspace.deliveries] == [True] * 3)
    either.silent = False
    await workspace.until(lambda: workspace.deliveries[-1].ack)
    assert either.retries == ["0", "1", "2", "3"]
    assert len({delivery.payload["event_id"] for delivery in workspace.deliveries}) == 1
    assert len({delivery.envelope_id for delivery in workspace.deliveries}) == 4


async def test_an_event_nobody_hears_waits_for_its_retry(
    workspace: Workspace, server: PracticeServer, maya: Person
) -> None:
    workspace.retry_after = (0.3,)
    await maya.writes_dm("anybody?")
    assert workspace.deliveries[-1].failure == "connection_failed"
    bot = TinyBot(workspace, server)
    handlers = await over_socket(bot)
    await workspace.until(lambda: bot.heard)
    for handler in handlers:
        await handler.close_async()


async def test_a_payload_can_be_delivered_twice(either: TinyBot, workspace: Workspace, maya: Person) -> None:
    await maya.writes_dm("once")
    again = await workspace.redeliver(workspace.deliveries[-1])
    assert again.ack
    assert again.latency is not None
    assert [event["text"] for event in either.heard] == ["once", "once"]
    assert either.retries == ["0", "1"]


@pytest.fixture
async def inbox(workspace: Workspace, server: PracticeServer) -> Any:
    """An HTTP app that keeps the requests it gets."""
    requests: list[tuple[web.Request, str]] = []

    async def keep(request: web.Request) -> web.Response:
        requests.append((request, await request.text()))
        return web.Response(text="", headers={"X-Slack-No-Retry": "1"}, status=200 if len(requests) > 1 else 500)

    app = web.Application()
    app.router.add_post("/slack/events", keep)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    workspace.use_http(f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events")
    yield requests
    await runner.cleanup()


async def test_http_requests_are_signed(inbox: Any, workspace: Workspace, maya: Person) -> None:
    with pytest.raises(OperationTimeout, match="http_error"):
        await maya.writes_dm("ä & <b>")
    request, body = inbox[0]
    base = f"v0:{request.headers['X-Slack-Request-Timestamp']}:{body}"
    digest = hmac.new(workspace.signing_secret.encode(), base.encode(), hashlib.sha256).hexdigest()
    assert request.headers["X-Slack-Signature"] == f"v0={digest}"
    assert request.content_type == "application/json"


async def test_an_app_can_ask_not_to_be_asked_again(inbox: Any, workspace: Workspace, maya: Person) -> None:
    with pytest.raises(OperationTimeout):
        await maya.writes_dm("once")
    await workspace.quiet()
    await workspace.until(lambda: not workspace.courier.retrying)
    assert len(inbox) == 1


async def test_commands_and_interactions_are_forms(inbox: Any, maya: Person) -> None:
    with pytest.raises(OperationTimeout):
        await maya.runs("#sales", "/shout", "a b")
    await maya.global_shortcut("anywhere")
    assert [request.content_type for request, _ in inbox] == ["application/x-www-form-urlencoded"] * 2
    assert "command=%2Fshout" in inbox[0][1]
    assert inbox[1][1].startswith("payload=%7B")


async def test_a_request_url_is_verified(either: TinyBot, workspace: Workspace, server: PracticeServer) -> None:
    if workspace.request_url:
        assert await server.verify_request_url()
