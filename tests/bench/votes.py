"""A company meeting answers at once: how many votes a second one bot takes, and how soon each is acknowledged.

Use: python -m tests.bench.votes [--votes 2000] [--rounds 3]

The bot is a process of its own, connected over Socket Mode. Beside it stands a Bolt app that acknowledges and does
nothing else, under the same clicks in the same run, in turns with the bot.
"""

import asyncio
import json
import re
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from random import Random
from statistics import median, quantiles
from time import perf_counter
from typing import Annotated, Final

import typer

from bot.domain.polls import poll_key
from bot.practice import Delivery
from bot.store.migrate import upgrade
from bot.store.outbox import Outgoing
from bot.store.polls import Answers
from tests.databases import Postgres, Sqlite, stop_postgres
from tests.faults.bots import environment_of
from tests.faults.company import Company, company_of
from tests.faults.load import Parcel, open_polls, votes

AT_ONCE: Final = {1: 8, 16: 2, 64: 1}
SLOW_AT_ONCE: Final = 128
SLOW_SECONDS: Final = 0.15
UP: Final = b"up\n"
VOTES_SHOWN: Final = re.compile(r"(\d+) votes?\b")
Figures = tuple[float, list[float]]


def main(
    votes: Annotated[int, typer.Option(help="How many people vote.")] = 2_000,
    rounds: Annotated[int, typer.Option(help="How often everything is measured; the middle counts.")] = 3,
) -> None:
    """Measure on SQLite and on PostgreSQL, and print what came out."""
    folder = Path(tempfile.mkdtemp(prefix="touchpoint-votes-"))
    postgres = Postgres(folder, upgrade)
    try:
        for name, databases in (("SQLite", Sqlite(folder, upgrade)), ("PostgreSQL", postgres)):
            (folder / name).mkdir()
            with databases.fresh() as url:
                asyncio.run(_measured(name, url, folder / name, votes, rounds))
    finally:
        postgres.close()
        stop_postgres(folder)


async def _measured(name: str, url: str, folder: Path, number: int, rounds: int) -> None:
    async with company_of(url, folder, voters=number) as company:
        print(f"\n{name}, {number:,} people on one poll", flush=True)
        for at_once, part in AT_ONCE.items():
            pairs = [await _pair(company, at_once, number // part) for _ in range(rounds)]
            _print(f"{at_once} at once", _middle([bot for bot, _ in pairs]), _beside(pairs))
        slow, _ = await _bot(company, SLOW_AT_ONCE, number, slow=True)
        _print(f"{SLOW_AT_ONCE} at once, Slack takes 150 ms to answer", slow)


async def _pair(company: Company, at_once: int, number: int) -> tuple[Figures, Figures]:
    """Measure the bot, and right after it the app that does nothing, under the same clicks."""
    bot, clicks = await _bot(company, at_once, number)
    return bot, await _floor(company, clicks, at_once)


def _beside(pairs: Sequence[tuple[Figures, Figures]]) -> str:
    """What part of the other app's rate the bot came to in the same round: the middle, and from where to where."""
    parts = [bot / floor for (bot, _), (floor, _) in pairs]
    floors = [floor for _, (floor, _) in pairs]
    span = f"{min(parts):.2f} to {max(parts):.2f}"
    return f"   {median(parts):.2f} ({span}) of an app that does nothing ({min(floors):,.0f} to {max(floors):,.0f})"


def _print(title: str, figures: Figures, beside: str = "") -> None:
    rate, waits = figures
    p50, p99 = median(waits), quantiles(waits, n=100)[98]
    print(
        f"  {title}: {rate:,.0f} votes a second, ack p50 {p50 * 1e3:.0f} ms, p99 {p99 * 1e3:.0f} ms{beside}", flush=True
    )


def _middle(figures: Sequence[Figures]) -> Figures:
    return sorted(figures)[len(figures) // 2]


async def _bot(company: Company, at_once: int, number: int, *, slow: bool = False) -> tuple[Figures, list[Parcel]]:
    """Have people vote in a new poll: each counts once, and the message shows the true count in the end."""
    company.server.switch.slow_seconds = SLOW_SECONDS
    await company.start()
    try:
        clicks = votes(company, await open_polls(company, 1), company.crowd[:number], Random(number))
        company.server.switch.turn("slow" if slow else "off")
        figures = await _brought(company, clicks, at_once)
        poll_id = int(clicks[0].effect.partition(":")[0])
        await company.until(lambda: _shown(company, poll_id) == number)
    finally:
        company.server.switch.turn("off")
        await asyncio.gather(*(bot.kill() for bot in company.bots))
    assert sum(row.is_cast for row in company.rows(Answers) if row.poll_id == poll_id) == number
    return figures, clicks


async def _floor(company: Company, clicks: Sequence[Parcel], at_once: int) -> Figures:
    """Have the app that does nothing acknowledge them."""
    command = [sys.executable, "-m", "tests.bench.floor"]
    environment = environment_of(company.workspace, company.server, company.url)
    floor = await asyncio.create_subprocess_exec(*command, env=environment, stdout=asyncio.subprocess.PIPE)
    assert floor.stdout
    try:
        assert await floor.stdout.readline() == UP
        return await _brought(company, clicks, at_once)
    finally:
        floor.kill()
        await floor.wait()


async def _brought(company: Company, clicks: Sequence[Parcel], at_once: int) -> Figures:
    """Bring clicks, so many at any moment, and return how many a second were acknowledged, and how soon each was."""
    waiting, waits = iter(clicks), list[float]()

    async def carry() -> None:
        for click in waiting:
            began = perf_counter()
            await company.server.deliver(Delivery(click.kind, click.payload))
            waits.append(perf_counter() - began)

    began = perf_counter()
    await asyncio.gather(*(carry() for _ in range(at_once)))
    return len(clicks) / (perf_counter() - began), waits


def _shown(company: Company, poll_id: int) -> int:
    """How many votes the poll's message shows."""
    [ts] = [row.ts for row in company.rows(Outgoing) if row.key == poll_key(poll_id)]
    said = json.dumps(company.posted(ts).blocks)
    return sum(int(votes) for votes in VOTES_SHOWN.findall(said))


if __name__ == "__main__":
    typer.run(main)
