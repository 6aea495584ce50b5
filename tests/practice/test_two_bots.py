"""Two bots on one PostgreSQL, both connected to the workspace: together they are as good as one."""

import asyncio
import copy
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import pytest

from bot.domain.polls import Mode, Rhythm
from bot.practice import Delivery
from bot.practice.model import Json
from bot.store.outbox import Outgoing
from bot.store.polls import Answers, Poll
from bot.store.requests import TrainingRequest
from tests.databases import Postgres
from tests.practice.asking import send
from tests.practice.crowd import all_vote, crowd, crowd_of
from tests.practice.living import put
from tests.practice.polling import SALES, asked, chosen, shown, votes
from tests.practice.town import Town

VOTERS: Final = 30
AGAIN: Final = 4


@pytest.fixture
async def town(postgres_databases: Postgres, recordings: tuple[Path, Path]) -> AsyncIterator[Town]:
    with postgres_databases.fresh() as url:
        async with crowd_of(url, recordings, VOTERS, bots=2) as town:
            yield town


async def test_a_crowd_that_votes_through_both_is_counted_to_the_last_vote(town: Town) -> None:
    post = await asked(town)
    for option in ("Role play", "Call review"):
        await all_vote(town, post, option)
    await town.settled()
    assert {chosen(row) for row in town.rows(Answers)} == {(1,)}
    assert {row.voter for row in town.rows(Answers)} == set(crowd(town))
    assert f"{VOTERS} votes · 100 %" in shown(town)
    assert _failures(town) == []


async def test_a_click_that_both_get_at_one_moment_counts_once(town: Town) -> None:
    post = await asked(town)
    await votes(town, post, tom="Role play")
    await _deliver_to_both(town, {"actions": [{**_last(town, "block_actions")["actions"][0], "action_ts": "9.9"}]})
    await town.settled()
    assert [chosen(row) for row in town.rows(Answers)] == [(0,)]
    assert _failures(town) == []


async def test_a_series_that_both_look_after_is_asked_once_a_week(town: Town) -> None:
    began = town.clock.now()
    await put(town, began + timedelta(days=1), rhythm=Rhythm.WEEKLY, mode=Mode.ANONYMOUS, reminds=True)
    for week in (1, 2):
        await town.move_to(began + timedelta(weeks=week, seconds=1))
        await town.move_by(timedelta(hours=20))
        posts = town.workspace.conversation(SALES).top_level
        assert [len(town.workspace.conversation(SALES).thread(post.ts)) for post in posts[1:]] == [3] * (week - 1) + [2]
    assert len(town.rows(Poll)) == 3
    assert _failures(town) == []


async def test_a_form_that_both_get_at_one_moment_makes_one_request(town: Town) -> None:
    await send(town)
    body = _last(town, "view_submission")
    await _deliver_to_both(town, {"view": body["view"] | {"id": "V0AGAIN"}}, "view_submission")
    await town.settled()
    assert sorted(row.number for row in town.rows(TrainingRequest)) == [1, 2]
    assert {row.state for row in town.rows(Outgoing) if row.due_at <= town.clock.now()} == {"sent"}
    assert _failures(town) == []


async def _deliver_to_both(town: Town, changed: Json, kind: str = "block_actions") -> None:
    """Send the last gesture, changed so that it is new, down every connection at once."""
    body = copy.deepcopy(_last(town, kind)) | changed
    attempts = (town.workspace.courier.attempt(Delivery("interactive", body)) for _ in range(AGAIN))
    await asyncio.gather(*attempts)


def _last(town: Town, kind: str) -> Any:
    return next(each.payload for each in reversed(town.workspace.deliveries) if each.payload.get("type") == kind)


def _failures(town: Town) -> list[str]:
    return [each.failure for each in town.workspace.deliveries if each.failure]
