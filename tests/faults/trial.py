"""One row of the table, tried."""

import asyncio
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random
from time import monotonic

import typer

from bot.store.migrate import upgrade
from tests.databases import Postgres, Sqlite
from tests.faults.bots import HURRIED
from tests.faults.broken_postgres import OwnServers
from tests.faults.company import company_of
from tests.faults.ledger import Verdict
from tests.faults.rows import FAULTS, OWN_POSTGRES, SQLITE, Fault
from tests.faults.table import Line


def tried(place: int, folder: Path, part: int, seed: int) -> Line | None:
    """Try the fault at this place of the list; None, with what went wrong said, when that came to no end."""
    try:
        return _line(FAULTS[place], folder, part, seed)
    except Exception as error:
        typer.echo(f"{FAULTS[place].title}: came to no end: {error!r}", err=True)
        return None


def _line(fault: Fault, folder: Path, part: int, seed: int) -> Line:
    begun = monotonic()
    with _fresh(fault.database, folder) as url, tempfile.TemporaryDirectory(prefix="touchpoint-faults-") as home:
        verdict, done = asyncio.run(_judged(fault, url, Path(home), part, seed))
    typer.echo(f"{fault.title}: {done}, {verdict} in {monotonic() - begun:.0f} s")
    return Line(fault.name, fault.where, done, verdict)


async def _judged(fault: Fault, url: str, home: Path, part: int, seed: int) -> tuple[Verdict, str]:
    async with company_of(url, home, fault.bots, HURRIED, **fault.size) as company:
        return await fault.judge(company, fault.number // part, Random(seed))


@contextmanager
def _fresh(kind: str, folder: Path) -> Iterator[str]:
    """Give a database of a kind; its files are on a disk."""
    if kind == SQLITE:
        with Sqlite(folder, upgrade).fresh() as url:
            yield url
    elif kind == OWN_POSTGRES:
        with OwnServers(upgrade).fresh() as url:
            yield url
    else:
        with closing(Postgres(folder, upgrade)) as server, server.fresh() as url:
            yield url
