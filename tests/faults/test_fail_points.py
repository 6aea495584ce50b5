"""The program dies at each of its fail points once; whoever starts it again finds nothing lost and nothing doubled."""

import asyncio
import signal
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Final

import pytest
from sqlalchemy import make_url, text

from bot.domain.polls import poll_key
from bot.failpoints import Point, arm
from bot.services import outbox
from bot.store.connect import direct
from bot.store.migrate import is_newest
from bot.store.polls import Poll
from tests.faults.bots import BotProcess
from tests.faults.company import SALES, Company, company_of
from tests.faults.ledger import all_is_said, of_posts
from tests.faults.load import Parcel, bring, mentions, of_deliveries, open_polls, votes

TIME_TO_POST: Final = timedelta(seconds=2)
TIME_TO_VOTE: Final = timedelta(seconds=8)
TAKING_AWAY: Final = tuple(point for point in Point if point.startswith("remove."))
APART: Final = (Point.MIGRATING, Point.PICTURE_UPLOADED, *TAKING_AWAY)
RUNNING: Final = tuple(point for point in Point if point not in APART)
CLOSINGS: Final = (Point.POLL_CLOSING, Point.POLL_CLOSED)


@pytest.mark.parametrize("point", RUNNING)
async def test_a_crash_at_any_fail_point_loses_and_doubles_nothing(
    database_url: str, tmp_path: Path, point: Point
) -> None:
    async with company_of(database_url, tmp_path, voters=1) as company:
        [bot] = company.bots
        await bot.begin(_after_the_poll(point))
        [poll] = await open_polls(company, 1)
        parcels = _one_of_each(company, poll)
        async with asyncio.TaskGroup() as brought:
            brought.create_task(bring(company, parcels, Random(1)))
            assert await _crash(company, bot, point) == -signal.SIGKILL
            company.end_leases()
            await bot.begin()
        await company.until(lambda: _is_over(company, point))
        said, done = of_posts(company), of_deliveries(company, parcels, 0.0)
        assert (said.is_clean, done.is_clean, done.number) == (True, True, 2), (said, done)


@pytest.mark.parametrize("point", TAKING_AWAY)
async def test_a_crash_while_a_message_is_taken_away_takes_it_away_once_and_says_it_anew_once(
    database_url: str, tmp_path: Path, point: Point
) -> None:
    async with company_of(database_url, tmp_path) as company:
        [bot] = company.bots
        await bot.begin(point)
        [poll] = await open_polls(company, 1)
        with company.change() as session:
            outbox.withdraw(session, company.workspace.team_id, poll_key(poll), datetime.now(UTC))
            session.commit()
        assert await bot.ended() == -signal.SIGKILL
        company.end_leases()
        await bot.begin()
        await company.until(lambda: all_is_said(company))
        posts = [entry.message for entry in company.workspace.ledger if entry.kind == "post" and entry.message.bot]
        room = company.workspace.conversation(SALES)
        assert [room.find(each.ts) is not None for each in posts] == [False, True]


async def test_a_crash_after_a_picture_was_uploaded_leaves_no_more_than_a_file_that_nobody_sees(
    database_url: str, tmp_path: Path
) -> None:
    async with company_of(database_url, tmp_path, voters=1) as company:
        [bot] = company.bots
        await bot.begin(Point.PICTURE_UPLOADED)
        [poll] = await open_polls(company, 1, datetime.now(UTC) + TIME_TO_VOTE)
        await bring(company, votes(company, [poll], company.crowd, Random(1)), Random(1), times=(1,))
        assert await bot.ended() == -signal.SIGKILL
        company.end_leases()
        await bot.begin()
        await company.until(lambda: _is_over(company, Point.POLL_CLOSED))
        results = [post for post in company.workspace.conversation(SALES).messages if post.thread_ts]
        pictures = [[each["blocks"][0]["slack_file"]["id"] for each in post.attachments] for post in results]
        assert (of_posts(company).is_clean, pictures) == (True, [list(company.workspace.files.kept)[1:]])


async def test_a_crash_amid_the_first_migration_leaves_a_database_that_can_be_migrated(
    database_url: str, tmp_path: Path
) -> None:
    _empty(database_url)
    async with company_of(database_url, tmp_path) as company:
        [bot] = company.bots
        assert not await bot.start(Point.MIGRATING)
        assert (await bot.ended(), is_newest(database_url)) == (-signal.SIGKILL, False)
        assert await bot.start()
        assert is_newest(database_url)


@pytest.mark.parametrize("where", ["nowhere", "post.noted:often", "post.noted:1:gently"])
def test_only_points_that_exist_can_be_armed(where: str) -> None:
    with pytest.raises(ValueError, match=r"nowhere|often|gently"):
        arm(where)


def _after_the_poll(point: Point) -> str:
    """Where to die once the poll stands, which is the first message."""
    return f"{point}:2" if point.startswith("post.") else point


def _one_of_each(company: Company, poll: int) -> list[Parcel]:
    """A vote and a request."""
    return [*votes(company, [poll], company.crowd, Random(1)), *mentions(company, [0], company.crowd)]


async def _crash(company: Company, bot: BotProcess, point: Point) -> int:
    """Have the bot come to the point where it dies; give its return code."""
    if point in CLOSINGS:
        await open_polls(company, 1, datetime.now(UTC) + TIME_TO_POST)
    return await bot.ended()


def _is_over(company: Company, point: Point) -> bool:
    closed = [row for row in company.rows(Poll) if row.closed_at]
    return len(closed) == (point in CLOSINGS) and all_is_said(company)


def _empty(url: str) -> None:
    if make_url(url).get_backend_name() == "sqlite":
        file = Path(make_url(url).database or "")
        for part in file.parent.glob(f"{file.name}*"):
            part.unlink()
        return
    engine = direct(url)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
