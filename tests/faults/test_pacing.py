"""Slack's limits: kept, used, and in favour of people who wait for an answer."""

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import monotonic
from typing import Final

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from bot.app import Bot, running
from bot.clock import SystemClock
from bot.domain.outbox import Post, Priority, State
from bot.manifest import manifest
from bot.pacing import Pacing
from bot.practice import PracticeServer, Workspace
from bot.practice.faults import Fault
from bot.services import outbox
from bot.store.connect import direct
from bot.store.outbox import Outgoing
from tests.databases import Sqlite
from tests.faults.crowds import CROWDS, POST, THOUSAND, allowed, drained
from tests.faults.leaping import lived
from tests.practice.town import settings_of

AT_A_TIME: Final = 100
UNDER_WAY: Final = 0.1
PATIENCE: Final = 15.0
SECONDS_TO_AN_ANSWER: Final = 2.0


@dataclass
class Gate(Fault):
    """Answers 429 to the calls at these places, and notes when each call came."""

    refused: Sequence[int] = ()
    came: list[float] = field(default_factory=list)
    closed: list[float] = field(default_factory=list)

    def hits(self, method: str, when: str) -> bool:
        if method != self.method or when != self.when:
            return False
        self.came.append(monotonic())
        if len(self.came) not in self.refused:
            return False
        self.closed.append(self.came[-1])
        return True

    @property
    def inside(self) -> int:
        """How many calls came within a pause, but for those that were under way when it began."""
        return sum(began + UNDER_WAY < came < began + self.retry_after for began in self.closed for came in self.came)


@pytest.mark.parametrize("bots", [1, 3])
@pytest.mark.parametrize("crowd", CROWDS.values(), ids=CROWDS)
def test_a_thousand_messages_take_little_longer_than_slack_allows(crowd: list[str], bots: int) -> None:
    took = lived(drained(crowd, bots))
    assert took.seconds <= 1.2 * allowed(crowd)
    assert took.inside == 0
    assert bots > 1 or not took.refused


async def test_no_call_comes_while_slack_wants_a_pause(sqlite_databases: Sqlite) -> None:
    async with office_of(sqlite_databases, Pacing()) as office:
        office.server.faults.append(gate := Gate(POST, "before", "429", retry_after=2, refused=(5, 30)))
        await office.plan({f"bulk:{room}": room for room in office.rooms(40)}, Priority.BULK)
        assert await office.all_said("bulk:")
        assert len(gate.closed) == 2
        assert gate.inside == 0


@pytest.mark.parametrize("channels", [1, THOUSAND], ids=["to one channel", "to many channels"])
async def test_an_answer_does_not_wait_for_a_thousand_others(sqlite_databases: Sqlite, channels: int) -> None:
    pacing = Pacing()
    async with office_of(sqlite_databases, pacing) as office:
        rooms = office.rooms(channels)
        await office.plan({f"bulk:{n}": rooms[n % channels] for n in range(THOUSAND)}, Priority.BULK)
        assert await office.workspace.changes.until(lambda: len(office.workspace.ledger) > 4, PATIENCE)
        pacing.hold(POST, 0.1)
        asked = monotonic()
        await office.plan({"answer:dm": office.workspace.member("maya").id, "answer:room": rooms[0]}, Priority.ANSWER)
        assert await office.all_said("answer:")
        assert monotonic() - asked < SECONDS_TO_AN_ANSWER
        assert len(office.unsaid("bulk:")) > THOUSAND / 2


class Office:
    """The bot at Slack's real pace, on Slack's real clock."""

    def __init__(self, workspace: Workspace, server: PracticeServer, bot: Bot, engine: Engine) -> None:
        self.workspace, self.server, self._bot, self._engine = workspace, server, bot, engine

    def rooms(self, number: int) -> list[str]:
        """New channels with the bot in them."""
        own = [self.workspace.bot_user_id]
        return [self.workspace.add_conversation(f"room-{place}", members=own).id for place in range(number)]

    async def plan(self, messages: dict[str, str], priority: Priority) -> None:
        """Have messages said now, by key and recipient."""
        now = self._bot.deps.now()

        def work(session: Session, some: Sequence[tuple[str, str]]) -> None:
            for key, to in some:
                post = Post(key, "settings.not_there", to, {"channel": to}, priority=priority)
                outbox.plan(session, self._bot.team_id, post, now, now)

        every = list(messages.items())
        for start in range(0, len(every), AT_A_TIME):
            await self._bot.deps.store.run(work, every[start : start + AT_A_TIME])

    async def all_said(self, series: str) -> bool:
        """Whether all messages whose keys begin so are soon said."""
        return await self.workspace.changes.until(lambda: not self.unsaid(series), PATIENCE, 0.05)

    def unsaid(self, series: str) -> Sequence[str]:
        """The keys that begin so and are not said."""
        with Session(self._engine) as session:
            waiting = select(Outgoing.key).where(Outgoing.state != State.SENT, col(Outgoing.key).startswith(series))
            return session.exec(waiting).all()


@asynccontextmanager
async def office_of(databases: Sqlite, pacing: Pacing) -> AsyncIterator[Office]:
    """Open the office; what still waits when it closes is left unsaid."""
    workspace = Workspace(now=lambda: datetime.now(UTC))
    workspace.install(manifest())
    with databases.fresh() as url, closing_engine(url) as engine:
        async with (
            PracticeServer(workspace) as server,
            running(settings_of(workspace, server, url), SystemClock(), pacing) as bot,
        ):
            yield Office(workspace, server, bot, engine)


@contextmanager
def closing_engine(url: str) -> Iterator[Engine]:
    engine = direct(url)
    yield engine
    engine.dispose()
