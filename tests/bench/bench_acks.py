"""How soon people's gestures are acknowledged at twenty a second, the store's commit included.

Beside it stands what a commit alone costs on the same database in the same run.
"""

import asyncio
from itertools import cycle
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import Final

from bot.practice import Message
from bot.store import inbox
from bot.store.migrate import upgrade
from tests.databases import Postgres
from tests.practice.asking import AUDIENCE, DESIRED, PROBLEM
from tests.practice.polling import asked, button
from tests.practice.town import Town, town_of

A_SECOND: Final = 20
SECONDS: Final = 30
EACH_NINTH: Final = 9  # turn somebody asks, which takes two gestures: the command and the form
TURNS: Final = SECONDS * A_SECOND * EACH_NINTH // (EACH_NINTH + 1)
COMMITS: Final = 200
PEOPLE: Final = ("maya", "priya", "tom", "sofia", "lena", "gwen")
MEMBERS: Final = PEOPLE[:-1]
OPTIONS: Final = ("Role play", "Call review")
ONE_SECOND: Final = 1.0


async def bench_acks_on_sqlite(tmp_path: Path, recordings: tuple[Path, Path]) -> None:
    url = f"sqlite:///{tmp_path / 'bench.db'}"
    upgrade(url)
    await _measure("SQLite", url, recordings)


async def bench_acks_on_postgresql(postgres_databases: Postgres, recordings: tuple[Path, Path]) -> None:
    with postgres_databases.fresh() as url:
        await _measure("PostgreSQL", url, recordings)


async def _measure(name: str, url: str, recordings: tuple[Path, Path]) -> None:
    async with town_of(url, recordings) as town:
        poll = await asked(town)
        begun, commit = len(town.workspace.deliveries), await _commit_seconds(town)
        await _act(town, poll)
        gestures = [each for each in town.workspace.deliveries[begun:] if each.kind != "events_api"]
        latencies = [each.latency or 0.0 for each in gestures]
    p50, p99, longest = median(latencies), quantiles(latencies, n=100)[98], max(latencies)
    print(f"\n{name}: {len(latencies)} gestures, {A_SECOND} a second")
    print(f"  ack     p50 {p50 * 1000:.0f} ms   p99 {p99 * 1000:.0f} ms   longest {longest * 1000:.0f} ms")
    print(f"  commit  p50 {commit * 1000:.1f} ms   ratio {p50 / commit:.1f}")
    assert longest < ONE_SECOND


async def _commit_seconds(town: Town) -> float:
    """The time that the smallest write takes until it is committed."""
    store, spent = town.bot.deps.store, []
    for number in range(COMMITS):
        began = perf_counter()
        await store.run(inbox.add, town.workspace.team_id, f"bench:{number}", town.clock.now())
        spent.append(perf_counter() - began)
    return median(spent)


async def _act(town: Town, poll: Message) -> None:
    """Let people act at a steady rate, whether earlier gestures were answered or not."""
    ask, vote = cycle(MEMBERS), cycle((person, option) for option in OPTIONS for person in PEOPLE)
    loop, tasks = asyncio.get_running_loop(), []
    start = loop.time()
    for turn in range(TURNS):
        await asyncio.sleep(max(0.0, start + turn * SECONDS / TURNS - loop.time()))
        gesture = _vote(town, poll, *next(vote)) if turn % EACH_NINTH else _ask(town, next(ask))
        tasks.append(asyncio.create_task(gesture))
    await asyncio.gather(*tasks)


async def _vote(town: Town, poll: Message, who: str, option: str) -> None:
    await town.person(who).clicks(poll, "polls.vote", button(poll, option))


async def _ask(town: Town, who: str) -> None:
    person = town.person(who)
    await person.runs("#sales", "/training-request", PROBLEM)
    person.fill(desired=DESIRED, audience=AUDIENCE)
    await person.submits()
