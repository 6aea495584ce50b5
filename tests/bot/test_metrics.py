"""What Prometheus is told, moved by what happens."""

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Final

import pytest

from bot.practice import Fault
from bot.practice.model import Json
from tests.bot.site import Site, command, signed, site_on
from tests.databases import Sqlite

PROBLEM: Final = "reps freeze when buyers push back on price"
PATIENCE: Final = 10.0


@pytest.fixture
async def site(sqlite_databases: Sqlite) -> AsyncIterator[Site]:
    with sqlite_databases.fresh() as url:
        async with site_on(url) as site:
            yield site


async def test_each_delivery_is_timed_until_its_answer(site: Site) -> None:
    body = command(site.practice, "help")
    await site.post(body, signed(body))
    assert await site.metric("touchpoint_ack_seconds_count") == 1
    assert 0 < await site.metric("touchpoint_ack_seconds_sum") < 3


async def test_an_event_shows_how_late_it_comes(site: Site) -> None:
    await site.practice.workspace.as_person("maya").opens_home()
    assert await site.metric("touchpoint_inbox_lag_seconds_count") == 1
    assert await site.metric("touchpoint_inbox_lag_seconds_sum") < 10
    await site.practice.workspace.courier.publish([opened_home(site, at=time.time() - 3_600)])
    assert await site.metric("touchpoint_inbox_lag_seconds_count") == 2
    assert await site.metric("touchpoint_inbox_lag_seconds_sum") > 3_600


async def test_what_slack_puts_off_is_counted_and_the_message_grows_old(site: Site) -> None:
    site.practice.faults.append(Fault("chat.postMessage", "before", "429", retry_after=30))
    await send(site)
    async with asyncio.timeout(PATIENCE):
        while not await site.metric("touchpoint_holds_total", method="chat.postMessage"):
            pass
    assert await site.metric("touchpoint_held_seconds_total", method="chat.postMessage") == 30
    assert await site.metric("touchpoint_outbox_messages", state="due") > 0
    assert await site.metric("touchpoint_outbox_age_seconds") > 0


async def test_what_was_said_is_counted_and_nothing_is_late(site: Site) -> None:
    await send(site)
    async with asyncio.timeout(PATIENCE):
        while not await site.metric("touchpoint_outbox_messages", state="sent"):
            pass
    assert await site.metric("touchpoint_outbox_age_seconds") < 1


async def send(site: Site) -> None:
    """Send a training request; its confirmation is planned."""
    maya = site.practice.workspace.as_person("maya")
    await maya.runs("#sales", "/training-request", PROBLEM)
    maya.fill(desired="They hold the price", audience="12 account executives")
    assert await maya.submits() == {}


def opened_home(site: Site, at: float) -> Json:
    """The event of Maya opening her App Home at a moment, in Unix time."""
    workspace = site.practice.workspace
    maya = workspace.as_person("maya")
    event = {"type": "app_home_opened", "user": maya.id, "channel": maya.dm.id, "tab": "home", "event_ts": f"{at:.6f}"}
    return {"type": "event_callback", "team_id": workspace.team_id, "event_id": "Ev0LATE", "event": event}
