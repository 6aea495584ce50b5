"""A bot that starts hears at once, and catches up meanwhile with who is there."""

import asyncio
from typing import Final

from bot import directory
from bot.app import running
from bot.connections import listening
from bot.practice.faults import Fault
from bot.store.people import Person
from tests.practice.town import Town, pacing, settings_of

PATIENCE: Final = 5.0
A_MOMENT: Final = 0.5


async def test_a_bot_that_comes_back_does_not_wait_for_the_list_of_people(town: Town) -> None:
    town.server.faults.append(Fault("users.list", "before", "hang"))
    settings = settings_of(town.workspace, town.server, town.url)
    async with (
        asyncio.timeout(PATIENCE),
        running(settings, town.clock, pacing()) as back,
        listening(back, town.workspace.app_token),
    ):
        await town.workspace.until(lambda: not town.server.faults[0].times, PATIENCE)


async def test_the_first_time_it_looks_who_is_there_but_not_for_long(town: Town) -> None:
    town.server.faults.append(Fault("users.list", "before", "hang"))
    async with asyncio.timeout(PATIENCE), directory.caught_up(town.bot.deps, "T0NEW", A_MOMENT):
        assert not town.server.faults[0].times


async def test_it_learns_who_left_while_it_was_away(town: Town) -> None:
    tom = town.person("tom").member
    tom.deleted = True
    async with running(settings_of(town.workspace, town.server, town.url), town.clock, pacing()):
        await town.workspace.until(lambda: any(each.has_left for each in _rows(town, tom.id)), PATIENCE)


def _rows(town: Town, user_id: str) -> list[Person]:
    return [each for each in town.rows(Person) if each.user_id == user_id]
