"""What is tried, on what, and how often: the rows of the table."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from time import monotonic
from typing import Any, Final

from tests.faults import harm_by_time as by_time
from tests.faults import harm_to_databases as to_databases
from tests.faults import harm_to_links as to_links
from tests.faults import scenarios
from tests.faults.company import Company
from tests.faults.hurried import HASTE
from tests.faults.ledger import Verdict
from tests.faults.load import TIMES
from tests.faults.power_cuts import ONCE, power_cuts

SQLITE: Final = "SQLite"
POSTGRES: Final = "PostgreSQL"
OWN_POSTGRES: Final = "a PostgreSQL of its own"
Judged = Callable[[Company, int, Random], Awaitable[tuple[Verdict, str]]]


@dataclass(frozen=True)
class Fault:
    """A row; `size` says what the company is like. One that is `alone` measures gaps, which need a quiet machine."""

    name: str
    database: str
    bots: int
    number: int
    judge: Judged
    size: dict[str, Any] = field(default_factory=dict)
    alone: bool = False

    @property
    def where(self) -> str:
        """The database, and how many bots share it."""
        database = POSTGRES if self.database == OWN_POSTGRES else self.database
        return database if self.bots == 1 else f"{database}, {self.bots} bots"

    @property
    def title(self) -> str:
        """What is tried, and on what."""
        return f"{self.name}, {self.where}"


def posts(harm: scenarios.Harm, seconds: float) -> Judged:
    spread = timedelta(seconds=seconds)
    return lambda company, number, rng: scenarios.posts(company, number, spread, harm, rng)


def deliveries(harm: scenarios.Harm, seconds: float = 0.0, times: Sequence[int] = TIMES) -> Judged:
    return lambda company, number, rng: scenarios.deliveries(company, number, seconds, times, harm, rng)


def once(harm: scenarios.Harm, seconds: float) -> Judged:
    """Deliveries that come once each, since whoever is told of a fault acts again."""
    return deliveries(harm, seconds, ONCE)


def deaf(harm: scenarios.Harm, seconds: float) -> Judged:
    """Deliveries whose gap is how long nothing was heard."""
    return lambda company, number, rng: to_links.deafness(company, number, seconds, harm, rng)


def hurried() -> float:
    return monotonic() * HASTE


DELIVERIES: Final = deliveries(scenarios.random_kills)
LOST: Final = scenarios.lost_answers(("500", "html", "drop", "internal_error"), 150)
HANGING: Final = scenarios.lost_answers(("hang",), 10)
ROLLING: Final = deliveries(to_links.rolling, 130)
CROWD: Final = {"voters": 500}
FEW: Final = {"voters": 100}
ROOMS: Final = {"rooms": 100}
MANY_ROOMS: Final = {"rooms": 400}
LINES: Final = FEW | {"wired": True}
FAULTS: Final = (
    Fault("deliveries, kill -9 at random", SQLITE, 1, 10_000, DELIVERIES, CROWD),
    Fault("deliveries, kill -9 at random", POSTGRES, 3, 10_000, DELIVERIES, CROWD),
    Fault("posts, kill -9 at random", SQLITE, 1, 4_000, posts(scenarios.random_kills, 60), MANY_ROOMS),
    Fault("posts, kill -9 at random", POSTGRES, 3, 4_000, posts(scenarios.random_kills, 90), MANY_ROOMS),
    Fault("posts, answers lost: 5xx, HTML, drop, internal_error", SQLITE, 1, 500, posts(LOST, 30), ROOMS),
    Fault("posts, answers that never come", SQLITE, 1, 100, posts(HANGING, 15), ROOMS),
    Fault("posts, storm of 429", SQLITE, 1, 500, posts(scenarios.storm, 30), {**ROOMS, "rates": hurried}),
    Fault("posts, an hour without Slack, a minute each second", SQLITE, 1, 500, by_time.hour_without_slack, ROOMS),
    Fault("posts, worker paused past its lease", POSTGRES, 2, 500, posts(scenarios.pauses, 240), ROOMS),
    Fault("deliveries, file locked for 30 s", SQLITE, 1, 1_000, once(to_databases.locks(30), 45), FEW),
    Fault("deliveries, disk full", SQLITE, 1, 1_000, once(to_databases.full_disk, 30), FEW),
    Fault("deliveries, power cut", SQLITE, 1, 1_000, power_cuts, FEW),
    Fault("deliveries, file read-only at start", SQLITE, 1, 1_000, once(to_databases.lost_rights, 30), FEW),
    Fault("deliveries, server restarted", OWN_POSTGRES, 2, 1_000, once(to_databases.restarts, 30), FEW),
    Fault("deliveries, connections ended every 2 s", POSTGRES, 2, 1_000, once(to_databases.terminations, 30), FEW),
    Fault("deliveries, fail-over to another server", OWN_POSTGRES, 2, 1_000, once(to_databases.failovers, 30), FEW),
    Fault("posts, clock two hours forward and back", SQLITE, 1, 400, by_time.clock_jumps, ROOMS),
    Fault("posts, clock two hours forward and back", POSTGRES, 2, 400, by_time.clock_jumps, ROOMS),
    Fault("posts, three days of downtime", SQLITE, 1, 1_000, by_time.downtime, ROOMS),
    Fault("deliveries, one of two bots restarted every 20 s", POSTGRES, 2, 2_000, ROLLING, FEW),
    Fault("deliveries, both links refreshed", SQLITE, 1, 1_000, deaf(to_links.refreshes, 20), FEW, True),
    Fault("deliveries, one of two links closed unannounced", SQLITE, 1, 1_000, deaf(to_links.closes, 20), FEW, True),
    Fault("deliveries, both links closed at once", SQLITE, 1, 1_000, deaf(to_links.cuts, 40), FEW, True),
    Fault("deliveries, both links half-open", SQLITE, 1, 1_000, deaf(to_links.silences, 45), LINES, True),
)
