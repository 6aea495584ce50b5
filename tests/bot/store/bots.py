"""Several bots' stores on one PostgreSQL, and the workspace that they find there."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from sqlmodel import Session, SQLModel, func, select

from bot.domain.people import PersonFacts
from bot.domain.polls import poll_key, simple
from bot.domain.requests import Need, Source
from bot.keys import Keys
from bot.services import outbox, people, polls, requests
from bot.services import settings as workspaces
from bot.store.engine import Store
from messages import detective
from tests.bot.conftest import NOW, TEAM

SALES: Final = "C0SALES"
KEYS_OF_POLLS: Final = Keys(Path("/dev/null"))
FLOW: Final = detective.load()
NEED: Final = Need("Calls are lost.", "Calls are won.", "Ten people")


@asynccontextmanager
async def bots_on(url: str, number: int) -> AsyncIterator[list[Store]]:
    """Open so many stores; the workspace has an L&D team, a poll and a request."""
    stores = [Store(url) for _ in range(number)]
    try:
        await stores[0].run(_begin)
        yield stores
    finally:
        for store in stores:
            await asyncio.to_thread(store.close)


def _begin(session: Session) -> None:
    """Lena and Luis are the L&D team; Maya asked a question in #sales and for a training."""
    workspaces.install(session, TEAM, "U0BOT", "C0LND", ("U0LENA", "U0LUIS"))
    people.remember(session, TEAM, [PersonFacts(user, user) for user in ("U0LENA", "U0LUIS", "U0MAYA")])
    ballot = simple(SALES, "U0MAYA", "What first?", ("Role play", "Call review"), None)
    polls.start(session, TEAM, ballot, NOW, NOW)
    outbox.cancel(session, TEAM, poll_key(1), "not said here")
    requests.open_request(session, TEAM, "U0MAYA", NEED, Source(), FLOW, NOW)


def count(session: Session, table: type[SQLModel]) -> int:
    """How many rows a table has."""
    return session.exec(select(func.count()).select_from(table)).one()
