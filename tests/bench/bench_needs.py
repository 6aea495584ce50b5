"""How long it takes to find what is similar among ten thousand needs, and how much memory that takes.

The vectors are of chance, since only their number counts; what is asked for is a sentence that nobody worked out.
"""

from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from statistics import median
from time import perf_counter
from typing import Final

import numpy as np
from sqlmodel import Session

from bot.domain.matching import Description
from bot.matching import Matcher
from bot.services import matching, matching_index
from bot.store.engine import Store
from bot.store.migrate import upgrade
from tests.bot.conftest import TEAM
from tests.databases import Postgres

NEEDS: Final = 10_000
A_PART: Final = 500
ASKED: Final = 20
SENTENCES: Final = tuple(f"Sellers of shop {number} lose buyers who ask for a discount." for number in range(ASKED))
MOST_SECONDS: Final = 0.1
MOST_TO_LOAD: Final = 2.0


async def bench_needs_on_sqlite(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'bench.db'}"
    upgrade(url)
    await _measure("SQLite", url)


async def bench_needs_on_postgresql(postgres_databases: Postgres) -> None:
    with postgres_databases.fresh() as url:
        await _measure("PostgreSQL", url)


async def _measure(name: str, url: str) -> None:
    store, matcher, before = Store(url), Matcher(), _megabytes()
    try:
        await _fill(store)
        _tell_of_sentences(name, matcher)
        await _tell_of_questions(store, matcher)
    finally:
        store.close()
    print(f"  memory {before} MB before, {_megabytes()} MB at most")


def _tell_of_sentences(name: str, matcher: Matcher) -> None:
    load = _seconds(lambda: matcher.vector("Nobody asked before."))
    each = _seconds(lambda: [matcher.vector(text) for text in SENTENCES]) / ASKED
    print(f"\n{name}: {NEEDS} needs; the weights load in {load:.2f} s, a sentence takes {each * 1000:.0f} ms")
    assert load < MOST_TO_LOAD


async def _tell_of_questions(store: Store, matcher: Matcher) -> None:
    first = await _ask(store, matcher, "Who asks first?")
    later = [await _ask(store, matcher, text) for text in SENTENCES]
    began = perf_counter()
    await store.read(matching_index.changes, _sources, TEAM, matcher.model, A_PART)
    took = f"{median(later) * 1000:.0f} ms, at most {max(later) * 1000:.0f} ms"
    print(f"  a question takes {took}; the first, which reads every vector, {first * 1000:.0f} ms")
    print(f"  a look for changes takes {(perf_counter() - began) * 1000:.0f} ms")
    assert median(later) < MOST_SECONDS


async def _fill(store: Store) -> None:
    chance = np.random.default_rng(5)
    for begin in range(0, NEEDS, A_PART):
        vectors = chance.normal(size=(A_PART, 384)).astype(np.float16)
        found = [(("request", number, _digest(number)), vector) for number, vector in enumerate(vectors, begin)]
        await store.run(matching_index.remember, TEAM, found, [])


async def _ask(store: Store, matcher: Matcher, text: str) -> float:
    began = perf_counter()
    await store.read(matching.nearest, matcher, _sources, TEAM, "request", Description(text))
    return perf_counter() - began


def _sources(
    _session: Session, _team: str, kind: str, ids: Collection[int] | None
) -> Iterator[tuple[int, Description]]:
    for number in (range(NEEDS) if ids is None else ids) if kind == "request" else ():
        yield number, _described(number)


def _described(number: int) -> Description:
    return Description(f"This is need {number}.")


def _digest(number: int) -> str:
    return matching.digest(Matcher.model, _described(number))


def _seconds(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began


def _megabytes() -> int:
    return getrusage(RUSAGE_SELF).ru_maxrss // 1024
