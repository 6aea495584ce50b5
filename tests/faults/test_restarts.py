"""Bots that are told to end and started anew while people go on."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random
from typing import Final

import pytest

from bot.practice import Delivery
from tests.faults.bots import HURRIED, BotProcess
from tests.faults.company import Company, company_of
from tests.faults.load import Parcel, mentions, of_deliveries, open_polls, pressed_again, votes

EVERY_SECONDS: Final = 0.05
VOTERS: Final = 400
PATIENCE: Final = 30.0
FEW: Final = 0.05
BETWEEN_RESTARTS: Final = 40


class Crowd:
    """People who never stop: Slack repeats what they say, but not what they click.

    What is `missed` was clicked as a connection was closed, and was not acknowledged: whoever clicked is told by Slack.
    """

    def __init__(self, company: Company, parcels: Sequence[Parcel]) -> None:
        """Bring the `parcels`, one after the other."""
        self._company, self._coming = company, list(parcels)
        self.brought: list[Parcel] = []
        self.missed: list[Parcel] = []

    async def goes_on(self, stop: asyncio.Event) -> None:
        """Bring one at a time at a steady pace until `stop`, and wait for the last answer."""
        async with asyncio.TaskGroup() as bringing:
            while self._coming and not stop.is_set():
                bringing.create_task(self._bring(self._coming.pop()))
                await asyncio.sleep(EVERY_SECONDS)

    async def _bring(self, parcel: Parcel) -> None:
        courier = self._company.workspace.courier
        if parcel.kind == "events_api":
            courier.publish_soon([parcel.payload])
            self.brought.append(parcel)
            return
        delivery = await courier.attempt(Delivery(parcel.kind, parcel.payload))
        (self.missed if delivery.failure else self.brought).append(parcel)

    async def brings(self, number: int) -> None:
        """Wait until so many more were brought."""
        wanted = len(self.brought) + number
        await self._company.until(lambda: len(self.brought) >= wanted)

    def is_heard(self) -> bool:
        """Whether nothing waits to be repeated."""
        courier = self._company.workspace.courier
        return not courier.busy and not courier.retrying


@asynccontextmanager
async def crowd_in(company: Company) -> AsyncIterator[Crowd]:
    """Have people say and click something all the time until the block ends, and Slack bring the last of it."""
    voters = [each for each in company.workspace.people if each.startswith("U0V")]
    [poll] = await open_polls(company, 1)
    parcels = votes(company, [poll], voters, Random(1)) + mentions(company, range(len(voters)), voters)
    crowd = Crowd(company, Random(1).sample(parcels, len(parcels)))
    stop = asyncio.Event()
    going = asyncio.create_task(crowd.goes_on(stop))
    try:
        yield crowd
    finally:
        stop.set()
        await going
    assert await company.workspace.changes.until(crowd.is_heard, PATIENCE)


@pytest.mark.parametrize("databases", ["postgres"], indirect=True)
async def test_a_rolling_restart_of_two_bots_loses_nothing(database_url: str, tmp_path: Path) -> None:
    async with company_of(database_url, tmp_path, bots=2, words=HURRIED, voters=VOTERS) as company:
        await company.start()
        async with crowd_in(company) as crowd:
            for bot in company.bots:
                assert await restarted(bot) == 0
                await crowd.brings(BETWEEN_RESTARTS)
        assert await pressed_again(company, crowd.brought, Random(1)) == 0
        assert of_deliveries(company, crowd.brought, 0.0).lost == 0
        assert of_deliveries(company, [*crowd.brought, *crowd.missed], 0.0).doubled == 0
        assert len(crowd.missed) < FEW * len(crowd.brought)


async def test_whoever_is_told_to_end_answers_first_and_ends_well(database_url: str, tmp_path: Path) -> None:
    async with company_of(database_url, tmp_path, voters=50) as company:
        [bot] = company.bots
        await bot.begin()
        voters = [each for each in company.workspace.people if each.startswith("U0V")]
        clicks = votes(company, await open_polls(company, 1), voters, Random(1))
        courier = company.workspace.courier
        asked = [asyncio.create_task(courier.attempt(Delivery(each.kind, each.payload))) for each in clicks]
        await company.workspace.changes.until(lambda: any(each.done() for each in asked), PATIENCE)
        assert await bot.stop() == 0
        assert [each.result().failure for each in asked] == [""] * len(clicks)
        assert of_deliveries(company, clicks, 0.0).is_clean
        assert bot.log.read_text() == ""


async def restarted(bot: BotProcess) -> int:
    """Tell a bot to end and start it anew; give its return code."""
    ended = await bot.stop()
    await bot.begin()
    return ended
