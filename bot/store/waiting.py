"""Works that wait for a thread with a connection: bounded in number, and each in time.

Slack waits three seconds for an acknowledgement. What cannot be done within two is given up while there is
time to say so, and is then never done behind the person's back.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from threading import Event, Lock
from time import monotonic
from typing import Any, Final

from sqlmodel import Session

from bot.domain.errors import Unavailable, Uncertain
from bot.store.outage import Outage

BUDGET_SECONDS: Final = 2.0
PATIENCE_SECONDS: Final = 2.6
MOST_WAITING: Final = 10_000
TOO_SLOW: Final = "it does not answer in time"

Together = Callable[[Session, Sequence[Any]], Sequence[Any]]


@dataclass(slots=True)
class Outcome:
    """What a work came to: a value, or why there is none."""

    value: Any = None
    error: BaseException | None = None


@dataclass(slots=True, eq=False)
class Work:
    """One caller's function of a session. `uncertain` once the answer to its commit was lost.

    Made in the event loop of the caller, who waits for its `answer`. Whoever claims it first has it: a thread that does
    it, or the caller who calls it off. With `together`, what it does for `item` can be done for several items at once:
    it returns what came of each, an exception where that is one.
    """

    call: Callable[[Session], Any]
    deadline: float
    together: Together | None = None
    item: Any = None
    uncertain: bool = False
    is_settled: bool = False
    answer: asyncio.Future[Any] = field(default_factory=lambda: asyncio.get_running_loop().create_future())
    _unclaimed: Lock = field(default_factory=Lock)

    def claim(self) -> bool:
        """Say whether the work is whose who asks; it is from the first time on, and never again."""
        return self._unclaimed.acquire(blocking=False)

    def give_up(self, reason: str) -> None:
        """Tell the caller that the database did not answer in time."""
        settle([(self, Outcome(error=Uncertain(reason) if self.uncertain else Unavailable(reason)))])

    @property
    def is_late(self) -> bool:
        """Say whether the time in which this may be tried is over."""
        return monotonic() > self.deadline


class Waiting:
    """The line before some threads: callers put works in and wait, threads take them out."""

    def __init__(self, outage: Outage) -> None:
        """Begin with nobody in the line; works whose turn comes too late are told to the `outage`."""
        self._outage = outage
        self._arrived: list[Work] = []
        self._queue: SimpleQueue[Work | None] = SimpleQueue()

    async def done(self, call: Callable[[Session], Any]) -> Any:
        """Return what a thread got from `call`. Raises as `wait_for` does."""
        return await self.wait_for(Work(call, monotonic() + BUDGET_SECONDS))

    async def done_together(self, together: Together, item: Any) -> Any:
        """Return what a thread got from `together` for this item, maybe with others. Raises as `wait_for` does."""

        def alone(session: Session) -> Any:
            [outcome] = together(session, [item])
            if isinstance(outcome, Exception):
                raise outcome
            return outcome

        return await self.wait_for(Work(alone, monotonic() + BUDGET_SECONDS, together, item))

    async def wait_for(self, work: Work) -> Any:
        """Put a work into the line, and return what a thread got from it.

        Raises Unavailable when it is not done and will not be: the line is too long, or it was not begun in time;
        Uncertain when a thread is still at it.
        """
        if self._queue.qsize() + len(self._arrived) >= MOST_WAITING:
            raise Unavailable(TOO_SLOW)
        self._arrive(work)
        try:
            async with asyncio.timeout(PATIENCE_SECONDS) as limit:
                return await work.answer
        except (TimeoutError, asyncio.CancelledError):
            is_called_off = work.claim()
            if not limit.expired():
                raise
            self._outage.began(Unavailable(TOO_SLOW))
            raise (Unavailable if is_called_off else Uncertain)(TOO_SLOW) from None

    def next(self) -> Work | None:
        """Wait for a work that has time left, and take it; None once the line is closed."""
        while (work := self._queue.get()) is not None:
            if self._begun(work):
                return work
        return None

    def next_at_once(self) -> Work | None:
        """Take a work that has time left; None where there is none, or the line is closed."""
        try:
            while (work := self._queue.get_nowait()) is not None:
                if self._begun(work):
                    return work
        except Empty:
            return None
        self._queue.put(None)
        return None

    def close(self) -> None:
        """Let one thread end, once it has taken what was put in before."""
        self._let_in()
        self._queue.put(None)

    def _arrive(self, work: Work) -> None:
        """Put it in once the event loop has gone round, with all that arrives until then: to be done at once."""
        if not self._arrived:
            work.answer.get_loop().call_soon(self._let_in)
        self._arrived.append(work)

    def _let_in(self) -> None:
        for work in self._arrived:
            self._queue.put(work)
        self._arrived.clear()

    def _begun(self, work: Work) -> bool:
        if not work.claim():
            return False
        if work.is_late:
            work.give_up(TOO_SLOW)
            self._outage.began(Unavailable(TOO_SLOW))
        return not work.is_settled


def settle(settled: Sequence[tuple[Work, Outcome]]) -> Event:
    """Answer the callers, from a thread, and return what is set once they have gone on."""
    went_on = Event()
    for work, _ in settled:
        work.is_settled = True
    try:
        settled[0][0].answer.get_loop().call_soon_threadsafe(_answer, settled, went_on)
    except RuntimeError:  # the loop is closed, so nobody waits there any more
        went_on.set()
    return went_on


def _answer(settled: Sequence[tuple[Work, Outcome]], went_on: Event) -> None:
    for work, outcome in settled:
        if work.answer.done():
            continue
        if outcome.error is None:
            work.answer.set_result(outcome.value)
        else:
            work.answer.set_exception(outcome.error)
    asyncio.get_running_loop().call_soon(went_on.set)
