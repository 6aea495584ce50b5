"""Behind the scenes: what is noted of each delivery and each call, and for how long."""

import json

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.practice import Fault, Message, OperationTimeout, Person, PracticeServer, Workspace
from bot.practice.traffic import MOST, MOST_BYTES, Exchange, Traffic
from tests.bot.practice.calls import raw
from tests.bot.practice.clock import Clock
from tests.bot.practice.tinybot import TinyBot, card

pytestmark = pytest.mark.usefixtures("unrecorded")


def named(workspace: Workspace, name: str) -> list[Exchange]:
    return [exchange for exchange in workspace.traffic if exchange.name == name]


def about(workspace: Workspace, post: Message) -> list[str]:
    return [exchange.name for exchange in workspace.traffic if (post.channel, post.ts) in exchange.about]


async def posted(client: AsyncWebClient, workspace: Workspace, text: str = "Hello") -> Message:
    await workspace.invite_bot("#sales", by="maya")
    room = workspace.conversation("#sales")
    answer = await client.chat_postMessage(channel=room.id, text=text, blocks=card(text))
    return room.all_messages[str(answer["ts"])]


async def test_a_call_is_noted_with_its_answer_and_what_slack_made_of_it(
    client: AsyncWebClient, workspace: Workspace, clock: Clock
) -> None:
    post = await posted(client, workspace)
    [noted] = named(workspace, "chat.postMessage")
    assert (noted.direction, noted.outcome, noted.status, noted.at) == ("out", "ok", 200, clock.now())
    assert json.loads(noted.payload)["text"] == "Hello"
    assert json.loads(noted.answer)["ts"] == post.ts
    assert noted.latency is not None
    assert not noted.is_problem


async def test_a_refused_call_is_noted_with_slacks_reason_and_explanation(
    server: PracticeServer, workspace: Workspace
) -> None:
    await raw(server, "chat.update", workspace.bot_token, data={"ts": "1.1"})
    [noted] = named(workspace, "chat.update")
    assert (noted.outcome, noted.reason) == ("refused", "invalid_arguments")
    assert noted.messages == ("[ERROR] missing required field: channel",)
    assert noted.is_problem


async def test_a_call_over_the_rate_is_noted_with_the_wait(client: AsyncWebClient, workspace: Workspace) -> None:
    sales = workspace.conversation("#sales").id
    for number in range(5):
        await client.chat_postMessage(channel=sales, text=str(number))
    with pytest.raises(SlackApiError):
        await client.chat_postMessage(channel=sales, text="too fast")
    last = named(workspace, "chat.postMessage")[-1]
    assert (last.status, last.reason, last.retry_after) == (429, "ratelimited", "1")


async def test_a_fault_is_noted_as_injected(client: AsyncWebClient, server: PracticeServer) -> None:
    server.faults.append(Fault("users.list", "before", "internal_error"))
    with pytest.raises(SlackApiError):
        await client.users_list()
    [noted] = named(server.workspace, "users.list")
    assert (noted.fault, noted.outcome) == ("internal_error", "not served")
    assert json.loads(noted.answer) == {"ok": False, "error": "internal_error"}


@pytest.mark.parametrize("hint", ["bot_token", "app_token"])
async def test_no_token_stands_in_the_traffic(
    bot: TinyBot, maya: Person, server: PracticeServer, workspace: Workspace, hint: str
) -> None:
    await raw(server, "auth.test", data={"token": getattr(workspace, hint), "echo": getattr(workspace, hint)})
    await maya.writes_dm("hello")
    await maya.runs("#sales", "/training-request")
    everything = "".join(exchange.payload + exchange.answer for exchange in workspace.traffic)
    assert "apps.connections.open" in {exchange.name for exchange in workspace.traffic}
    assert all(secret not in everything for secret in (workspace.bot_token, workspace.app_token))
    assert workspace.app.verification_token not in everything
    assert "ticket=redacted" in everything


async def test_a_delivery_is_noted_by_what_it_carries(bot: TinyBot, maya: Person, workspace: Workspace) -> None:
    await maya.runs("#sales", "/training-request", "price talks")
    maya.fill(problem="no")
    await maya.submits()
    names = [exchange.name for exchange in workspace.traffic if exchange.direction == "in"]
    assert names == ["in.command: /training-request", "in.view_submission: request"]
    submission = named(workspace, "in.view_submission: request")[0]
    assert (submission.outcome, submission.status) == ("ok", 200)
    assert json.loads(submission.answer)["response_action"] == "errors"
    assert submission.latency is not None


async def test_an_event_that_was_not_acknowledged_is_noted_with_each_retry(
    bot: TinyBot, maya: Person, workspace: Workspace
) -> None:
    bot.silent, workspace.ack_timeout, workspace.retry_after = True, 0.05, (0.0,)
    with pytest.raises(OperationTimeout):
        await maya.writes_dm("hello")
    await workspace.until(lambda: not workspace.courier.retrying)
    noted = named(workspace, "in.event: message")
    assert [(exchange.retry, exchange.outcome, exchange.reason) for exchange in noted] == [
        (0, "not acknowledged", "http_timeout"),
        (1, "not acknowledged", "http_timeout"),
    ]


async def test_everything_about_one_message_can_be_told_from_the_rest(
    bot: TinyBot, client: AsyncWebClient, maya: Person, workspace: Workspace
) -> None:
    post = await posted(client, workspace)
    other = await client.chat_postMessage(channel=post.channel, text="Another")
    await maya.reacts(post, "bulb")
    await maya.clicks(post, "take")
    await client.chat_update(channel=post.channel, ts=post.ts, text="Taken", blocks=card("Taken"))
    await client.chat_update(channel=post.channel, ts=other["ts"], text="Untouched")
    await workspace.until(lambda: maya.ephemerals)
    await workspace.quiet()
    assert sorted(about(workspace, post)) == [
        "chat.postMessage",
        "chat.update",
        "in.block_actions: take",
        "in.event: message",
        "in.event: message",
        "in.event: reaction_added",
        "respond",
    ]


async def test_an_answer_through_a_response_url_is_about_what_it_said(
    bot: TinyBot, client: AsyncWebClient, maya: Person, workspace: Workspace
) -> None:
    await maya.clicks(await posted(client, workspace), "take")
    await workspace.until(lambda: maya.ephemerals)
    assert about(workspace, maya.ephemerals[-1]) == ["respond"]


async def test_a_form_is_followed_from_opening_to_submission(bot: TinyBot, maya: Person, workspace: Workspace) -> None:
    await maya.runs("#sales", "/training-request", "price talks")
    view = workspace.modals[maya.id][-1]
    await maya.submits()
    names = [exchange.name for exchange in workspace.traffic if ("view", view.id) in exchange.about]
    assert names == ["views.open", "in.view_submission: request"]


async def test_what_was_noted_stays_as_it_was_when_the_message_changes(
    client: AsyncWebClient, workspace: Workspace
) -> None:
    post = await posted(client, workspace, "Before")
    await client.chat_update(channel=post.channel, ts=post.ts, text="After", blocks=card("After"))
    [noted] = named(workspace, "chat.postMessage")
    assert "Before" in noted.answer
    assert "After" not in noted.answer


def test_only_the_newest_exchanges_are_kept(clock: Clock) -> None:
    traffic = Traffic(clock.now, tuple)
    for number in range(MOST + 3):
        traffic.end(traffic.call("api.test", {"number": number}))
    kept = [json.loads(exchange.payload)["number"] for exchange in traffic]
    assert kept == list(range(3, MOST + 3))
    assert traffic.find(3) is None
    assert traffic.find(4) is not None


def test_large_exchanges_push_out_more_of_the_old_ones(clock: Clock) -> None:
    traffic, large = Traffic(clock.now, tuple), "x" * (MOST_BYTES // 10)
    for _ in range(15):
        noted = traffic.call("views.open", {"view": large})
        traffic.answer(noted, {"ok": True, "view": large})
    assert 1 <= len(traffic) < 10
    assert sum(exchange.size for exchange in traffic) <= MOST_BYTES


def test_an_answer_that_comes_after_its_call_was_forgotten_counts_for_nothing(clock: Clock) -> None:
    traffic, large = Traffic(clock.now, tuple), "x" * (MOST_BYTES // 4)
    forgotten = traffic.call("chat.postMessage", {"text": "early"})
    for _ in range(MOST):
        traffic.call("api.test", {})
    for _ in range(10):
        traffic.answer(forgotten, {"text": large})
    assert len(traffic) == MOST


async def test_a_workspace_with_a_memory_keeps_the_newest_of_everything(clock: Clock) -> None:
    workspace = Workspace(now=clock.now, monotonic=clock.monotonic, memory=3)
    await workspace.invite_bot("#sales", by="maya")
    async with PracticeServer(workspace, rates=False) as server:
        client = AsyncWebClient(token=workspace.bot_token, base_url=server.api_url, retry_handlers=[])
        for number in range(5):
            await client.chat_postMessage(channel=workspace.conversation("#sales").id, text=str(number))
        await workspace.quiet()
    assert [entry.message.text for entry in workspace.ledger] == ["2", "3", "4"]
    assert [call.args["text"] for call in workspace.calls] == ["2", "3", "4"]
    assert len(workspace.deliveries) == 3
    assert [entry.message.text for entry in workspace.ledger.since(4)] == ["4"]
    assert [entry.message.text for entry in workspace.ledger.since(0)] == ["2", "3", "4"]
    assert workspace.ledger.since(workspace.ledger.total) == []
