"""`python -m tests.faults`: real bots under real faults, at numbers that mean something; a quarter of an hour.

Ends with 1 when anything was lost, doubled or early. `--only` picks rows by words in them, `--part` divides the
numbers, `--seed` chooses the moments.
"""

import asyncio
import signal
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random
from time import monotonic
from typing import Annotated, Any, Final

import typer
from rich.console import Console

from bot.store.migrate import upgrade
from tests.databases import Postgres, Sqlite, stop_postgres
from tests.faults import scenarios
from tests.faults.bots import HURRIED
from tests.faults.company import Company, company_of
from tests.faults.hurried import HASTE
from tests.faults.ledger import Verdict
from tests.faults.table import Line, show

SQLITE: Final = "SQLite"
POSTGRES: Final = "PostgreSQL"
MINUTE: Final = timedelta(minutes=1)
Judged = Callable[[Company, int, Random], Awaitable[tuple[Verdict, str]]]


@dataclass(frozen=True)
class Fault:
    """A row of the table; `size` says what the company is like."""

    name: str
    database: str
    bots: int
    number: int
    judge: Judged
    size: dict[str, Any] = field(default_factory=dict)

    @property
    def where(self) -> str:
        """The database, and how many bots share it."""
        return self.database if self.bots == 1 else f"{self.database}, {self.bots} bots"


def posts(harm: scenarios.Harm, spread: timedelta) -> Judged:
    return lambda company, number, rng: scenarios.posts(company, number, spread, harm, rng)


def deliveries(company: Company, number: int, rng: Random) -> Awaitable[tuple[Verdict, str]]:
    return scenarios.deliveries(company, number, scenarios.random_kills, rng)


def hurried() -> float:
    return monotonic() * HASTE


KILLS: Final = posts(scenarios.random_kills, MINUTE / 2)
LOST: Final = scenarios.lost_answers(("500", "html", "drop", "internal_error"), 150)
HANGING: Final = scenarios.lost_answers(("hang",), 10)
CROWD: Final = {"voters": 100}
ROOMS: Final = {"rooms": 100}
FAULTS: Final = (
    Fault("deliveries, kill -9 at random", SQLITE, 1, 10_000, deliveries, CROWD),
    Fault("deliveries, kill -9 at random", POSTGRES, 3, 10_000, deliveries, CROWD),
    Fault("posts, kill -9 at random", SQLITE, 1, 4_000, KILLS, ROOMS),
    Fault("posts, kill -9 at random", POSTGRES, 3, 4_000, KILLS, ROOMS),
    Fault("posts, answers lost: 5xx, HTML, drop, internal_error", SQLITE, 1, 500, posts(LOST, MINUTE / 2), ROOMS),
    Fault("posts, answers that never come", SQLITE, 1, 100, posts(HANGING, MINUTE / 4), ROOMS),
    Fault("posts, storm of 429", SQLITE, 1, 500, posts(scenarios.storm, MINUTE / 2), {**ROOMS, "rates": hurried}),
    Fault("posts, a minute without Slack", SQLITE, 1, 200, posts(scenarios.outage(60), MINUTE / 2), ROOMS),
    Fault("posts, worker paused past its lease", POSTGRES, 2, 500, posts(scenarios.pauses, 4 * MINUTE), ROOMS),
)


def main(
    only: Annotated[str, typer.Option(help="Only rows with these words.")] = "",
    part: Annotated[int, typer.Option(min=1, help="Divide the numbers by this.")] = 1,
    seed: Annotated[int, typer.Option(help="For the random moments.")] = 1,
) -> None:
    """Run the faults one after the other and print the table."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    console = Console(width=140)
    with _databases() as databases:
        lines = [
            _line(fault, databases, part, seed, console) for fault in FAULTS if only in f"{fault.name}, {fault.where}"
        ]
    show(lines, console)
    if not all(line.verdict.is_clean for line in lines):
        raise typer.Exit(1)


def _line(fault: Fault, databases: dict[str, Sqlite | Postgres], part: int, seed: int, console: Console) -> Line:
    with databases[fault.database].fresh() as url, tempfile.TemporaryDirectory(prefix="touchpoint-faults-") as folder:
        begun = monotonic()
        verdict, done = asyncio.run(_judged(fault, url, Path(folder), part, seed))
        console.print(f"{fault.name}, {fault.where}: {done}, {verdict} in {monotonic() - begun:.0f} s")
        return Line(fault.name, fault.where, done, verdict)


async def _judged(fault: Fault, url: str, folder: Path, part: int, seed: int) -> tuple[Verdict, str]:
    home = folder / "bots"
    home.mkdir()
    async with company_of(url, home, fault.bots, HURRIED, **fault.size) as company:
        return await fault.judge(company, fault.number // part, Random(seed))


@contextmanager
def _databases() -> Iterator[dict[str, Sqlite | Postgres]]:
    """Both kinds of database on a disk, with what makes a commit last."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="touchpoint-databases-")))
        folder.chmod(0o755)
        stack.callback(stop_postgres, folder)
        postgres = stack.enter_context(closing(Postgres(folder, upgrade)))
        yield {SQLITE: Sqlite(folder, upgrade), POSTGRES: postgres}


if __name__ == "__main__":
    typer.run(main)
