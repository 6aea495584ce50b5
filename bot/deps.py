"""What handlers and scheduler work with, put together once by the composition root."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlmodel import Session

from bot.clock import Clock
from bot.domain.approaches import Approach
from bot.domain.detective import Flow
from bot.domain.errors import Unavailable
from bot.domain.inbox import Delivery
from bot.domain.polls_library import Template
from bot.failpoints import Point, reach
from bot.keys import Keys
from bot.matching import Matcher
from bot.services import inbox
from bot.slack import Slack, SlackError
from bot.store.engine import Store
from messages.words import Words

A = TypeVar("A")
P = ParamSpec("P")
T = TypeVar("T")

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Deps:
    """The database, Slack, the wording, the clock, what finds similar needs, what L&D may change in files, and the keys
    of polls.

    What L&D may change are the questions of the detective, the approaches that suit a department, and the library of
    polls.
    """

    store: Store
    slack: Slack
    words: Words
    clock: Clock
    flow: Flow
    matcher: Matcher
    approaches: tuple[Approach, ...]
    keys: Keys
    library: tuple[Template, ...]
    _answers: set[asyncio.Task[None]] = field(default_factory=set)

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        return self.clock.now()

    async def once(self, delivery: Delivery, work: Callable[..., T], *values: Any) -> T:
        """Run `work(session, *values, now)` for a delivery of Slack, exactly once.

        Committed when this returns. Raises Duplicate when the delivery had its effect before, Unavailable when the
        database does not answer, and what `work` refuses.
        """
        done = await self.store.run(inbox.once, delivery, self.now(), work, *values)
        reach(Point.DELIVERY_COMMITTED)
        return done

    async def together(self, work: Callable[[Session, Sequence[A]], Sequence[T | Exception]], item: A) -> T:
        """Run `work(session, items)` for this item and those that arrive with it; it sees to it that each counts once.

        Committed when this returns. Raises Unavailable when the database does not answer, and what came of the item
        where that is an exception.
        """
        done = await self.store.run_together(work, item)
        reach(Point.DELIVERY_COMMITTED)
        return done

    async def read(self, work: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Read from the database without changing it."""
        return await self.store.read(work, *args, **kwargs)

    def answer(self, saying: Coroutine[Any, Any, object]) -> None:
        """Say something to the person who just acted, after the acknowledgement and without being waited for."""
        task = asyncio.create_task(said(saying))
        self._answers.add(task)
        task.add_done_callback(self._answers.discard)

    async def drain(self) -> None:
        """Wait until every answer under way is said."""
        await asyncio.gather(*self._answers)


async def said(saying: Coroutine[Any, Any, object]) -> None:
    """Wait until something is said to the person who acted; that it could not be is logged."""
    try:
        await saying
    except SlackError as error:
        log.warning("an answer could not be given: %s", error.code)
    except Unavailable as error:
        log.warning("an answer could not be given: %s", error.reason)
