"""`python -m tests.faults`: real bots under real faults, at numbers that mean something; less than half an hour.

Ends with 1 when anything was lost, doubled or early, or the bot grew. `--only` picks rows by words in them, `--part`
divides the numbers, `--seed` chooses the moments.
"""

import asyncio
import multiprocessing
import signal
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Annotated, Final

import typer

from tests.databases import stop_postgres
from tests.faults import soak
from tests.faults.crowds import paces
from tests.faults.rows import FAULTS
from tests.faults.table import Line, machine, table
from tests.faults.trial import tried

AT_ONCE: Final = 2
SOAK: Final = "soak"


def main(
    only: Annotated[str, typer.Option(help="Only rows with these words.")] = "",
    part: Annotated[int, typer.Option(min=1, help="Divide the numbers by this.")] = 1,
    seed: Annotated[int, typer.Option(help="For the random moments.")] = 1,
) -> None:
    """Run the faults, two at a time where no gaps are measured, and print the table."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    begun, chosen = monotonic(), [place for place, fault in enumerate(FAULTS) if only in fault.title]
    with _folder() as folder:
        lines = _all(chosen, folder, part, seed)
        soaked = asyncio.run(soak.main(soak.DAYS // part)) if only in SOAK else None
    typer.echo(f"\n{table([line for line in lines if line])}\n")
    if soaked:
        typer.echo(f"{soaked}\n\n{paces()}\n")
    typer.echo(f"{(monotonic() - begun) / 60:.0f} minutes on {machine()}")
    if not all(line and line.verdict.is_clean for line in lines) or (soaked and not soaked.is_flat):
        raise typer.Exit(1)


def _all(places: Sequence[int], folder: Path, part: int, seed: int) -> list[Line | None]:
    """Try those that need not be alone beside one another, and the others after them; in the order of `places`."""
    together = [place for place in places if not FAULTS[place].alone]
    alone = [place for place in places if FAULTS[place].alone]
    anew = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(AT_ONCE, anew) as pool:
        futures = {place: pool.submit(tried, place, folder, part, seed) for place in together}
        lines = {place: future.result() for place, future in futures.items()}
        lines |= {place: pool.submit(tried, place, folder, part, seed).result() for place in alone}
    return [lines[place] for place in places]


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="touchpoint-databases-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        try:
            yield folder
        finally:
            stop_postgres(folder)


if __name__ == "__main__":
    typer.run(main)
