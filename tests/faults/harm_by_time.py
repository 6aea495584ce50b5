"""Clocks that are wrong, hours that pass, and days in which nothing ran."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Final

from sqlmodel import col, func, select

from bot.domain.outbox import State
from bot.practice import Fault
from bot.store.outbox import Outgoing
from tests.faults.company import Company
from tests.faults.ledger import Verdict, all_is_said, of_posts, out_of_order
from tests.faults.scenarios import LONG, START, plan_posts

SECOND: Final = timedelta(seconds=1)
HOUR: Final = timedelta(hours=1)
JUMP: Final = 2 * HOUR
DAYS: Final = timedelta(days=3)
MINUTES: Final = 60
MINUTE: Final = 60.0
ENDLESS: Final = 1_000_000


async def downtime(company: Company, number: int, _rng: Random) -> tuple[Verdict, str]:
    """Nothing runs for three days on which messages come due. A gap begins with the start."""
    planned = plan_posts(company, number, datetime.now(UTC) - DAYS, DAYS)
    await company.start()
    begun = datetime.now(UTC)
    await company.until(lambda: all_is_said(company), LONG)
    verdict = of_posts(company, dict.fromkeys(planned, begun))
    return replace(verdict, early=verdict.early + out_of_order(company, list(planned))), "3 days"


async def hour_without_slack(company: Company, number: int, _rng: Random) -> tuple[Verdict, str]:
    """All messages come due while Slack is away; each second puts the clock of the bots forward by a minute."""
    due = plan_posts(company, number, datetime.now(UTC) + START, SECOND)
    await company.start()
    company.server.faults.append(away := Fault("*", "before", "500", ENDLESS))
    await asyncio.sleep((START + SECOND).total_seconds())
    for minute in range(1, 2 * MINUTES):
        company.clock.turn(minute * MINUTE)
        if minute == MINUTES:
            refused, away.times = ENDLESS - away.times, 0
        await asyncio.sleep(1)
        if all_is_said(company):
            break
    return of_posts(company, due), f"{refused} calls refused"


async def clock_jumps(company: Company, number: int, _rng: Random) -> tuple[Verdict, str]:
    """The bots' clock goes two hours forward, back again, and forward for good.

    A quarter of the messages is due before, a quarter within the two hours, and both anew once it has gone back.
    """
    now, part = datetime.now(UTC), number // 4
    due = plan_posts(company, part, now + START, SECOND, "now:")
    soon = plan_posts(company, part, now + HOUR, SECOND, "soon:")
    await company.start()
    await company.until(lambda: _said(company) >= part, LONG)
    due |= _turned(company, JUMP, soon)
    await company.until(lambda: _said(company) >= 2 * part, LONG)
    _turned(company, 0 * JUMP, {})
    later = plan_posts(company, part, now + HOUR, SECOND, "later:")
    due |= plan_posts(company, part, datetime.now(UTC) + SECOND, SECOND, "back:")
    await company.until(lambda: _said(company) >= 3 * part, LONG)
    due |= _turned(company, JUMP, later)
    await company.until(lambda: all_is_said(company), LONG)
    return of_posts(company, due), "3 jumps"


def _turned(company: Company, ahead: timedelta, due: dict[str, datetime]) -> dict[str, datetime]:
    """Set the clock; give when those messages are due that come due by that."""
    turned = datetime.now(UTC)
    company.clock.turn(ahead.total_seconds())
    return dict.fromkeys(due, turned)


def _said(company: Company) -> int:
    return company.count(select(func.count()).where(col(Outgoing.state) == State.SENT))
