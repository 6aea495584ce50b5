"""The one door to the database: it owns every transaction, off the event loop."""

import asyncio
import logging
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Concatenate, Final, ParamSpec, TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from bot.store.connect import readers, writers

P = ParamSpec("P")
T = TypeVar("T")

log = logging.getLogger(__name__)
BATCH: Final = 64
ATTEMPTS: Final = 3


@dataclass(slots=True)
class Work:
    """One caller's function, waiting for its turn in a transaction."""

    call: Callable[[Session], Any]
    future: Future[Any]


@dataclass(slots=True)
class Outcome:
    """What a piece of work came to inside its savepoint; it counts only once the batch is committed."""

    value: Any = None
    error: Exception | None = None


class Store:
    """Runs functions of a session in transactions; works that arrive together share one commit."""

    def __init__(self, url: str) -> None:
        """Open the database at an SQLAlchemy URL (`sqlite:///…` or `postgresql+psycopg://…`)."""
        self._write_engine: Engine = writers(url)
        self._read_engine: Engine = readers(url)
        self._queue: queue.SimpleQueue[Work | None] = queue.SimpleQueue()
        self._readers = ThreadPoolExecutor(2, thread_name_prefix="store-read")
        self._writer = threading.Thread(target=self._write, name="store-write", daemon=True)
        self._writer.start()
        self.on_planned: Callable[[], None] = lambda: None

    async def run(self, work: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `work(session, …)` in a transaction and return its value once that is committed.

        What `work` raises rolls back its own changes alone and is raised here. `work` may be run again after a
        lost connection or a deadlock, so it must depend on the session and its arguments only.
        """
        future: Future[T] = Future()
        self._queue.put(Work(lambda session: work(session, *args, **kwargs), future))
        return await asyncio.wrap_future(future)

    async def read(self, work: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `work(session, …)` on a snapshot that is never committed, beside the writers."""

        def snapshot() -> T:
            with Session(self._read_engine, expire_on_commit=False) as session:
                return work(session, *args, **kwargs)

        return await asyncio.get_running_loop().run_in_executor(self._readers, snapshot)

    def close(self) -> None:
        """Finish what is queued and close every connection."""
        self._queue.put(None)
        self._writer.join()
        self._readers.shutdown()
        self._write_engine.dispose()
        self._read_engine.dispose()

    def _write(self) -> None:
        while (first := self._queue.get()) is not None:
            batch = [first]
            while len(batch) < BATCH and not self._queue.empty():
                if (work := self._queue.get()) is None:
                    self._queue.put(None)
                    break
                batch.append(work)
            self._commit([work for work in batch if work.future.set_running_or_notify_cancel()])

    def _commit(self, batch: list[Work], attempt: int = 1) -> None:
        if not batch:
            return
        try:
            outcomes, planned = self._transaction(batch)
        except Exception as error:
            self._recover(batch, attempt, error)
            return
        for work, outcome in zip(batch, outcomes, strict=True):
            if outcome.error:
                work.future.set_exception(outcome.error)
            else:
                work.future.set_result(outcome.value)
        if planned:
            self.on_planned()

    def _transaction(self, batch: list[Work]) -> tuple[list[Outcome], bool]:
        with Session(self._write_engine, expire_on_commit=False) as session:
            session.connection()
            outcomes = [_savepoint(session, work) for work in batch]
            session.commit()
            return outcomes, bool(session.info.get("planned"))

    def _recover(self, batch: list[Work], attempt: int, error: Exception) -> None:
        if len(batch) > 1:
            for work in batch:
                self._commit([work])
        elif attempt < ATTEMPTS and isinstance(error, DBAPIError):
            log.warning("transaction failed, trying again: %s", type(error.orig).__name__)
            self._commit(batch, attempt + 1)
        else:
            batch[0].future.set_exception(error)


def _savepoint(session: Session, work: Work) -> Outcome:
    try:
        with session.begin_nested():
            return Outcome(value=work.call(session))
    except DBAPIError as error:
        if error.connection_invalidated or _lost_race(error):
            raise
        return Outcome(error=error)
    except Exception as error:
        return Outcome(error=error)


def _lost_race(error: DBAPIError) -> bool:
    return getattr(error.orig, "sqlstate", None) in {"40001", "40P01"}
