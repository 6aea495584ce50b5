"""The fault switch: it spoils what the app says as long as it is on, and nothing else."""

from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.practice import Person, PracticeServer, Workspace
from bot.practice.switch import RETRY_AFTER, SETTINGS
from bot.practice.traffic import Exchange
from tests.bot.practice.clock import Clock
from tests.bot.practice.tinybot import TinyBot, form

pytestmark = pytest.mark.usefixtures("unrecorded")

SLOW = 0.05


async def say(client: AsyncWebClient, workspace: Workspace, text: str) -> Any:
    return await client.chat_postMessage(channel=workspace.conversation("#sales").id, text=text)


def said(workspace: Workspace) -> list[str]:
    return [message.text for message in workspace.conversation("#sales").messages]


def posts(workspace: Workspace) -> list[Exchange]:
    return [exchange for exchange in workspace.traffic if exchange.name == "chat.postMessage"]


async def test_with_lost_answers_everything_is_said_and_nothing_confirmed(
    client: AsyncWebClient, server: PracticeServer, workspace: Workspace
) -> None:
    server.switch.turn("drop")
    for text in ("one", "two", "three"):
        with pytest.raises(aiohttp.ServerDisconnectedError):
            await say(client, workspace, text)
    assert said(workspace) == ["one", "two", "three"]
    assert {(noted.outcome, noted.fault, noted.status) for noted in posts(workspace)} == {("lost", "drop", None)}
    assert all(noted.answer for noted in posts(workspace))


async def test_with_too_many_requests_one_call_comes_through_every_five_seconds(
    client: AsyncWebClient, server: PracticeServer, workspace: Workspace, clock: Clock
) -> None:
    server.switch.turn("429")
    for number in range(3):
        with pytest.raises(SlackApiError) as refused:
            await say(client, workspace, "refused")
        assert refused.value.response.status_code == 429
        assert refused.value.response.headers["Retry-After"] == str(RETRY_AFTER)
        clock.pass_by(seconds=RETRY_AFTER)
        await say(client, workspace, str(number))
    assert said(workspace) == ["0", "1", "2"]
    assert posts(workspace)[0].retry_after == str(RETRY_AFTER)


async def test_a_call_that_comes_back_too_early_is_told_how_long_is_left(
    client: AsyncWebClient, server: PracticeServer, workspace: Workspace, clock: Clock
) -> None:
    server.switch.turn("429")
    with pytest.raises(SlackApiError):
        await say(client, workspace, "first")
    clock.pass_by(seconds=3)
    with pytest.raises(SlackApiError) as refused:
        await say(client, workspace, "early")
    assert refused.value.response.headers["Retry-After"] == "2"


async def test_slow_calls_are_served_late(client: AsyncWebClient, server: PracticeServer, workspace: Workspace) -> None:
    server.switch.turn("slow")
    server.switch.slow_seconds = SLOW
    await say(client, workspace, "late")
    [noted] = posts(workspace)
    assert (noted.outcome, noted.fault) == ("ok", "slow")
    assert noted.latency is not None
    assert noted.latency >= SLOW * 1000


@pytest.mark.parametrize("setting", SETTINGS)
async def test_reading_opening_forms_and_coming_back_work_as_always(
    bot: TinyBot, client: AsyncWebClient, server: PracticeServer, workspace: Workspace, maya: Person, setting: str
) -> None:
    server.switch.turn(setting)
    await client.auth_test()
    await client.conversations_history(channel=workspace.dm_with(maya.id).id)
    await client.views_open(trigger_id=workspace.triggers.mint(maya.id), view=form())
    await maya.writes_dm("hello")
    await server.refresh_links()
    before = {exchange.id for exchange in workspace.traffic}
    await workspace.until(lambda: any(_opens_a_link(each) for each in workspace.traffic if each.id not in before))
    assert not any(exchange.is_problem for exchange in workspace.traffic)


async def test_switched_off_all_is_well_again(
    client: AsyncWebClient, server: PracticeServer, workspace: Workspace
) -> None:
    server.switch.turn("drop")
    server.switch.turn("off")
    assert (await say(client, workspace, "hello"))["ok"]


async def test_there_is_no_other_setting(server: PracticeServer) -> None:
    with pytest.raises(ValueError, match="fire"):
        server.switch.turn("fire")
    assert server.switch.setting == "off"


def _opens_a_link(exchange: Exchange) -> bool:
    return exchange.name == "apps.connections.open" and exchange.outcome == "ok"
