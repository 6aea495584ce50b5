"""Socket Mode when connections end, with and without a word."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from time import monotonic
from typing import Final

import aiohttp
import pytest

from bot.app import Bot, running
from bot.cli.problems import CannotRun, explained
from bot.clock import SystemClock
from bot.connections import Deaf, listening
from bot.link import NotGreeted, Patience
from bot.practice import PracticeServer, Workspace
from bot.practice.links import MOST_LINKS
from bot.settings import Settings
from tests.databases import Sqlite
from tests.faults.stream import streaming
from tests.faults.wire import Wire

LINKS: Final = 2
HURRIED: Final = Patience(heartbeat=1.0, opening=2.0, steady=0.1, deaf=2.0)
SOON: Final = 10.0


@dataclass
class Site:
    """The bot, the Slack it hears, and the wire between them."""

    practice: PracticeServer
    bot: Bot
    wire: Wire

    @property
    def workspace(self) -> Workspace:
        return self.practice.workspace

    def replaced(self, reason: str) -> float:
        """How many connections were replaced for this reason."""
        labels = {"reason": reason}
        return self.bot.metrics.registry.get_sample_value("touchpoint_reconnects_total", labels) or 0.0

    async def until_replaced(self, reason: str, times: int) -> None:
        """Wait until so many connections were replaced for this reason, and are still open as well."""
        await self.workspace.until(
            lambda: self.replaced(reason) >= times and len(self.practice.links) >= LINKS + times, SOON
        )


@pytest.fixture
async def deaf_site(sqlite_databases: Sqlite) -> AsyncIterator[Site]:
    """A bot that does not listen yet."""
    workspace = Workspace(now=SystemClock().now)
    async with AsyncExitStack() as stack:
        url = stack.enter_context(sqlite_databases.fresh())
        practice = await stack.enter_async_context(PracticeServer(workspace, rates=False))
        wire = await stack.enter_async_context(Wire.to(practice.port))
        practice.port = wire.port
        given = {"slack_bot_token": workspace.bot_token, "slack_api_url": practice.api_url, "database_url": url}
        bot = await stack.enter_async_context(running(Settings.model_validate(given), SystemClock()))
        yield Site(practice, bot, wire)


@pytest.fixture
async def site(deaf_site: Site) -> AsyncIterator[Site]:
    """A bot that listens."""
    async with listening(deaf_site.bot, deaf_site.workspace.app_token, HURRIED):
        yield deaf_site


@pytest.mark.parametrize("reason", ["warning", "refresh_requested"])
async def test_nobody_notices_when_slack_announces_the_end_of_every_connection(site: Site, reason: str) -> None:
    async with streaming(site.workspace) as stream:
        for times in range(1, 4):
            await stream.answers(20)
            await site.practice.refresh_links(reason)
            await site.until_replaced(reason, times * LINKS)
        await stream.answers(20)
    assert stream.unanswered == []
    assert stream.longest_gap < 1.0


async def test_a_connection_that_slack_does_not_end_as_announced_is_ended(deaf_site: Site) -> None:
    async with listening(deaf_site.bot, deaf_site.workspace.app_token, replace(HURRIED, linger=0.1)):
        before = deaf_site.practice.links.open
        await deaf_site.practice.refresh_links()
        await deaf_site.workspace.until(lambda: not set(before) & set(deaf_site.practice.links.open), SOON)
        assert len(deaf_site.practice.links) == LINKS


@pytest.mark.parametrize("farewell", [True, False], ids=["closed", "cut"])
async def test_the_bot_hears_again_within_a_second_when_every_connection_ends_at_once(
    site: Site, farewell: bool
) -> None:
    async with streaming(site.workspace) as stream:
        await stream.answers(20)
        await site.practice.drop_links(farewell=farewell)
        await stream.answers(20)
    assert stream.longest_gap < 1.0


async def test_one_connection_is_enough_to_hear_everything(site: Site) -> None:
    async with streaming(site.workspace) as stream:
        await stream.answers(20)
        await site.practice.links.open[0].close()
        await stream.answers(20)
    assert len(stream.unanswered) <= 1
    assert stream.longest_gap < 1.0


async def test_the_last_connection_is_replaced_at_once_however_often_both_have_failed(deaf_site: Site) -> None:
    patience, links = replace(HURRIED, steady=60.0, alone=0.0), deaf_site.practice.links
    async with (
        listening(deaf_site.bot, deaf_site.workspace.app_token, patience),
        streaming(deaf_site.workspace) as stream,
    ):
        await stream.answers(20)
        last, failing = links.open
        for _ in range(2):
            await links.drop(only=failing)
            await deaf_site.workspace.until(lambda: len(links) == LINKS, SOON)
            [failing] = set(links.open) - {last}
        await links.drop(only=failing)
        for _ in range(2):
            await links.drop(only=last)
            await deaf_site.workspace.until(lambda: links.open, SOON)
            [last] = links.open
        await stream.answers(20)
    assert stream.longest_gap < 1.0


async def test_a_line_that_went_silent_is_found_by_its_heartbeat(site: Site) -> None:
    site.wire.goes_silent()
    began = monotonic()
    await site.workspace.until(lambda: site.replaced("silent") == LINKS, SOON)
    assert monotonic() - began < 2 * HURRIED.heartbeat
    async with streaming(site.workspace) as stream:
        await stream.answers(20)


def test_a_silent_line_is_replaced_within_thirty_seconds() -> None:
    patience = Patience()
    assert 1.5 * patience.heartbeat + patience.opening < 30


async def test_a_slack_that_comes_back_is_heard_again(site: Site) -> None:
    await site.practice.stop()
    await site.workspace.until(lambda: site.replaced("closed") == LINKS, SOON)
    site.practice.port = site.wire.leads_to
    await site.practice.start()
    site.practice.port = site.wire.port
    await site.workspace.until(lambda: len(site.practice.links) == LINKS, SOON)
    assert (await site.workspace.as_person("maya").runs("#sales", "/ld", "help")).status == 200


async def test_a_bot_that_stays_deaf_ends(deaf_site: Site) -> None:
    with pytest.raises(Deaf):
        await listen_while_slack_goes(deaf_site)


async def test_a_bot_that_hears_something_does_not_end(site: Site) -> None:
    async with asyncio.timeout(2 * HURRIED.deaf), streaming(site.workspace) as stream:
        while monotonic() - stream.answered[0] < 1.5 * HURRIED.deaf:
            await stream.answers(1)
            await site.practice.links.open[0].close()


def test_an_operator_is_told_in_one_line_that_the_bot_was_deaf() -> None:
    with pytest.raises(CannotRun, match="not heard over Socket Mode for a minute"), explained(Settings()):
        raise Deaf


async def test_a_slack_that_takes_no_more_connections_is_an_error_at_the_start(deaf_site: Site) -> None:
    async with aiohttp.ClientSession() as session:
        address = f"{deaf_site.practice.url}link?ticket="
        others = [await session.ws_connect(address + deaf_site.practice.links.ticket()) for _ in range(MOST_LINKS)]
        with pytest.raises(NotGreeted, match="too_many_websockets"):
            await listen_while_slack_goes(deaf_site)
        assert len(others) == MOST_LINKS


async def test_what_is_under_way_is_answered_before_the_bot_stops_listening(deaf_site: Site) -> None:
    maya = deaf_site.workspace.as_person("maya")
    async with listening(deaf_site.bot, deaf_site.workspace.app_token, HURRIED), asyncio.TaskGroup() as asking:
        asked = [asking.create_task(maya.runs("#sales", "/ld", "help")) for _ in range(100)]
        await deaf_site.workspace.until(lambda: any(each.done() for each in asked), SOON)
    assert {each.result().status for each in asked} == {200}


async def listen_while_slack_goes(site: Site) -> None:
    async with listening(site.bot, site.workspace.app_token, HURRIED):
        await site.practice.stop()
        await asyncio.Event().wait()
