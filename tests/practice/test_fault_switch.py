"""With a fault switched on for a while, everything is still said exactly once."""

import asyncio
from datetime import timedelta

import pytest

from bot.domain.outbox import SETTLE, State
from bot.practice.switch import RETRY_AFTER
from bot.store.outbox import Outgoing
from tests.practice.asking import AUDIENCE, DESIRED, PROBLEM, cards
from tests.practice.town import PATIENCE, Town

SECOND = timedelta(seconds=1)
SLOW = 0.3
FIRST = ("requests.confirmed", "requests.card", "requests.questions")


@pytest.mark.parametrize("setting", ["drop", "429", "slow"])
async def test_a_request_is_confirmed_exactly_once(town: Town, setting: str) -> None:
    town.server.switch.turn(setting)
    town.server.switch.slow_seconds = SLOW
    await _submit(town)
    await _spoiled(town, setting)
    await _confirmed_in_time(town)
    town.server.switch.turn("off")
    await town.move_by(SETTLE + SECOND)
    assert len(town.person("maya").dm.messages) == 2
    assert len(cards(town)) == 1
    assert {row.state for row in _first(town)} == {State.SENT}


@pytest.mark.parametrize("setting", ["drop", "429"])
async def test_a_fault_that_lasts_does_not_keep_the_confirmation_back(town: Town, setting: str) -> None:
    town.server.switch.turn(setting)
    await _submit(town)
    await _spoiled(town, setting)
    await _confirmed_in_time(town)
    assert town.server.switch.setting == setting
    assert len(town.person("maya").dm.messages) == 2


async def _submit(town: Town) -> None:
    maya = town.person("maya")
    await maya.runs("#sales", "/training-request", PROBLEM)
    maya.fill(desired=DESIRED, audience=AUDIENCE)
    assert await maya.submits() == {}


async def _spoiled(town: Town, setting: str) -> None:
    await town.workspace.until(lambda: any(each.fault == setting for each in town.workspace.traffic))


async def _confirmed_in_time(town: Town) -> None:
    """Let time pass by as much as the bot was told to wait, until all messages are said and known to be."""
    async with asyncio.timeout(PATIENCE):
        while not all(row.state == State.SENT for row in _first(town)):
            town.clock.move_to(town.clock.now() + timedelta(seconds=RETRY_AFTER))
            town.bot.ticks.wake()
            await town.workspace.changes.until(lambda: False, 0.1)


def _first(town: Town) -> list[Outgoing]:
    """What is said of a new request at once; the reminders come days later."""
    return [row for row in town.rows(Outgoing) if row.kind in FIRST]
