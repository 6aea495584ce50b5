"""HTTP mode and payloads of Slack with members that are missing or of another type: never the bot's failure."""

import copy
import json
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

import aiohttp
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.practice import Delivery
from bot.practice.company import Member
from tests.bot.site import FORM, JSON, signed
from tests.databases import Sqlite
from tests.practice.asking import analyse, answer, ask, recommend, send, turn_down
from tests.practice.noting import confirm, invite
from tests.practice.town import Town, town_of

EXAMPLES: Final = 250
Way = tuple[str | int, ...]
Story = tuple[Town, list[Delivery]]
ODD: Final[list[Any]] = [None, 7, -1.5, True, "", "odd", "\x00", [], {}, [None], ["odd"], {"id": 7}, {"value": None}]


@pytest.fixture
async def story(sqlite_databases: Sqlite, recordings: tuple[Path, Path]) -> AsyncIterator[Story]:
    """A town over HTTP in which people said, clicked and sent things, and one delivery of each kind."""
    with sqlite_databases.fresh() as url:
        async with town_of(url, recordings, "http") as town:
            await _live(town)
            kinds = {(each.name, str(each.payload.get("event", {}).get("type"))): each for each in _heard(town)}
            yield town, [Delivery(each.kind, copy.deepcopy(each.payload)) for each in kinds.values()]


async def _live(town: Town) -> None:
    maya, lena, tom = town.person("maya"), town.person("lena"), town.person("tom")
    await invite(town, name="Sales", kind="sales")
    card = await send(town)
    await lena.clicks(card, "requests.take")
    await ask(town, card, "How many?")
    await maya.writes_dm("Nine")
    await answer(town)
    await analyse(town, card)
    await recommend(town, card, "build")
    await maya.clicks(maya.dm.messages[-1], "requests.agree")
    await turn_down(town, await send(town), "defer")
    await maya.runs("#sales", "/ld", "poll")
    maya.fill(question="When?", options="Monday\nFriday")
    await maya.submits()
    await town.settled()
    poll = town.workspace.conversation("#sales").top_level[-1]
    await tom.clicks(poll, "polls.vote", "1:0")
    await tom.message_shortcut("requests.capture", await tom.says("#sales", "we lose deals"))
    await tom.closes()
    await confirm(town)
    await maya.opens_home()
    await tom.leaves("#sales")
    await tom.joins("#sales")
    await town.workspace.hire(Member("new", "Nina New"))
    await town.workspace.remove_bot("#sales")
    await town.settled()


@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
async def test_no_member_that_is_missing_or_odd_is_answered_with_a_failure(story: Story, data: st.DataObject) -> None:
    town, heard = story
    first = data.draw(st.sampled_from(heard))
    payload = copy.deepcopy(first.payload)
    for _ in range(data.draw(st.integers(1, 3))):
        _spoil(payload, data)
    assert await _status(town, first, payload) < 500, payload


def _heard(town: Town) -> list[Delivery]:
    return [each for each in town.workspace.deliveries if not each.failure]


def _spoil(payload: Any, data: st.DataObject) -> None:
    """Drop or replace a node of a payload."""
    nodes = [path for path in _paths(payload) if path]
    if not nodes:
        return
    *way, last = data.draw(st.sampled_from(nodes))
    holder = payload
    for step in way:
        holder = holder[step]
    if data.draw(st.booleans()):
        del holder[last]
    else:
        holder[last] = copy.deepcopy(data.draw(st.sampled_from(ODD)))


def _paths(node: Any, way: Way = ()) -> Iterator[Way]:
    yield way
    members = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for name, child in members:
        yield from _paths(child, (*way, name))


async def _status(town: Town, first: Delivery, payload: Any) -> int:
    body, kind = _written(first, payload)
    headers = signed(body, town.workspace.signing_secret, kind=kind)
    url = town.workspace.request_url or ""
    async with aiohttp.ClientSession() as session, session.post(url, data=body, headers=headers) as answer:
        return answer.status


def _written(first: Delivery, payload: Any) -> tuple[bytes, dict[str, str]]:
    if first.kind == "events_api":
        return json.dumps(payload).encode(), JSON
    if first.kind == "slash_commands":
        return urlencode({name: str(value) for name, value in payload.items()}).encode(), FORM
    return urlencode({"payload": json.dumps(payload)}).encode(), FORM
