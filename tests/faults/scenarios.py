"""What is done to the bots and to Slack's side while there is much to do."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from itertools import cycle
from random import Random
from typing import Final

from bot.domain.outbox import LEASE, Post
from bot.domain.requests import card_key
from bot.failpoints import Point
from bot.practice import Fault
from bot.services import outbox
from bot.store.requests import TrainingRequest
from tests.faults.company import Company
from tests.faults.ledger import Verdict, all_is_said, of_posts, unsaid
from tests.faults.load import Parcel, bring, forms, mentions, of_deliveries, open_polls, votes

KILL_AFTER: Final = (0.1, 3.0)
START: Final = timedelta(seconds=8)
LONG: Final = 900.0
PAUSE: Final = 0.1
GUSTS: Final = 60
GUST: Final = 5
POSTING: Final = tuple(point for point in Point if point.startswith("post."))
UNUSED_NUMBER: Final = 1_000_000
Harm = Callable[[Company, asyncio.Task[None], Random], Awaitable[str]]


async def posts(company: Company, number: int, spread: timedelta, harm: Harm, rng: Random) -> tuple[Verdict, str]:
    """Have `number` messages come due over a span of time in all rooms, while harm is done; judge what stands there."""
    due = plan_posts(company, number, spread)
    await company.start()
    nearly_all = asyncio.create_task(company.until(lambda: unsaid(company) <= number // 20, LONG))
    done = await harm(company, nearly_all, rng)
    await nearly_all
    await company.until(lambda: all_is_said(company), LONG)
    return of_posts(company, due), done


async def deliveries(company: Company, number: int, harm: Harm, rng: Random) -> tuple[Verdict, str]:
    """Bring `number` votes, mentions and forms, each once to thrice, while harm is done; judge their effects."""
    await company.start()
    parcels = await parcels_of(company, number, rng)
    gaps: list[float] = []

    async def brought() -> None:
        gaps.append(await bring(company, parcels, rng))

    bringing = asyncio.create_task(brought())
    done = await harm(company, bringing, rng)
    await bringing
    return of_deliveries(company, parcels, gaps[0]), done


async def parcels_of(company: Company, number: int, rng: Random) -> list[Parcel]:
    """Nine votes in ten; the rest mentions and forms in equal parts. The crowd and the number must fit."""
    others, crowd = number // 20, company.crowd
    polls = await open_polls(company, (number - 2 * others) // len(crowd))
    asked = mentions(company, range(others), crowd)
    sent = await forms(company, range(others, 2 * others), crowd)
    return [*votes(company, polls, crowd, rng), *asked, *sent]


def plan_posts(company: Company, number: int, spread: timedelta) -> dict[str, datetime]:
    """Put messages into the outbox, due from in some seconds on, in turn in every room; give when each is due."""
    rooms = [room.id for room in company.workspace.conversations.values() if room.name.startswith("room-")]
    team, now = company.workspace.team_id, datetime.now(UTC)
    with company.change() as session:
        request = TrainingRequest(
            team_id=team, number=UNUSED_NUMBER, requester=company.workspace.member("maya").id, problem="Price talks",
            answer_by=now, created_at=now,
        )  # fmt: skip
        session.add(request)
        session.flush()
        due = {f"{card_key(request.id or 0)}:{place}": now + START + spread * place / number for place in range(number)}
        for place, (key, moment) in enumerate(due.items()):
            post = Post(key, "requests.card", rooms[place % len(rooms)], {"request": request.id})
            outbox.plan(session, team, post, moment, now)
        session.commit()
    return due


async def random_kills(company: Company, work: asyncio.Task[None], rng: Random) -> str:
    """Kill a bot with SIGKILL at random moments and start it again, until the work is done."""
    kills = 0
    while not await _is_done(work, rng.uniform(*KILL_AFTER)):
        bot = rng.choice(company.bots)
        await bot.kill()
        await bot.begin()
        kills += 1
    return f"{kills} kills"


async def pauses(company: Company, work: asyncio.Task[None], rng: Random) -> str:
    """Make one bot after the other stand still while it posts, at each fail point, for longer than its lease."""
    count = 0
    for point, bot in zip(POSTING, cycle(company.bots), strict=False):
        await bot.kill()
        await bot.begin(f"{point}:{rng.randint(1, 5)}:stop")
        while not bot.stands_still and not await _is_done(work, PAUSE):
            continue
        count += bot.stands_still
        await _is_done(work, LEASE.total_seconds() + rng.uniform(1.0, 4.0))
        bot.resume()
    return f"{count} pauses"


def lost_answers(kinds: tuple[str, ...], times: int) -> Harm:
    """Spoil so many posts, one in three before and the others after Slack accepted it, in ways drawn from `kinds`."""

    async def harm(company: Company, work: asyncio.Task[None], rng: Random) -> str:
        for count in range(times):
            when = "after" if count % 3 else "before"
            company.server.faults.append(Fault("chat.postMessage", when, rng.choice(kinds)))  # type: ignore[arg-type]
            while company.server.faults[-1].times and not await _is_done(work, PAUSE):
                continue
        left = sum(fault.times for fault in company.server.faults)
        return f"{times - left} lost"

    return harm


def outage(seconds: float) -> Harm:
    """Slack answers nothing but errors for a while."""

    async def harm(company: Company, work: asyncio.Task[None], _rng: Random) -> str:
        await _is_done(work, START.total_seconds())
        company.server.faults.append(Fault("*", "before", "500", times=1_000_000))
        await _is_done(work, seconds)
        refused = 1_000_000 - company.server.faults[0].times
        company.server.faults.clear()
        return f"{refused} calls refused"

    return harm


async def storm(company: Company, work: asyncio.Task[None], rng: Random) -> str:
    """Slack wants no posts again and again, for one to three seconds each time."""
    for _ in range(GUSTS):
        company.server.faults.append(Fault("chat.postMessage", "before", "429", GUST, rng.randint(1, 3)))
        await _is_done(work, 5 * PAUSE)
    left = sum(fault.times for fault in company.server.faults)
    return f"{GUSTS * GUST - left} times 429"


async def _is_done(work: asyncio.Task[None], seconds: float) -> bool:
    """Give the work this time; say whether it is done."""
    await asyncio.wait({work}, timeout=seconds)
    return work.done()
