"""The one door to the database: it owns every transaction, off the event loop."""

from collections.abc import Callable, Sequence
from typing import Concatenate, ParamSpec, TypeVar, cast

from sqlalchemy import Engine
from sqlmodel import Session

from bot.domain.errors import Unavailable, Uncertain
from bot.store.connect import readers, writers
from bot.store.reader import Readers
from bot.store.writer import Writer

A = TypeVar("A")
P = ParamSpec("P")
T = TypeVar("T")


class Store:
    """Runs functions of a session in transactions; works that arrive together share one commit."""

    def __init__(self, url: str) -> None:
        """Open the database at an SQLAlchemy URL (`sqlite:///…` or `postgresql+psycopg://…`)."""
        self.on_planned: Callable[[], None] = lambda: None
        self._write_engine: Engine = writers(url)
        self._read_engine: Engine = readers(url)
        self._writer = Writer(self._write_engine, lambda: self.on_planned())
        self._readers = Readers(self._read_engine)
        self._writer.start()
        self._readers.start()

    async def run(self, work: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `work(session, …)` in a transaction and return its value once that is committed.

        What `work` raises rolls back its own changes alone and is raised here. `work` may be run again after a
        lost connection or a deadlock, even when its commit had its effect and only the answer was lost: it must
        depend on the session and its arguments only, and be safe to run twice or carry a delivery's key.
        Within three seconds raises Unavailable when the database does not answer and nothing is or will be done,
        and Uncertain when that is not known.
        """
        return cast(T, await self._writer.line.done(lambda session: work(session, *args, **kwargs)))

    async def run_together(self, work: Callable[[Session, Sequence[A]], Sequence[T | Exception]], item: A) -> T:
        """Run `work(session, items)` as `run` does, for this item and whatever others wait for the same `work`.

        It returns what came of each item; an exception among that is raised where the item came from.
        """
        return cast(T, await self._writer.line.done_together(work, item))

    async def read(self, work: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `work(session, …)` on a snapshot that is never committed, beside the writers.

        `work` may be run again. Raises Unavailable, never Uncertain, within three seconds when the database does not
        answer: nothing is changed either way.
        """
        try:
            return cast(T, await self._readers.line.done(lambda session: work(session, *args, **kwargs)))
        except Uncertain as error:
            raise Unavailable(error.reason) from None

    def close(self) -> None:
        """Finish what is queued and close every connection."""
        self._writer.line.close()
        self._writer.join()
        self._readers.close()
        self._write_engine.dispose()
        self._read_engine.dispose()
