"""The figures of a long run."""

from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from tests.faults.ledger import Verdict

NUMBERS = ("N", "lost", "doubled", "early", "longest gap")


@dataclass(frozen=True)
class Line:
    """One fault on one database; `done` says how often it struck."""

    fault: str
    database: str
    done: str
    verdict: Verdict


def show(lines: list[Line], console: Console) -> None:
    """Print the figures; a gap is how long something waited from due, or first delivered, to done."""
    table = Table("fault", "database", "struck", title="Nothing lost, nothing said twice")
    for name in NUMBERS:
        table.add_column(name, justify="right")
    for line in lines:
        table.add_row(line.fault, line.database, line.done, *_numbers(line.verdict))
    console.print(table)


def _numbers(verdict: Verdict) -> tuple[str, ...]:
    counts = (verdict.number, verdict.lost, verdict.doubled, verdict.early)
    return *(f"{count:,}" for count in counts), f"{verdict.gap:.1f} s"
