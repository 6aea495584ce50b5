"""What a machine would find on its disk if the power failed now."""

import asyncio
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Final

from sqlmodel import Session, select

from bot.store.connect import readers
from bot.store.polls import Answers
from bot.store.requests import TrainingRequest
from tests.faults.broken_sqlite import copied
from tests.faults.company import Company
from tests.faults.ledger import Verdict
from tests.faults.load import bring, effects, of_deliveries
from tests.faults.scenarios import is_done, parcels_of

CUTS: Final = 30
BETWEEN: Final = (0.1, 1.0)
ONCE: Final = (1,)
SOUND: Final = [("ok",)]
Copy = tuple[Path, frozenset[str]]


async def power_cuts(company: Company, number: int, rng: Random) -> tuple[Verdict, str]:
    """Copy the file and its log at random moments amid deliveries; lost is what was acknowledged and is in no copy."""
    await company.start()
    parcels, promised = await parcels_of(company, number, rng), set[str]()
    seconds = CUTS * sum(BETWEEN) / 2
    bringing = asyncio.create_task(bring(company, parcels, rng, seconds, ONCE, promised))
    with TemporaryDirectory(prefix="touchpoint-cuts-") as folder:
        copies: list[Copy] = []
        while not await is_done(bringing, rng.uniform(*BETWEEN)):
            copies.append(await _cut(company, Path(folder) / f"{len(copies)}", promised))
        verdict = of_deliveries(company, parcels, await bringing)
        return replace(verdict, lost=verdict.lost + _missing(copies)), f"{len(copies)} cuts"


async def _cut(company: Company, folder: Path, promised: set[str]) -> Copy:
    """Stop the bot wherever it is, and keep what is on the disk and what was promised by then."""
    [bot] = company.bots
    bot.pause()
    while not bot.stands_still:  # noqa: ASYNC110 — a process that stops wakes nobody
        await asyncio.sleep(0)
    copy = copied(company.url, folder), frozenset(promised)
    bot.resume()
    return copy


def _missing(copies: Sequence[Copy]) -> int:
    """How many promises the copies do not keep; of a copy that is unsound, all."""
    return sum(len(promised - _kept(file)) for file, promised in copies)


def _kept(file: Path) -> set[str]:
    with closing(sqlite3.connect(file)) as copy:
        if copy.execute("PRAGMA integrity_check").fetchall() != SOUND:
            return set()
    engine = readers(f"sqlite:///{file}")
    with Session(engine) as session:
        kept = effects(session.exec(select(Answers)), session.exec(select(TrainingRequest)))
    engine.dispose()
    return set(kept)
