"""Socket Mode: two connections to Slack, each replaced by a new one before it is given up."""

import asyncio
import logging
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import asynccontextmanager
from typing import Final

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.app import Bot
from bot.link import Link, NotGreeted, Patience, opened

log = logging.getLogger(__name__)
LINKS: Final = 2
LONGEST_PAUSE: Final = 10.0
OPENING: Final = "apps.connections.open"


class Deaf(Exception):
    """Slack could not be heard for a minute, on any connection: a new process may do better."""


@asynccontextmanager
async def listening(bot: Bot, app_token: str, patience: Patience | None = None) -> AsyncIterator[None]:
    """Hear Slack over Socket Mode until the block ends; what was heard by then is acknowledged first.

    Raises SlackApiError, aiohttp.ClientError, TimeoutError or NotGreeted when Slack cannot be heard to begin with.
    Ends the block with Deaf when it could not be heard for a while.
    """
    patience = patience or Patience()
    try:
        async with asyncio.timeout(None) as hearing, aiohttp.ClientSession() as session:
            links = _Links(bot, session, app_token, patience, hearing)
            try:
                await links.open()
                yield
            finally:
                await links.close()
    except TimeoutError as error:
        if hearing.expired():
            raise Deaf from error
        raise


class _Links:
    """The open connections; `hearing` expires when there was none for long."""

    def __init__(
        self, bot: Bot, session: aiohttp.ClientSession, app_token: str, patience: Patience, hearing: asyncio.Timeout
    ) -> None:
        self._bot, self._session, self._app_token = bot, session, app_token
        self._patience, self._hearing = patience, hearing
        self._open: set[Link] = set()
        self._keepers: list[asyncio.Task[None]] = []
        self._tasks: set[asyncio.Task[None]] = set()

    async def open(self) -> None:
        for _ in range(LINKS):
            link = await self._opened()
            self._keepers.append(asyncio.create_task(self._keep(link)))

    async def close(self) -> None:
        for keeper in self._keepers:
            keeper.cancel()
        await asyncio.gather(*self._keepers, return_exceptions=True)
        for link in list(self._open):
            await link.leave()
        await asyncio.gather(*self._tasks)

    async def _keep(self, link: Link) -> None:
        """Have a connection in this place, for ever: the next one is heard before the last one is left."""
        loop = asyncio.get_running_loop()
        pauses = _pauses()
        while True:
            begun = loop.time()
            await link.ending.wait()
            log.info("a connection to Slack ends (%s); opening another", link.reason)
            self._bot.metrics.link_ended(link.reason)
            if loop.time() - begun >= (self._patience.steady if self._open else self._patience.alone):
                pauses = _pauses()
            last, link = link, await self._reopened(pauses)
            self._begin(last.linger())

    async def _reopened(self, pauses: Iterator[float]) -> Link:
        while True:
            await asyncio.sleep(next(pauses))
            try:
                return await self._opened()
            except Exception as error:
                log.warning("no connection to Slack yet: %s", _reason(error))
                await asyncio.sleep(self._held(error))

    def _held(self, error: Exception) -> float:
        headers = getattr(getattr(error, "response", None), "headers", {})
        if seconds := float(headers.get("Retry-After", 0)):
            self._bot.metrics.held(OPENING, seconds)
        return seconds

    async def _opened(self) -> Link:
        link = await opened(self._bot, self._session, self._app_token, self._patience)
        self._open.add(link)
        self._counted()
        self._begin(self._hear(link))
        return link

    async def _hear(self, link: Link) -> None:
        try:
            await link.hear()
        finally:
            self._open.discard(link)
            self._counted()

    def _counted(self) -> None:
        self._bot.metrics.links(len(self._open))
        deadline = asyncio.get_running_loop().time() + self._patience.deaf
        if not self._hearing.expired():
            self._hearing.reschedule(None if self._open else deadline)

    def _begin(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _reason(error: Exception) -> str:
    """Return Slack's word for it, or what happened to the line; never the address, which is a secret."""
    if isinstance(error, SlackApiError):
        return str(error.response.get("error", "no reason"))
    return str(error) if isinstance(error, NotGreeted) else type(error).__name__


def _pauses() -> Iterator[float]:
    """How long to wait before each attempt, in seconds: not at all, then ever longer."""
    yield 0.0
    pause = 1.0
    while True:
        yield pause
        pause = min(2 * pause, LONGEST_PAUSE)
