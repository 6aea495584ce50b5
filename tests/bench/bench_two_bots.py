"""Five hundred people who vote, twelve at any moment, through one bot and through two bots on one PostgreSQL.

Beside it stands what one bot alone needs in the same run. Every vote counts, and the message shows the true count.
"""

from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import Final

from bot.domain.polls import poll_key
from bot.store.outbox import Outgoing
from bot.store.polls import Answers
from tests.databases import Postgres
from tests.practice.crowd import all_vote, crowd_of
from tests.practice.polling import asked, shown
from tests.practice.town import Town

VOTERS: Final = 500


async def bench_a_storm_of_votes(postgres_databases: Postgres, recordings: tuple[Path, Path]) -> None:
    took = {}
    for bots in (1, 2):
        with postgres_databases.fresh() as url:
            async with crowd_of(url, recordings, VOTERS, bots) as town:
                took[bots] = await _measure(town, bots)
    print(f"  two bots against one: {took[2] / took[1]:.2f} of the time")


async def _measure(town: Town, bots: int) -> float:
    post = await asked(town)
    begun, began = len(town.workspace.deliveries), perf_counter()
    await all_vote(town, post, "Role play")
    seconds = perf_counter() - began
    await town.settled()
    clicks = town.workspace.deliveries[begun:]
    waits = [each.latency or 0.0 for each in clicks]
    print(f"\n{bots} on PostgreSQL: {VOTERS} votes in {seconds:.1f} s, {VOTERS / seconds:.0f} a second")
    print(f"  ack  p50 {median(waits):.2f} s  p99 {quantiles(waits, n=100)[98]:.2f} s  longest {max(waits):.2f} s")
    lost = VOTERS - sum(row.is_cast for row in town.rows(Answers))
    print(f"  lost {lost}, refused {sum(bool(each.failure or each.ack is None) for each in clicks)}")
    assert len(town.rows(Answers)) == VOTERS
    assert f"{VOTERS} votes · 100 %" in shown(town)
    assert [row.reason for row in town.rows(Outgoing) if row.key == poll_key(1)] == [None]
    return seconds
