"""The line before the database: it never grows without end, and nobody in it waits without end."""

import asyncio
from time import monotonic

import pytest
from sqlmodel import Session

from bot.domain.errors import Unavailable, Uncertain
from bot.store.outage import Outage
from bot.store.waiting import BUDGET_SECONDS, MOST_WAITING, PATIENCE_SECONDS, Waiting

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
    await asyncio.sleep(0)
    assert line.next()
    with pytest.raises(Uncertain):
        await waiting


def _nothing(session: Session) -> None:
    raise AssertionError("this is never called")
