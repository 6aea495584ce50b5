"""Bots on one PostgreSQL take turns: what meets in the same rows waits a moment, and nobody hears of it."""

import asyncio
import random
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from time import monotonic
from typing import Any, Final

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, select

from bot.domain.outbox import LEASE, LND, Post
from bot.domain.requests import Source
from bot.services import outbox, requests
from bot.store.connect import writers
from bot.store.engine import Store
from bot.store.outbox import Outgoing
from bot.store.polls import Answers
from bot.store.requests import TrainingRequest
from tests.bot.conftest import NOW, TEAM
from tests.bot.store.bots import FLOW, KEYS_OF_POLLS, NEED, bots_on
from tests.bot.voting import vote
from tests.databases import Postgres
from tests.practice.polling import chosen

SLACK_WAITS: Final = 3.0
SENDERS: Final = 4
WORKS: Final = 5
SHOWN: Final = 3
KEYS: Final = tuple(f"told:{number}" for number in range(6))


@pytest.fixture
def url(postgres_databases: Postgres) -> Iterator[str]:
    with postgres_databases.fresh() as url:
        yield url


async def test_works_that_meet_in_many_rows_each_have_their_effect_once(url: str) -> None:
    rng = random.Random(7)
    async with bots_on(url, 3) as bots:
        for key in KEYS:
            await bots[0].run(_say, key)
        senders = [(store, f"U0VOTER{place}") for place, store in enumerate(bots * SENDERS)]
        await asyncio.gather(*(_send(store, voter, rng) for store, voter in senders))
        done = len(senders) * WORKS
        assert await bots[0].read(_numbers) == list(range(1, done + 2))
        assert await bots[0].read(_wanted) == done * SHOWN


async def test_a_bot_that_stops_in_the_middle_does_not_hold_the_others_up(url: str) -> None:
    async with bots_on(url, 1) as (store,):
        with closing(writers(url).connect()) as stopped:
            stopped.execute(text("SELECT 1"))
            began = monotonic()
            await store.run(_say, "said meanwhile")
            assert monotonic() - began < SLACK_WAITS
            with pytest.raises(DBAPIError):
                stopped.execute(text("SELECT 1"))
            stopped.invalidate()


async def test_the_later_of_two_clicks_counts_although_it_comes_first(url: str) -> None:
    async with bots_on(url, 2) as (one, other):
        await other.run(vote, KEYS_OF_POLLS, "U0MAYA", 1, "1.2")
        await one.run(vote, KEYS_OF_POLLS, "U0MAYA", 0, "1.1")
        assert await one.read(_chosen) == (1,)


async def _send(store: Store, voter: str, rng: random.Random) -> None:
    for _ in range(WORKS):
        await store.run(_meet_others, voter, rng.sample(KEYS, SHOWN), rng.sample(range(SHOWN + 2), SHOWN + 2))


def _meet_others(session: Session, voter: str, keys: list[str], order: list[int]) -> None:
    """Touch a poll, messages and the workspace's counter in any order."""
    steps: list[Callable[[], Any]] = [
        partial(requests.open_request, session, TEAM, "U0MAYA", NEED, Source(), FLOW, NOW),
        partial(vote, session, KEYS_OF_POLLS, voter, 0, "1.1"),
        *(partial(outbox.refresh, session, TEAM, key, NOW) for key in keys),
    ]
    for place in order:
        steps[place]()


def _say(session: Session, key: str) -> None:
    outbox.plan(session, TEAM, Post(key, "requests.card", LND, {}), NOW, NOW)
    row = session.exec(select(Outgoing).where(Outgoing.key == key)).one()
    row.state, row.lease_until = "sent", NOW + LEASE


def _chosen(session: Session) -> tuple[int, ...]:
    return chosen(session.exec(select(Answers)).one())


def _numbers(session: Session) -> list[int]:
    return sorted(session.exec(select(TrainingRequest.number)).all())


def _wanted(session: Session) -> int:
    return sum(session.exec(select(Outgoing.wanted)).all())
