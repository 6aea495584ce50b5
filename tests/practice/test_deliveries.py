"""Whatever Slack delivers has one effect, however often and by whatever way it comes."""

import pytest

from bot.practice import Delivery
from bot.store.requests import TrainingRequest
from tests.practice.asking import cards, send, stored
from tests.practice.town import Town

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


def _last(town: Town, kind: str) -> Delivery:
    """The last delivery of this kind of event or interaction."""
    found = [each for each in town.workspace.deliveries if kind in (each.payload.get("type"), _event(each))]
    return found[-1]


def _event(delivery: Delivery) -> str:
    return str(delivery.payload.get("event", {}).get("type", ""))
