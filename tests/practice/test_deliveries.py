"""Whatever Slack delivers has one effect, however often and by whatever way it comes."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Engine, event

from bot.practice import Delivery, OperationTimeout
from bot.store.requests import TrainingRequest
from tests.practice.asking import AUDIENCE, DESIRED, PROBLEM, cards, send, stored
from tests.practice.town import PATIENCE, Town

ACK_SECONDS = 1.0


async def test_a_mention_delivered_three_times_is_captured_once(stories: Town) -> None:
    stories.let_bot_in("#sales")
    maya = stories.person("maya")
    await maya.says("#sales", "@Touchpoint we need training on price talks")
    first = _last(stories, "app_mention")
    for _ in range(2):
        again = await stories.workspace.redeliver(first)
        assert again.failure == ""
    await stories.settled()
    assert len(stories.rows(TrainingRequest)) == len(cards(stories)) == len(maya.dm.messages) == 1


@pytest.mark.parametrize("kind", ["view_submission", "block_actions"])
async def test_a_gesture_delivered_again_changes_nothing(town: Town, kind: str) -> None:
    card = await send(town)
    await town.person("lena").clicks(card, "requests.take")
    await town.settled()
    said = len(town.workspace.ledger)
    again = await town.workspace.redeliver(_last(town, kind))
    await town.settled()
    assert again.failure == ""
    assert len(town.workspace.ledger) == said
    assert stored(town).status == "taken"


async def test_a_form_submitted_twice_at_once_makes_one_request(town: Town) -> None:
    await send(town)
    await town.workspace.redeliver(_last(town, "view_submission"))
    await town.workspace.redeliver(_last(town, "view_submission"))
    await town.settled()
    assert len(cards(town)) == 1


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
async def test_a_form_that_takes_too_long_to_save_says_so_and_counts_once_when_it_is_sent_again(stories: Town) -> None:
    maya = stories.person("maya")
    await maya.runs("#sales", "/training-request", PROBLEM)
    maya.fill(desired=DESIRED, audience=AUDIENCE)
    with slow_saving():
        await maya.submits()
    assert "send it once more" in stories.workspace.read(maya.modals[-1])
    await maya.closes()
    assert await maya.submits() == {}
    await stories.settled()
    assert (stored(stories).problem, len(cards(stories)), len(maya.dm.messages)) == (PROBLEM, 1, 2)


async def test_a_click_that_takes_too_long_to_save_is_no_promise_and_its_person_is_told(town: Town) -> None:
    card, lena = await send(town), town.person("lena")
    with slow_saving(), pytest.raises(OperationTimeout):
        await lena.clicks(card, "requests.take")
    await town.settled()
    assert "try once more if nothing has changed" in lena.ephemerals[-1].text


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
async def test_what_is_not_acknowledged_is_in_the_log_without_its_content(
    stories: Town, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    stories.let_bot_in("#sales")
    stories.workspace.courier.retry_after = ()
    with slow_saving(), pytest.raises(OperationTimeout):
        await stories.person("maya").says("#sales", "@Touchpoint we need training on price talks")
    assert "a delivery was not acknowledged: app_mention, status 503" in caplog.text
    assert "price" not in caplog.text


async def test_two_people_sending_the_same_words_make_two_requests(town: Town) -> None:
    await send(town, "maya")
    await send(town, "tom")
    assert len(cards(town)) == 2


async def test_everything_is_acknowledged_well_within_three_seconds(stories: Town) -> None:
    card = await send(stories)
    await stories.person("lena").clicks(card, "requests.take")
    await stories.settled()
    latencies = [each.latency for each in stories.workspace.deliveries]
    assert latencies
    assert all(latency is not None and latency < ACK_SECONDS for latency in latencies)


@contextmanager
def slow_saving() -> Iterator[None]:
    """Whatever a delivery brings is being written for as long as this lasts."""
    over = threading.Event()

    def wait(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if statement.startswith("INSERT INTO inbox"):
            assert over.wait(PATIENCE)

    event.listen(Engine, "before_cursor_execute", wait)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", wait)
        over.set()


def _last(town: Town, kind: str) -> Delivery:
    """The last delivery of this kind of event or interaction."""
    found = [each for each in town.workspace.deliveries if kind in (each.payload.get("type"), _event(each))]
    return found[-1]


def _event(delivery: Delivery) -> str:
    return str(delivery.payload.get("event", {}).get("type", ""))
