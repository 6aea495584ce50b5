"""Tokens, scopes, body forms, rates and faults: what stands before every Web API method."""

import asyncio
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.practice import Fault, PracticeServer, Workspace
from tests.bot.practice.calls import raw, refusal
from tests.bot.practice.clock import Clock

pytestmark = pytest.mark.usefixtures("unrecorded")


async def test_the_bot_token_says_whose_it_is(client: AsyncWebClient, workspace: Workspace) -> None:
    answer = await client.auth_test()
    assert (answer["team_id"], answer["user_id"]) == (workspace.team_id, workspace.bot_user_id)


@pytest.mark.parametrize(("token", "error"), [("", "not_authed"), ("xoxb-wrong", "invalid_auth")])
async def test_a_call_needs_a_valid_token(server: PracticeServer, token: str, error: str) -> None:
    assert await raw(server, "auth.test", token) == (200, {"ok": False, "error": error})


async def test_the_token_may_stand_in_the_form(server: PracticeServer, workspace: Workspace) -> None:
    _, answer = await raw(server, "auth.test", data={"token": workspace.bot_token})
    assert answer["ok"]


async def test_each_kind_of_token_opens_its_own_doors(server: PracticeServer, workspace: Workspace) -> None:
    _, answer = await raw(server, "auth.test", workspace.app_token)
    assert answer["error"] == "not_allowed_token_type"
    _, answer = await raw(server, "apps.connections.open", workspace.bot_token)
    assert answer["error"] == "not_allowed_token_type"


async def test_an_unknown_method_is_named_so(client: AsyncWebClient) -> None:
    assert (await refusal(client.api_call("chat.shout")))["error"] == "unknown_method"


async def test_json_bodies_count_only_where_the_method_reads_them(server: PracticeServer, workspace: Workspace) -> None:
    sales = workspace.conversation("#sales").id
    _, answer = await raw(server, "conversations.info", workspace.bot_token, json={"channel": sales})
    assert answer["error"] == "invalid_arguments"
    assert answer["response_metadata"]["messages"] == ["[ERROR] missing required field: channel"]
    _, answer = await raw(server, "conversations.info", workspace.bot_token, data={"channel": sales})
    assert answer["channel"]["name"] == "sales"


async def test_a_missing_scope_names_what_is_needed(client: AsyncWebClient, workspace: Workspace) -> None:
    workspace.install({"oauth_config": {"scopes": {"bot": ["chat:write", "channels:read"]}}})
    answer = await refusal(client.users_list())
    assert answer == {
        "ok": False,
        "error": "missing_scope",
        "needed": "users:read",
        "provided": "channels:read,chat:write",
    }


@pytest.mark.parametrize(("channel", "needed"), [("#sales", "channels:history"), ("#sales-leads", "groups:history")])
async def test_the_scope_for_a_history_depends_on_the_conversation(
    client: AsyncWebClient, workspace: Workspace, channel: str, needed: str
) -> None:
    await workspace.invite_bot(channel, by="maya")
    workspace.bot_scopes.discard(needed)
    answer = await refusal(client.conversations_history(channel=workspace.conversation(channel).id))
    assert (answer["error"], answer["needed"]) == ("missing_scope", needed)


async def test_scopes_are_told_in_the_headers(client: AsyncWebClient, workspace: Workspace) -> None:
    workspace.install({"oauth_config": {"scopes": {"bot": ["chat:write", "users:read"]}}})
    answer = await client.users_list()
    assert answer.headers["X-OAuth-Scopes"] == "chat:write,users:read"
    assert answer.headers["X-Accepted-OAuth-Scopes"] == "users:read"


@pytest.mark.parametrize(("method", "a_minute"), [("users.list", 20), ("bots.info", 50), ("users.info", 100)])
async def test_each_tier_has_its_rate(
    server: PracticeServer, workspace: Workspace, clock: Clock, method: str, a_minute: int
) -> None:
    form = {"user": workspace.bot_user_id, "bot": workspace.app.bot_id}
    for _ in range(a_minute):
        assert (await raw(server, method, workspace.bot_token, data=form))[0] == 200
    status, answer = await raw(server, method, workspace.bot_token, data=form)
    assert (status, answer) == (429, {"ok": False, "error": "ratelimited"})
    clock.pass_by(seconds=60 / a_minute)
    assert (await raw(server, method, workspace.bot_token, data=form))[0] == 200


async def test_posting_is_limited_by_channel_and_says_how_long_to_wait(
    client: AsyncWebClient, workspace: Workspace, clock: Clock
) -> None:
    sales, procurement = workspace.conversation("#sales").id, workspace.conversation("#procurement").id
    for number in range(5):
        await client.chat_postMessage(channel=sales, text=str(number))
    with pytest.raises(SlackApiError) as refused:
        await client.chat_postMessage(channel=sales, text="too fast")
    assert refused.value.response.status_code == 429
    assert refused.value.response.headers["Retry-After"] == "1"
    await client.chat_postMessage(channel=procurement, text="elsewhere")
    clock.pass_by(seconds=1)
    await client.chat_postMessage(channel=sales, text="a second later")


async def test_rates_can_be_lifted(workspace: Workspace) -> None:
    async with PracticeServer(workspace, rates=False) as server:
        answers = [await raw(server, "users.list", workspace.bot_token, data={}) for _ in range(30)]
    assert {status for status, _ in answers} == {200}


@pytest.mark.parametrize(
    ("kind", "status", "error"), [("429", 429, "ratelimited"), ("internal_error", 200, "internal_error")]
)
async def test_a_fault_before_keeps_the_call_out(
    server: PracticeServer, workspace: Workspace, kind: Any, status: int, error: str
) -> None:
    server.faults.append(Fault("chat.postMessage", "before", kind, retry_after=7))
    form = {"channel": workspace.conversation("#sales").id, "text": "once"}
    assert await raw(server, "chat.postMessage", workspace.bot_token, data=form) == (
        status,
        {"ok": False, "error": error},
    )
    assert workspace.ledger == []
    assert (await raw(server, "chat.postMessage", workspace.bot_token, data=form))[1]["ok"]


@pytest.mark.parametrize("kind", ["500", "html", "drop", "hang"])
async def test_a_fault_after_loses_only_the_answer(server: PracticeServer, workspace: Workspace, kind: Any) -> None:
    server.faults.append(Fault("*", "after", kind))
    form = {"channel": workspace.conversation("#sales").id, "text": "once"}
    with pytest.raises((aiohttp.ClientError, TimeoutError)):
        async with asyncio.timeout(0.2):
            await raw(server, "chat.postMessage", workspace.bot_token, data=form)
    assert [(entry.kind, entry.message.text) for entry in workspace.ledger] == [("post", "once")]
