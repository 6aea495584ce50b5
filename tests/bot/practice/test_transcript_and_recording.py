"""What people read of a practice workspace: transcripts, and files of its traffic."""

import json
from pathlib import Path

import pytest
from slack_sdk.errors import SlackApiError

from bot.practice import Person, PracticeServer, Workspace
from tests.bot.practice.tinybot import TinyBot, card, over_socket, plain


async def test_a_channel_reads_like_a_conversation(bot: TinyBot, workspace: Workspace, maya: Person) -> None:
    await workspace.invite_bot("#sales", by="maya")
    post = await maya.says("#sales", "Hello @Priya, see #procurement & https://a.example/x")
    await workspace.as_person("priya").says("#sales", "Will do", thread=post.ts)
    await maya.reacts(post, "bulb")
    due = "Due <!date^1795507200^{date_short} {time}^soon>"
    await bot.client.chat_postMessage(
        channel=post.channel,
        text="Card",
        blocks=[*card("A <b> card"), {"type": "context", "elements": [{"type": "mrkdwn", "text": due}]}],
    )
    assert workspace.read("#sales", zone="Asia/Kolkata").split("\n") == [
        "#sales",
        "------",
        "[Tue 24 Nov 13:30] Maya Fernandes: Hello @Priya Nair, see #procurement & https://a.example/x",
        "    :bulb: 1",
        "    [Tue 24 Nov 13:30] Priya Nair: Will do",
        "[Tue 24 Nov 13:30] Touchpoint: A <b> card",
        "    [Take it] <Decline>",
        "    Due Nov 24, 2026 13:30",
    ]


async def test_a_person_reads_in_their_own_zone_what_only_they_see(bot: TinyBot, workspace: Workspace) -> None:
    omar = workspace.as_person("omar")
    await omar.writes_dm("hi")
    await omar.runs("#engineering", "/shout", "psst")
    assert workspace.read("omar").split("\n") == [
        "Touchpoint and Omar Reyes",
        "-------------------------",
        "[Tue 24 Nov 03:00] Omar Reyes: hi",
        "only visible to them:",
        "[Tue 24 Nov 03:00] Touchpoint: PSST",
    ]


async def test_deleted_messages_are_gone_and_edited_ones_say_so(workspace: Workspace, maya: Person) -> None:
    first, second = await maya.says("#sales", "one"), await maya.says("#sales", "two")
    await maya.deletes(first)
    await maya.edits(second, "three")
    assert workspace.read("#sales", zone="UTC").endswith("------\n[Tue 24 Nov 08:00] Maya Fernandes: three (edited)")


async def test_traffic_is_recorded_without_tokens(workspace: Workspace, maya: Person, tmp_path: Path) -> None:
    calls, payloads = tmp_path / "calls.jsonl", tmp_path / "payloads.jsonl"
    async with PracticeServer(workspace, calls=calls, payloads=payloads) as server:
        bot = TinyBot(workspace, server)
        handlers = await over_socket(bot)
        await workspace.invite_bot("#sales", by="maya")
        await maya.runs("#sales", "/shout", "x")
        await maya.runs("#sales", "/training-request")
        maya.fill(problem="Hm")
        await maya.submits()
        await bot.client.api_call("users.info", params={"token": workspace.bot_token, "user": maya.id})
        await bot.client.chat_postMessage(channel=maya.id, text="x", blocks=[{"type": "header", "text": plain("x")}])
        for handler in handlers:
            await handler.close_async()
    made = [json.loads(line) for line in calls.read_text().splitlines()]
    methods = [line["method"] for line in made if line["method"] not in ("auth.test", "apps.connections.open")]
    assert methods == ["ack.command", "views.open", "ack.view_submission", "users.info", "chat.postMessage"]
    assert made[-1]["content_type"] == "application/json"
    assert made[-2]["args"] == {"user": maya.id}
    sent = [json.loads(line)["method"] for line in payloads.read_text().splitlines()]
    assert sent[:4] == ["in.event", "in.command", "in.command", "in.view_submission"]
    for secret in (workspace.bot_token, workspace.app_token, workspace.app.verification_token):
        assert secret not in calls.read_text() + payloads.read_text()


async def test_refused_calls_are_recorded_with_their_error(workspace: Workspace, tmp_path: Path) -> None:
    calls = tmp_path / "calls.jsonl"
    async with PracticeServer(workspace, calls=calls) as server:
        with pytest.raises(SlackApiError):
            await TinyBot(workspace, server).client.chat_postMessage(channel="C0NOWHERE", text="x")
    assert [json.loads(line)["error"] for line in calls.read_text().splitlines()] == ["channel_not_found"]
