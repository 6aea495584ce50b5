"""The practice workspace beside `backlot`, another emulation of Slack, on the methods that both have."""

import tomllib
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from bot.practice import PracticeServer, Workspace
from tests.bot.practice.cases import RECORDS
from tests.bot.practice.clock import Clock
from tests.bot.practice.comparison import TABLE, World, compare, differences, listed
from tests.bot.practice.emulation import TOKEN, backlot


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as opened:
        yield opened


@pytest.fixture
async def ours(session: aiohttp.ClientSession, clock: Clock) -> AsyncIterator[World]:
    workspace = Workspace(now=clock.now, monotonic=clock.monotonic)
    await workspace.invite_bot("#sales", by="maya")
    async with PracticeServer(workspace, rates=False) as server:
        world = World(session, server.api_url, workspace.bot_token)
        root = await workspace.as_person("maya").says("#sales", "root")
        reply = await workspace.as_person("priya").says("#sales", "reply", thread=root.ts)
        world.names = {"channel": root.channel, "root": root.ts, "reply": reply.ts}
        world.names |= {key: workspace.member(name).id for key, name in (("user", "maya"), ("outsider", "luis"))}
        await _posts(world)
        yield world


@pytest.fixture
async def theirs(session: aiohttp.ClientSession, tmp_path: Path) -> AsyncIterator[World]:
    async with backlot(tmp_path, RECORDS) as url:
        world = World(session, url, TOKEN)
        await _look_around(world)
        await _posts(world)
        yield world


async def _look_around(world: World) -> None:
    rooms = (await world.call("conversations.list", {}))["body"]["channels"]
    world.names["channel"] = next(room["id"] for room in rooms if room["name"] == "sales")
    people = {user["real_name"]: user["id"] for user in (await world.call("users.list", {}))["body"]["members"]}
    world.names |= {"user": people["Maya Fernandes"], "outsider": people["Luis Ortega"]}
    (root,) = (await world.call("conversations.history", {"channel": "{channel}"}))["body"]["messages"]
    thread = await world.call("conversations.replies", {"channel": "{channel}", "ts": root["ts"]})
    world.names |= {"root": root["ts"], "reply": thread["body"]["messages"][1]["ts"]}


async def _posts(world: World) -> None:
    posted = await world.call("chat.postMessage", {"channel": "{channel}", "text": "own"})
    world.names["own"] = posted["body"]["ts"]


async def test_every_difference_is_in_the_table_and_no_other(ours: World, theirs: World) -> None:
    assert await differences(ours, theirs) == set(listed())


def test_the_table_lists_each_difference_once() -> None:
    assert [difference for difference, times in Counter(listed()).items() if times > 1] == []


def test_every_difference_has_a_reason() -> None:
    entries = tomllib.loads(TABLE.read_text(encoding="utf-8"))["difference"]
    assert all(entry["reason"].endswith(".") and entry["cases"] and entry["places"] for entry in entries)


def test_what_is_missing_is_named_by_its_top() -> None:
    left = {"status": 200, "body": {"ok": True, "message": {"blocks": [{"type": "divider"}]}, "ts": "1.1"}}
    right = {"status": 200, "body": {"ok": True, "message": {}, "ts": 1}}
    assert list(compare(left, right)) == [("message.blocks", "list / absent"), ("ts", "str / int")]


def test_the_verdict_is_compared_by_value() -> None:
    answers = [{"status": 200, "body": {"ok": False, "error": error}} for error in ("not_authed", "invalid_auth")]
    assert list(compare(*answers)) == [("error", "not_authed / invalid_auth")]
