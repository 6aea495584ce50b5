"""A company large enough for crowds, in a workspace that keeps the ledger of what it accepted."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Final, TypeVar

from sqlalchemy import update
from sqlmodel import Session, SQLModel, col, select
from sqlmodel.sql.expression import SelectOfScalar

from bot.manifest import manifest
from bot.practice import PracticeServer, Workspace
from bot.practice.company import Member
from bot.practice.model import Message
from bot.store.connect import direct, readers
from bot.store.outbox import Outgoing
from tests.faults.bots import REAL, BotProcess, bots_of
from tests.faults.dial import Dial
from tests.faults.wire import Wire

R = TypeVar("R", bound=SQLModel)

RETRIES: Final = (0.2, 1.0, 5.0)
PATIENCE: Final = 120.0
LOOK_AGAIN: Final = 0.2
SALES: Final = "#sales"


class Company:
    """The workspace, its bots and their database, as a test sees them from outside."""

    def __init__(
        self, workspace: Workspace, server: PracticeServer, bots: list[BotProcess], url: str, wire: Wire, clock: Dial
    ) -> None:
        self.workspace, self.server, self.bots, self.url = workspace, server, bots, url
        self.wire, self.clock = wire, clock
        self._reading, self._writing = readers(url), direct(url)

    def rows(self, table: type[R]) -> Sequence[R]:
        """Every row of a table as it is committed now."""
        with Session(self._reading) as session:
            return session.exec(select(table)).all()

    def count(self, query: SelectOfScalar[int]) -> int:
        """The answer to a question for a number."""
        with Session(self._reading) as session:
            return session.exec(query).one()

    def change(self) -> Session:
        """A session to write with, from another process than the bots."""
        return Session(self._writing, expire_on_commit=False)

    @property
    def crowd(self) -> list[str]:
        """The user ids of the people who vote."""
        return [each for each in self.workspace.people if each.startswith("U0V")]

    def posted(self, ts: str | None) -> Message:
        """The message that the bot posted in #sales."""
        found = self.workspace.conversation(SALES).find(ts)
        assert found
        return found

    async def until(self, condition: Callable[[], bool], timeout: float = PATIENCE) -> None:
        """Wait for what depends on the database; raises TimeoutError."""
        async with asyncio.timeout(timeout):
            while not condition():  # noqa: ASYNC110 — a database in another process wakes nobody
                await asyncio.sleep(LOOK_AGAIN)

    async def start(self) -> None:
        """Start every bot."""
        await asyncio.gather(*(bot.begin() for bot in self.bots))

    async def restart(self) -> None:
        """Kill every bot, let their leases end, and start all again."""
        await asyncio.gather(*(bot.kill() for bot in self.bots))
        self.end_leases()
        await self.start()

    def end_leases(self) -> None:
        """Do what time does: nobody who holds a lease lives any more."""
        with self.change() as session:
            leased = col(Outgoing.lease_until).is_not(None)
            session.execute(update(Outgoing).where(leased).values(lease_until=datetime.now(UTC)))
            session.commit()

    def close(self) -> None:
        """Let go of the database."""
        self._reading.dispose()
        self._writing.dispose()


@asynccontextmanager
async def company_of(
    url: str,
    folder: Path,
    bots: int = 1,
    words: tuple[str, ...] = REAL,
    *,
    voters: int = 0,
    rooms: int = 0,
    rates: Callable[[], float] | None = None,
    wired: bool = False,
) -> AsyncIterator[Company]:
    """Open a company with more people and channels on a migrated database; the bot is in every room.

    Without rate limits, unless `rates` gives the seconds they are measured in. The bots reach Slack directly, unless
    they are `wired`.
    """
    dial = Dial(folder / "clock")
    workspace = Workspace(now=lambda: datetime.now(UTC))
    workspace.install(manifest())
    workspace.retry_after = RETRIES
    crowd = [Member(f"v{number:04d}x", f"Voter {number}") for number in range(voters)]
    workspace.people |= {each.id: each for each in crowd}
    for number in range(rooms):
        workspace.add_conversation(f"room-{number}", members=[workspace.member("ada").id, workspace.bot_user_id])
    for name in (SALES, "#learning-team"):
        workspace.conversation(name).members.append(workspace.bot_user_id)
    async with (
        PracticeServer(workspace, rates=rates is not None, monotonic=rates or monotonic) as server,
        Wire.to(server.port) as wire,
    ):
        server.port = wire.port if wired else server.port
        async with bots_of(workspace, server, url, folder, bots, words, dial.environment) as each:
            company = Company(workspace, server, each, url, wire, dial)
            try:
                yield company
            finally:
                company.close()
