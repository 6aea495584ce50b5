"""The figures of a long run, as a table for people and for the README."""

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.faults.ledger import Verdict

HEAD: Final = ("fault", "database", "struck", "N", "lost", "doubled", "early", "longest gap")
RULE: Final = ("---", "---", "---", "--:", "--:", "--:", "--:", "--:")
GIGABYTE: Final = 1024**3
MODEL: Final = "model name"


@dataclass(frozen=True)
class Line:
    """One fault on one database; `done` says how often it struck."""

    fault: str
    database: str
    done: str
    verdict: Verdict

    def __str__(self) -> str:
        """Return the row in Markdown."""
        one = self.verdict
        counts = (f"{count:,}" for count in (one.number, one.lost, one.doubled, one.early))
        return _row((self.fault, self.database, self.done, *counts, f"{one.gap:.1f} s"))


def table(lines: Sequence[Line]) -> str:
    """Return the figures in Markdown; a gap is how long something waited from due, or first delivered, to done."""
    return "\n".join([_row(HEAD), _row(RULE), *map(str, lines)])


def machine() -> str:
    """Return what these figures were measured on, in one line."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / GIGABYTE
    system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return f"{os.cpu_count()} cores{_model()}, {memory:.0f} GB, {system}"


def _model() -> str:
    about = Path("/proc/cpuinfo")
    lines = about.read_text().splitlines() if about.exists() else []
    return next((f" ({line.partition(':')[2].strip()})" for line in lines if line.startswith(MODEL)), "")


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
