"""Several bots on the same database, and a crowd that votes through all of them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Final

from bot.app import running
from bot.connections import listening
from bot.practice.company import Member
from bot.practice.model import Message
from tests.practice.polling import SALES, button
from tests.practice.town import Town, pacing, settings_of, town_of

AT_ONCE: Final = 12


@asynccontextmanager
async def crowd_of(url: str, recordings: tuple[Path, Path], voters: int, bots: int) -> AsyncIterator[Town]:
    """The town with so many more people in #sales; Slack sends its deliveries to each bot in turn."""
    async with town_of(url, recordings) as town, AsyncExitStack() as others:
        town.workspace.people |= {each.id: each for each in map(_voter, range(voters))}
        town.workspace.conversation(SALES).members.extend(crowd(town))
        settings = settings_of(town.workspace, town.server, url)
        for _ in range(bots - 1):
            other = await others.enter_async_context(running(settings, town.clock, pacing()))
            await others.enter_async_context(listening(other, town.workspace.app_token))
        yield town


def crowd(town: Town) -> list[str]:
    """The user ids of the people who vote."""
    return [each for each in town.workspace.people if each.startswith("U0V")]


async def all_vote(town: Town, post: Message, option: str) -> None:
    """Have everybody in the crowd click, twelve at any moment."""
    value, voters = button(post, option), iter(crowd(town))

    async def click() -> None:
        for voter in voters:
            await town.person(voter).clicks(post, "polls.vote", value)

    await asyncio.gather(*(click() for _ in range(AT_ONCE)))


def _voter(number: int) -> Member:
    return Member(f"v{number:04d}x", f"Voter {number}")
