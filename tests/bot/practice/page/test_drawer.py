"""Behind the scenes on the page: the list, its filters, the bodies that are fetched, and the fault switch."""

import re
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response

import bot.practice.page
from bot.http import serving
from bot.practice import Message, Person, PracticeServer, Workspace
from bot.practice.forms import ClientRefused
from bot.practice.page.drawer import drawer, routes, switch
from bot.practice.page.drawer.screen import SHOWN_AT_ONCE, DrawerScreen
from bot.practice.page.stage import Step
from tests.bot.practice.calls import raw
from tests.bot.practice.tinybot import TinyBot, card

pytestmark = pytest.mark.usefixtures("unrecorded")

TEMPLATES = Path(bot.practice.page.__file__).parent / "templates"
HOSTILE = '<script>alert("1")</script>'
ELSEWHERE = {"referer": "http://elsewhere.example//elsewhere.example/as/maya?drawer=1"}


@dataclass
class FixedStage:
    """A stage whose time stands still."""

    workspace: Workspace
    server: PracticeServer
    steps: Sequence[Step] = ()

    async def move_to(self, moment: datetime) -> None: ...

    async def restart(self) -> None: ...


@pytest.fixture
def stage(workspace: Workspace, server: PracticeServer) -> FixedStage:
    return FixedStage(workspace, server)


@pytest.fixture
def environment() -> Environment:
    return Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)


@pytest.fixture
async def page(stage: FixedStage, environment: Environment) -> AsyncIterator[aiohttp.ClientSession]:
    """The drawer's own addresses."""
    app = Starlette(routes=routes(stage, environment), exception_handlers={ClientRefused: _refused})
    async with serving(app, "127.0.0.1", 0) as port, aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session:
        yield session


async def _refused(request: Request, error: Exception) -> Response:
    return Response(str(error), 409)


async def posted(client: AsyncWebClient, workspace: Workspace, text: str) -> Message:
    await workspace.invite_bot("#sales", by="maya")
    room = workspace.conversation("#sales")
    answer = await client.chat_postMessage(channel=room.id, text=text, blocks=card(text))
    await workspace.quiet()
    return room.all_messages[str(answer["ts"])]


def names(shown: DrawerScreen) -> list[str]:
    return [line.name for line in shown.lines]


async def test_the_newest_stands_first_in_plain_words(bot: TinyBot, maya: Person, stage: FixedStage) -> None:
    await maya.runs("#sales", "/training-request")
    lines = {line.name: line for line in drawer(stage, {}).lines}
    call, command = lines["views.open"], lines["in.command: /training-request"]
    assert next(iter(lines)) == "views.open"
    assert (call.way, call.verdict) == ("from Touchpoint", "accepted")
    assert (command.way, command.verdict) == ("to Touchpoint", "acknowledged")
    assert command.at == "Tue 24 Nov 09:00:00"
    assert command.latency.endswith(" ms")


async def test_the_list_can_be_narrowed_to_one_message(
    bot: TinyBot, maya: Person, stage: FixedStage, client: AsyncWebClient, workspace: Workspace
) -> None:
    post = await posted(client, workspace, "One")
    await posted(client, workspace, "Two")
    await maya.clicks(post, "take")
    await workspace.until(lambda: maya.ephemerals)
    shown = drawer(stage, {"drawer": "1", "about": f"{post.channel}:{post.ts}"})
    assert names(shown) == ["respond", "in.block_actions: take", "in.event: message", "chat.postMessage"]
    assert shown.everything == "?drawer=1"


async def test_each_entry_leads_to_all_about_its_message(
    stage: FixedStage, client: AsyncWebClient, workspace: Workspace
) -> None:
    post = await posted(client, workspace, "One")
    [line] = [line for line in drawer(stage, {"drawer": "1", "thread": "7"}).lines if line.name == "chat.postMessage"]
    [only] = line.only
    assert only.label == "Show only this message"
    assert only.href == f"?drawer=1&thread=7&about={post.channel}%3A{post.ts}"


async def test_a_page_of_history_leads_to_no_single_message(
    stage: FixedStage, client: AsyncWebClient, workspace: Workspace
) -> None:
    for number in range(4):
        await posted(client, workspace, str(number))
    await client.conversations_history(channel=workspace.conversation("#sales").id)
    [line] = drawer(stage, {"name": "history"}).lines
    assert line.only == ()


async def test_the_list_can_be_narrowed_by_name_and_to_problems(
    stage: FixedStage, server: PracticeServer, client: AsyncWebClient, workspace: Workspace
) -> None:
    await client.auth_test()
    await raw(server, "auth.test", "xoxb-wrong")
    await raw(server, "users.info", workspace.bot_token, data={"user": "U0NOBODY"})
    assert names(drawer(stage, {"name": " AUTH"})) == ["auth.test", "auth.test"]
    assert names(drawer(stage, {"problems": "1"})) == ["users.info", "auth.test"]
    [line] = drawer(stage, {"name": "auth", "problems": "1"}).lines
    assert line.verdict == "refused: invalid_auth"


async def test_a_long_list_is_shown_in_part_until_all_is_asked_for(
    stage: FixedStage, server: PracticeServer, workspace: Workspace
) -> None:
    for _ in range(SHOWN_AT_ONCE + 1):
        workspace.traffic.end(workspace.traffic.call("api.test", {}))
    shown = drawer(stage, {"drawer": "1"})
    assert (len(shown.lines), shown.found, shown.more) == (SHOWN_AT_ONCE, SHOWN_AT_ONCE + 1, "?drawer=1&all=1")
    assert drawer(stage, {"drawer": "1", "all": "1"}).more == ""


async def test_the_list_carries_no_bodies_and_each_part_has_an_id_of_its_own(
    stage: FixedStage, environment: Environment, client: AsyncWebClient, workspace: Workspace
) -> None:
    await posted(client, workspace, "Nobody expects this")
    html = environment.get_template("drawer.html.j2").render(drawer=drawer(stage, {}))
    ids = re.findall(r'\bid="([^"]*)"', html)
    assert "chat.postMessage" in html
    assert "Nobody expects this" not in html
    assert "traffic-1" in ids
    assert len(ids) == len(set(ids))


async def test_what_stands_in_the_address_cannot_break_out_of_the_page(
    stage: FixedStage, environment: Environment
) -> None:
    query = dict.fromkeys(("drawer", "about", "name", "problems"), HOSTILE)
    html = environment.get_template("drawer.html.j2").render(drawer=drawer(stage, query))
    assert "<script>" not in html
    assert HOSTILE[-9:] not in html.replace('"></script>', "")


async def test_an_opened_entry_shows_both_bodies_as_they_were_sent(
    page: aiohttp.ClientSession, stage: FixedStage, client: AsyncWebClient, workspace: Workspace
) -> None:
    post = await posted(client, workspace, HOSTILE)
    [line] = drawer(stage, {"name": "chat.postMessage"}).lines
    async with page.get(line.href) as answer:
        html = await answer.text()
    assert answer.status == 200
    assert HOSTILE not in html
    assert "&lt;script&gt;" in html
    assert "What Touchpoint sent" in html
    assert "What Slack answered" in html
    assert post.ts in html
    assert html.index("&#34;channel&#34;") < html.index("&#34;text&#34;") < html.index("&#34;blocks&#34;")


async def test_an_entry_that_is_no_longer_kept_is_said_to_be_gone(page: aiohttp.ClientSession) -> None:
    async with page.get("/traffic/999") as answer:
        assert (answer.status, await answer.text()) == (404, "This is no longer kept.")


async def test_the_switch_is_turned_by_a_form_and_stands_on_the_page_while_it_is_on(
    page: aiohttp.ClientSession, stage: FixedStage
) -> None:
    assert switch(stage) == ""
    referer = {"referer": "http://127.0.0.1/as/maya/home?drawer=1"}
    async with page.post("/faults", data={"kind": "drop"}, headers=referer, allow_redirects=False) as answer:
        assert (answer.status, answer.headers["location"]) == (303, "/as/maya/home?drawer=1")
    assert switch(stage) == "Fault switched on: lost answers"
    shown = drawer(stage, {}).faults
    assert [choice.setting for choice in shown.choices if choice.is_on] == ["drop"]
    assert "Touchpoint cannot know whether its message is there" in shown.words


async def test_a_script_that_turns_the_switch_is_not_sent_elsewhere(
    page: aiohttp.ClientSession, stage: FixedStage
) -> None:
    async with page.post("/faults", data={"kind": "slow"}, headers={"x-page": "1"}) as answer:
        assert answer.status == 204
    assert stage.server.switch.setting == "slow"


async def test_turning_the_switch_never_leads_to_another_site(page: aiohttp.ClientSession) -> None:
    async with page.post("/faults", data={"kind": "off"}, headers=ELSEWHERE, allow_redirects=False) as answer:
        assert answer.headers["location"] == "/elsewhere.example/as/maya?drawer=1"


@pytest.mark.parametrize("sent", [{"kind": "fire"}, {}])
async def test_an_unknown_fault_is_refused(page: aiohttp.ClientSession, stage: FixedStage, sent: Any) -> None:
    async with page.post("/faults", data=sent) as answer:
        assert (answer.status, await answer.text()) == (409, "there is no such fault")
    assert stage.server.switch.setting == "off"


@pytest.mark.parametrize(
    ("setting", "verdict"),
    [
        ("drop", "accepted, but the answer was lost (fault injected)"),
        ("429", "refused: ratelimited, try again in 5 s (fault injected)"),
        ("slow", "accepted late (fault injected)"),
    ],
)
async def test_an_injected_fault_is_told_from_slacks_own_verdict(
    stage: FixedStage, server: PracticeServer, workspace: Workspace, client: AsyncWebClient, setting: str, verdict: str
) -> None:
    server.switch.turn(setting)
    server.switch.slow_seconds = 0.01
    with suppress(SlackApiError, aiohttp.ServerDisconnectedError):
        await client.chat_postMessage(channel=workspace.conversation("#sales").id, text="Hello")
    [line] = drawer(stage, {"name": "chat.postMessage"}).lines
    assert (line.verdict, line.is_problem) == (verdict, True)
