"""The line before the database: it never grows without end, and nobody in it waits without end."""

import asyncio
from time import monotonic

import pytest
from sqlmodel import Session

from bot.domain.errors import Unavailable, Uncertain
from bot.store.outage import Outage
from bot.store.waiting import BUDGET_SECONDS, MOST_WAITING, PATIENCE_SECONDS, Outcome, Waiting, settle

SLACK_WAITS = 3.0


@pytest.fixture
def line() -> Waiting:
    """A line that nobody serves."""
    return Waiting(Outage("written"))


async def test_whoever_comes_to_a_line_that_is_too_long_is_refused_at_once(line: Waiting) -> None:
    waiting = [asyncio.ensure_future(line.done(_nothing)) for _ in range(MOST_WAITING)]
    await asyncio.sleep(0)
    with pytest.raises(Unavailable):
        await line.done(_nothing)
    assert not any(each.done() for each in waiting)
    for each in waiting:
        each.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)


async def test_what_is_not_begun_in_time_is_given_up_and_never_begun(line: Waiting) -> None:
    began = monotonic()
    with pytest.raises(Unavailable) as refused:
        await line.done(_nothing)
    assert BUDGET_SECONDS < PATIENCE_SECONDS <= monotonic() - began < SLACK_WAITS
    assert not isinstance(refused.value, Uncertain)
    assert line.next_at_once() is None


async def test_what_is_begun_and_takes_too_long_is_uncertain(line: Waiting) -> None:
    waiting = asyncio.ensure_future(line.done(_nothing))
    assert await asyncio.to_thread(line.next)
    with pytest.raises(Uncertain):
        await waiting


async def test_what_arrives_at_once_goes_in_at_once(line: Waiting) -> None:
    first = asyncio.get_running_loop().run_in_executor(None, line.next)
    waiting = [asyncio.ensure_future(line.done(_nothing)) for _ in range(3)]
    assert await first
    assert [line.next_at_once() is not None for _ in range(3)] == [True, True, False]
    for each in waiting:
        each.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)


async def test_a_thread_that_settles_hears_when_the_callers_have_gone_on(line: Waiting) -> None:
    went_on: list[str] = []

    async def caller() -> None:
        went_on.append(await line.done(_nothing))

    def serve() -> list[str]:
        works = [work for _ in range(2) if (work := line.next())]
        assert settle([(work, Outcome("done")) for work in works]).wait(SLACK_WAITS)
        return list(went_on)

    waiting = [asyncio.ensure_future(caller()) for _ in range(2)]
    assert await asyncio.to_thread(serve) == ["done", "done"]
    await asyncio.gather(*waiting)


def _nothing(session: Session) -> None:
    raise AssertionError("this is never called")
