"""What is done to the bots and to Slack's side while there is much to do."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import cycle
from math import ceil
from random import Random
from typing import Any, Final

from sqlmodel import Session, select

from bot.domain.outbox import LEASE, Post
from bot.domain.requests import card_key
from bot.failpoints import Point
from bot.practice import Fault
from bot.services import outbox
from bot.store.requests import TrainingRequest
from tests.faults.bots import BotProcess
from tests.faults.company import Company
from tests.faults.ledger import Verdict, all_is_said, of_posts, unsaid
from tests.faults.load import Parcel, bring, forms, mentions, of_deliveries, open_polls, pressed_again, votes

KILL_AFTER: Final = (0.1, 3.0)
START: Final = timedelta(seconds=8)
LONG: Final = 900.0
PAUSE: Final = 0.1
GUSTS: Final = 60
GUST: Final = 5
POSTING: Final = tuple(point for point in Point if point.startswith("post."))
UNUSED_NUMBER: Final = 1_000_000
Harm = Callable[[Company, asyncio.Task[Any], Random], Awaitable[str]]


async def posts(company: Company, number: int, spread: timedelta, harm: Harm, rng: Random) -> tuple[Verdict, str]:
    """Have `number` messages come due over a span of time in all rooms, while harm is done; judge what stands there."""
    due = plan_posts(company, number, datetime.now(UTC) + START, spread)
    await company.start()
    nearly_all = asyncio.create_task(company.until(lambda: unsaid(company) <= number // 20, LONG))
    done = await harm(company, nearly_all, rng)
    await nearly_all
    await company.until(lambda: all_is_said(company), LONG)
    return of_posts(company, due), done


async def deliveries(
    company: Company, number: int, lasting: float, times: Sequence[int], harm: Harm, rng: Random
) -> tuple[Verdict, str]:
    """Bring `number` votes, mentions and forms while harm is done; judge their effects, and what was said of them.

    Each comes so many `times`, all in `lasting` seconds or more. Who is told that a click had no effect clicks again.
    """
    await company.start()
    parcels = await parcels_of(company, number, rng)
    bringing = asyncio.create_task(bring(company, parcels, rng, lasting, times))
    done = await harm(company, bringing, rng)
    gap = await bringing
    await company.until(lambda: all_is_said(company), LONG)
    untold = await pressed_again(company, parcels, rng)
    await company.until(lambda: all_is_said(company), LONG)
    said, found = of_posts(company), of_deliveries(company, parcels, gap)
    lost, doubled = found.lost + untold + said.lost, found.doubled + said.doubled
    return replace(found, lost=lost, doubled=doubled), done


async def parcels_of(company: Company, number: int, rng: Random) -> list[Parcel]:
    """Nine votes in ten; the rest mentions and forms in equal parts."""
    others, crowd = number // 20, company.crowd
    voted = number - 2 * others
    polls = await open_polls(company, ceil(voted / len(crowd)))
    asked = mentions(company, range(others), crowd)
    sent = await forms(company, range(others, 2 * others), crowd)
    return [*votes(company, polls, crowd, rng)[:voted], *asked, *sent]


def plan_posts(
    company: Company, number: int, begins: datetime, spread: timedelta, name: str = ""
) -> dict[str, datetime]:
    """Put messages into the outbox, due from a moment on, in turn in every room; give when each is due by its key."""
    rooms = [room.id for room in company.workspace.conversations.values() if room.name.startswith("room-")]
    team, now = company.workspace.team_id, datetime.now(UTC)
    with company.change() as session:
        request = _request(session, team, company.workspace.member("maya").id, now)
        key = f"{card_key(request.id or 0)}:{name}"
        due = {f"{key}{place}": begins + spread * place / number for place in range(number)}
        for place, (key, moment) in enumerate(due.items()):
            post = Post(key, "requests.card", rooms[place % len(rooms)], {"request": request.id})
            outbox.plan(session, team, post, moment, now)
        session.commit()
    return due


def _request(session: Session, team: str, requester: str, now: datetime) -> TrainingRequest:
    """The one request that all messages are about."""
    mine = select(TrainingRequest).where(TrainingRequest.number == UNUSED_NUMBER)
    if found := session.exec(mine).first():
        return found
    request = TrainingRequest(
        team_id=team, number=UNUSED_NUMBER, requester=requester, problem="Price talks", answer_by=now, created_at=now
    )
    session.add(request)
    session.flush()
    return request


async def random_kills(company: Company, work: asyncio.Task[Any], rng: Random) -> str:
    """Kill each bot with SIGKILL at random moments and start it again, until the work is done.

    The more bots there are the longer each of them lives: all together die as often as one alone.
    """
    shortest, longest = (seconds * len(company.bots) for seconds in KILL_AFTER)
    kills = await asyncio.gather(*(_killed(bot, work, shortest, longest, rng) for bot in company.bots))
    return f"{sum(kills)} kills"


async def _killed(bot: BotProcess, work: asyncio.Task[Any], shortest: float, longest: float, rng: Random) -> int:
    kills = 0
    while not await is_done(work, rng.uniform(shortest, longest)):
        await bot.kill()
        await bot.begin()
        kills += 1
    return kills


async def pauses(company: Company, work: asyncio.Task[Any], rng: Random) -> str:
    """Make one bot after the other stand still while it posts, at each fail point, for longer than its lease."""
    count = 0
    for point, bot in zip(POSTING, cycle(company.bots), strict=False):
        await bot.kill()
        await bot.begin(f"{point}:{rng.randint(1, 5)}:stop")
        while not bot.stands_still and not await is_done(work, PAUSE):
            continue
        count += bot.stands_still
        await is_done(work, LEASE.total_seconds() + rng.uniform(1.0, 4.0))
        bot.resume()
    return f"{count} pauses"


def lost_answers(kinds: tuple[str, ...], times: int) -> Harm:
    """Spoil so many posts, one in three before and the others after Slack accepted it, in ways drawn from `kinds`."""

    async def harm(company: Company, work: asyncio.Task[Any], rng: Random) -> str:
        for count in range(times):
            when = "after" if count % 3 else "before"
            company.server.faults.append(Fault("chat.postMessage", when, rng.choice(kinds)))  # type: ignore[arg-type]
            while company.server.faults[-1].times and not await is_done(work, PAUSE):
                continue
            if work.done():
                break
        return f"{_ended(company, 1)} lost"

    return harm


async def storm(company: Company, work: asyncio.Task[Any], rng: Random) -> str:
    """Slack wants no posts again and again, for one to three seconds each time."""
    for _ in range(GUSTS):
        company.server.faults.append(Fault("chat.postMessage", "before", "429", GUST, rng.randint(1, 3)))
        if await is_done(work, 5 * PAUSE):
            break
    return f"{_ended(company, GUST)} times 429"


def _ended(company: Company, times: int) -> int:
    """Do no more harm to Slack's answers, which was to be done so many `times` by each fault; give how often it was."""
    faults = company.server.faults
    done = times * len(faults) - sum(fault.times for fault in faults)
    faults.clear()
    return done


async def is_done(work: asyncio.Task[Any], seconds: float) -> bool:
    """Give the work this time; say whether it is done."""
    await asyncio.wait({work}, timeout=seconds)
    return work.done()
