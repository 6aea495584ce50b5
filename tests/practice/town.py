"""A company with the bot in it: the practice workspace, the real bot and database, one clock for all."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing
from datetime import date, datetime, time, timedelta
from pathlib import Path
from time import monotonic
from typing import Any, Final, Literal, TypeVar

from sqlalchemy import Row, bindparam, create_engine, inspect
from sqlalchemy import select as columns
from sqlmodel import Session, SQLModel, col, or_, select

from bot.app import Bot, running
from bot.clock import MovableClock
from bot.connections import listening
from bot.domain.calendar import Calendar
from bot.domain.outbox import REFRESH_GAP, SETTLED, State
from bot.http import serving, web_app
from bot.manifest import EVENTS_PATH, manifest
from bot.pacing import Pacing
from bot.practice import Person, PracticeServer, Workspace
from bot.settings import Settings
from bot.store.connect import readers
from bot.store.outbox import Outgoing
from tests.databases import keys_of

Transport = Literal["socket", "http"]
R = TypeVar("R", bound=SQLModel)

OFFICE: Final = Calendar("Europe/Berlin")
MONDAY: Final = date(2026, 3, 2)
MORNING: Final = time(10)
OF_UNSETTLED: Final = ("key", "state", "due_at", "refresh_at", "thread_key", "after_key")
UNSETTLED: Final = columns(*(getattr(Outgoing, name) for name in OF_UNSETTLED)).where(
    col(Outgoing.team_id) == bindparam("team_id"),
    or_(col(Outgoing.state).not_in(SETTLED), col(Outgoing.refresh_at).is_not(None)),
)
A_MOMENT: Final = timedelta(milliseconds=100)
PACE: Final = 50.0
PATIENCE: Final = 10.0


class Town:
    """What a test holds in its hands. The clock starts on Monday 2 March 2026, 10:00 in Berlin, and runs."""

    def __init__(self, workspace: Workspace, server: PracticeServer, bot: Bot, clock: MovableClock, url: str) -> None:
        self.workspace, self.server, self.bot, self.clock = workspace, server, bot, clock
        self._look_at(url)

    def _look_at(self, url: str) -> None:
        """Have the database at hand."""
        self.url, self._engine = url, readers(url)
        self._glancing = create_engine(url, isolation_level="AUTOCOMMIT")

    def person(self, key: str) -> Person:
        """What somebody can do and see, such as `maya`, `lena` or `gwen`."""
        return self.workspace.as_person(key)

    def read(self, where: str | Person) -> str:
        """A conversation as it would read; of a person, their direct message and what only they see."""
        return self.workspace.read(where)

    def let_bot_in(self, channel: str) -> None:
        """Have the bot in a channel since before anybody looked: no event, no greeting."""
        self.workspace.conversation(channel).members.append(self.workspace.bot_user_id)

    def rows(self, table: type[R]) -> Sequence[R]:
        """Every row of a table as it is committed now, in the order of its key."""
        with Session(self._engine) as session:
            return session.exec(select(table).order_by(*inspect(table).primary_key)).all()

    def contents(self, *, besides: type[SQLModel]) -> list[Row[Any]]:
        """Every row of every table but one as the database has it now, in its own values: far cheaper than `rows`."""
        tables = [name for name in SQLModel.metadata.tables if name != besides.__tablename__]
        with self._engine.connect() as connection:
            return [row for name in tables for row in connection.exec_driver_sql(f"SELECT * FROM {name}")]

    def said(self, key: str) -> Outgoing:
        """The outbox's row of the message with this business key."""
        return next(row for row in self.rows(Outgoing) if row.key == key)

    async def settled(self) -> None:
        """Wait until nothing that is due remains unsaid and nobody waits for an answer.

        The second that Slack wants between two updates of a message passes on the town's clock.
        """
        async with asyncio.timeout(PATIENCE):
            await self.bot.deps.drain()
            while not self._is_settled():
                await self.workspace.until(self._is_quiet, PATIENCE)
                self._pass_the_pause_before_updates()
                await self.bot.deps.drain()

    async def move_to(self, moment: datetime) -> None:
        """Let time pass until an aware moment, and everything happen that is due by then.

        Have what is under way settled before: a pause that Slack wants counts from when the bot hears of it.
        """
        self.clock.move_to(moment)
        await self.bot.ticks.catch_up()
        await self.settled()

    async def move_by(self, passed: timedelta) -> None:
        """Let some time pass, and everything happen that is due by then."""
        await self.move_to(self.clock.now() + passed)

    async def tick(self) -> None:
        """Have everything happen that the bot looks for each second."""
        for each in self.bot.ticks.each_second:
            await each()
        await self.settled()

    async def next_working_day(self, days: int = 1, at: time = MORNING) -> None:
        """Go on to a later working day in Berlin, at a local time."""
        today = OFFICE.today(self.clock.now())
        await self.move_to(OFFICE.at(OFFICE.after(today, days), at))

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()
        self._glancing.dispose()

    def _is_settled(self) -> bool:
        if self._is_busy():
            return False
        unsettled = self._unsettled()
        return not _unsaid(unsettled, self.clock.now()) and not self._updates(unsettled)

    def _is_quiet(self) -> bool:
        return not self._is_busy() and not _unsaid(self._unsettled(), self.clock.now())

    def _is_busy(self) -> bool:
        return bool(self.workspace.courier.busy or self.workspace.api_calls_in_progress)

    def _unsettled(self) -> Sequence[Row[Any]]:
        """What the bot of this workspace is still to say or to show anew; others may share the database."""
        with self._glancing.connect() as connection:
            return connection.execute(UNSETTLED, {"team_id": self.workspace.team_id}).all()

    def _updates(self, unsettled: Sequence[Row[Any]]) -> list[datetime]:
        soon = self.clock.now() + REFRESH_GAP
        return [
            row.refresh_at for row in unsettled if row.refresh_at and row.refresh_at <= soon and row.state == State.SENT
        ]

    def _pass_the_pause_before_updates(self) -> None:
        if updates := self._updates(self._unsettled()):
            self.clock.move_to(max(*updates, self.clock.now() + A_MOMENT))
            self.bot.ticks.wake()


@asynccontextmanager
async def town_of(
    url: str, recordings: tuple[Path, Path], transport: Transport = "socket", begins: date = MONDAY,
    team_id: str = "T0NORTHWIND",
) -> AsyncIterator[Town]:  # fmt: skip
    """Start both on a migrated database, on the morning of the day it `begins`.

    Lena and Luis are the L&D team; the bot is in #learning-team.
    """
    clock = MovableClock(OFFICE.at(begins, MORNING))
    workspace = Workspace(now=clock.now, team_id=team_id)
    workspace.install(manifest())
    async with (
        PracticeServer(workspace, calls=recordings[0], payloads=recordings[1], monotonic=_hurried) as server,
        running(settings_of(workspace, server, url), clock, pacing()) as bot,
        _reached(bot, workspace, transport),
    ):
        _tell_what_was_noted(bot, workspace)
        with closing(Town(workspace, server, bot, clock, url)) as town:
            town.let_bot_in("#learning-team")
            yield town


def _tell_what_was_noted(bot: Bot, workspace: Workspace) -> None:
    """Have whoever waits for the workspace look again when the outbox went on, too: it does so after Slack did."""
    wake, loop = bot.deps.store.on_planned, asyncio.get_running_loop()

    def planned() -> None:
        wake()
        loop.call_soon_threadsafe(workspace.changes.tell)

    bot.deps.store.on_planned = planned


def settings_of(workspace: Workspace, server: PracticeServer, url: str) -> Settings:
    """What a bot of this town is told when it starts."""
    partners = [workspace.member(key).id for key in ("lena", "luis")]
    return Settings.model_validate(
        {
            "slack_bot_token": workspace.bot_token,
            "slack_app_token": workspace.app_token,
            "slack_signing_secret": workspace.signing_secret,
            "slack_api_url": server.api_url,
            "database_url": url,
            "touchpoint_keys": keys_of(url),
            "touchpoint_lnd_channel": workspace.conversation("#learning-team").id,
            "touchpoint_lnd_partners": ",".join(partners),
        }
    )


def _hurried() -> float:
    """The seconds of rate limits: fifty times as fast as real ones, for bot and workspace alike."""
    return monotonic() * PACE


def pacing() -> Pacing:
    return Pacing(_hurried, lambda seconds: asyncio.sleep(seconds / PACE))


def _reached(bot: Bot, workspace: Workspace, transport: Transport) -> AbstractAsyncContextManager[None]:
    return listening(bot, workspace.app_token) if transport == "socket" else _listening_over_http(bot, workspace)


@asynccontextmanager
async def _listening_over_http(bot: Bot, workspace: Workspace) -> AsyncIterator[None]:
    async with serving(web_app(bot, workspace.signing_secret), "127.0.0.1", 0) as port:
        workspace.use_http(f"http://127.0.0.1:{port}{EVENTS_PATH}")
        yield


def _unsaid(rows: Sequence[Row[Any]], now: datetime) -> list[Row[Any]]:
    waited_for = {row.key for row in rows if row.state not in SETTLED}
    return [row for row in rows if row.state == State.SENDING or _is_due(row, now, waited_for)]


def _is_due(row: Row[Any], now: datetime, waited_for: set[str]) -> bool:
    if row.state == State.SENT:
        return row.refresh_at is not None and row.refresh_at <= now
    if row.state == State.REMOVING:
        return True
    return row.state == State.DUE and row.due_at <= now and not {row.thread_key, row.after_key} & waited_for
