"""`python -m tests.faults.soak [DAYS]`: a busy month in minutes; does the bot stay as small as it was?"""

import asyncio
import json
import sys
import tempfile
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import Path
from typing import Final

from bot.clock import MovableClock
from bot.manifest import manifest
from bot.practice import PracticeServer, Workspace
from bot.store.migrate import upgrade
from tests.faults.bots import UP, environment_of
from tests.faults.nursery import ROOT
from tests.practice.noting import confirm
from tests.practice.town import MONDAY, OFFICE, Town

DAYS: Final = 30
FROM_DAY: Final = 5
GROWTH: Final = 1.05
PATIENCE: Final = 60.0
HOURS: Final = (time(10), time(14), time(18))
PEOPLE: Final = ("maya", "tom", "priya")
WISHES: Final = 3
SALES: Final = "#sales"
FLAT: Final = ("memory", "threads", "tasks")
LOG: Final = "log"
Size = dict[str, int]


class Department(Town):
    """The town, with its bot in a process of its own."""

    def __init__(
        self, workspace: Workspace, server: PracticeServer, clock: MovableClock, url: str, bot: Process
    ) -> None:
        self.workspace, self.server, self.clock, self._process = workspace, server, clock, bot
        self._look_at(url)

    async def settled(self) -> None:
        """Wait until everything that is due is said."""
        await self.workspace.until(self._is_quiet, PATIENCE)

    async def live_until(self, day: date, at: time) -> Size:
        """Let time pass; give the size of the bot."""
        moment = OFFICE.at(day, at)
        self.clock.move_to(moment)
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(f"{moment.isoformat()}\n".encode())
        size: Size = json.loads(await asyncio.wait_for(self._process.stdout.readline(), PATIENCE))
        await self.settled()
        return size


@dataclass(frozen=True)
class Soaked:
    """What became of the bot in so many `days`; `warned` counts the lines that it logged."""

    days: int
    first: Size
    last: Size
    warned: int

    @property
    def growth(self) -> dict[str, float]:
        """How much larger it became."""
        return {name: self.last[name] / self.first[name] for name in FLAT}

    @property
    def is_flat(self) -> bool:
        """Whether it stayed as small as it was, and had nothing to warn of."""
        return max(self.growth.values()) <= GROWTH and not self.warned

    def __str__(self) -> str:
        """Return the figures as a sentence."""
        grown = ", ".join(f"{name} ×{factor:.3f}" for name, factor in self.growth.items())
        return f"A busy month, {self.days} days: from day {FROM_DAY} on {grown}; {self.warned} lines of warning."


async def main(days: int) -> Soaked:
    """Live through so many days, at least five, and say what the bot grew to."""
    sizes: list[Size] = []
    with tempfile.TemporaryDirectory(prefix="touchpoint-soak-") as folder:
        async with _department(Path(folder)) as department:
            for day in (MONDAY + timedelta(days=passed) for passed in range(1, max(days, FROM_DAY) + 1)):
                seen: list[Size] = []
                for hour in HOURS:
                    seen.append(await department.live_until(day, hour))
                    await _work(department, day, hour)
                sizes.append(_at_rest(seen))
                print(day, *(f"{name} {value:,}" for name, value in sizes[-1].items()), flush=True)
        warned = (Path(folder) / LOG).read_text().splitlines()
    print(*warned, sep="\n")
    return Soaked(len(sizes), sizes[FROM_DAY - 1], sizes[-1], len(warned))


def _at_rest(seen: list[Size]) -> Size:
    """The smallest of what was seen: what the bot holds when nothing is under way."""
    return {name: min(size[name] for size in seen) for name in seen[0]}


async def _work(department: Department, day: date, hour: time) -> None:
    """People ask, look and promise; notes come once a working day."""
    for name in PEOPLE:
        person = department.person(name)
        for number in range(WISHES):
            await person.says(SALES, f"@Touchpoint we need training on price talks, {day} {hour} {number}")
        await person.opens_home()
    await department.settled()
    if hour == HOURS[0] and OFFICE.is_working_day(day):
        await confirm(department)


@asynccontextmanager
async def _department(folder: Path) -> AsyncIterator[Department]:
    clock = MovableClock(OFFICE.at(MONDAY, HOURS[0]))
    workspace = Workspace(now=clock.now)
    workspace.install(manifest())
    upgrade(url := f"sqlite:///{folder / 'touchpoint.db'}")
    async with PracticeServer(workspace, rates=False) as server:
        bot = await _started(environment_of(workspace, server, url), clock, folder / LOG)
        department = Department(workspace, server, clock, url, bot)
        department.let_bot_in(SALES)
        department.let_bot_in("#learning-team")
        try:
            yield department
        finally:
            department.close()
            await _stop(bot)


async def _started(environment: dict[str, str], clock: MovableClock, log: Path) -> Process:
    ignored = (f"-W{each}" for each in sys.warnoptions)
    words = (sys.executable, *ignored, "-m", "tests.faults.soaked", clock.now().isoformat())
    with log.open("wb") as said:
        bot = await asyncio.create_subprocess_exec(
            *words, cwd=ROOT, env=environment, stdin=PIPE, stdout=PIPE, stderr=said
        )
    assert bot.stdout
    assert UP in await asyncio.wait_for(bot.stdout.readline(), PATIENCE)
    return bot


async def _stop(bot: Process) -> None:
    assert bot.stdin
    bot.stdin.close()
    await asyncio.wait_for(bot.wait(), PATIENCE)


if __name__ == "__main__":
    soaked = asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else DAYS))
    print(soaked)
    sys.exit(not soaked.is_flat)
