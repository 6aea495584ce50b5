"""The one thread that writes: works that arrive together share a transaction and its commit."""

import logging
import time
from collections import deque
from collections.abc import Callable, Iterator
from itertools import groupby
from threading import Thread
from typing import Any, Final

from sqlalchemy import Engine, event
from sqlmodel import Session

from bot.store.outage import Outage, is_away, reason
from bot.store.waiting import Outcome, Together, Waiting, Work, settle

log = logging.getLogger(__name__)
BATCH: Final = 64
# Two threads that have something to do take Python from each other all the time: the callers of a batch go on first.
GOING_ON_SECONDS: Final = 0.05
LINGER_SECONDS: Final = 0.002
LINGERS: Final = 4


class Writer(Thread):
    """Commits what is in the line. After a failure it goes on with one work at a time, then with twice as many."""

    def __init__(self, engine: Engine, on_planned: Callable[[], None]) -> None:
        """Write with `engine`; call `on_planned` in this thread after a commit that planned messages."""
        super().__init__(name="store-write", daemon=True)
        self._engine = engine
        self._has_written = False
        event.listen(engine, "after_cursor_execute", self._note)
        self._on_planned = on_planned
        self._outage = Outage("written")
        self.line = Waiting(self._outage)
        self._again: deque[Work] = deque()
        self._room = BATCH
        self._crowd = 0

    def run(self) -> None:
        """Serve the line until it is closed and everything before that is settled."""
        while batch := self._batch():
            try:
                self._commit(batch)
            except Exception:
                log.exception("the writer stumbled and goes on")

    def _batch(self) -> list[Work]:
        """Take what is tried next: at least one work, unless the line is closed.

        A commit for one costs nearly as much as for many, so in a crowd the first does not go before the others: as
        long as there are fewer than half of those who went last, more are waited for, a few milliseconds.
        """
        batch = [self._again.popleft() for _ in range(min(self._room, len(self._again)))]
        if not batch and (first := self.line.next()):
            batch.append(first)
        self._fill(batch)
        for _ in range(LINGERS):
            if batch and len(batch) < min(self._crowd // 2, self._room):
                time.sleep(LINGER_SECONDS)
                self._fill(batch)
        self._crowd = len(batch)
        return batch

    def _fill(self, batch: list[Work]) -> None:
        while batch and len(batch) < self._room and (work := self.line.next_at_once()):
            batch.append(work)

    def _commit(self, batch: list[Work]) -> None:
        try:
            outcomes, planned = self._transaction(batch)
        except BaseException as error:
            self._failed(batch, error)
            return
        if self._has_written:
            self._outage.ended()
        self._room = min(2 * self._room, BATCH)
        went_on = settle(list(zip(batch, outcomes, strict=True)))
        if planned:
            self._on_planned()
        went_on.wait(GOING_ON_SECONDS)

    def _transaction(self, batch: list[Work]) -> tuple[list[Outcome], bool]:
        self._has_written = False
        with Session(self._engine, expire_on_commit=False) as session:
            session.connection()
            groups = list(_alike(batch))
            outcomes = [outcome for each in groups for outcome in _outcomes(session, each, is_all=len(groups) == 1)]
            try:
                session.commit()
            except Exception as error:
                for work in batch:
                    work.uncertain = work.uncertain or is_away(error)
                raise
            return outcomes, bool(session.info.get("planned"))

    def _note(self, _connection: Any, _cursor: Any, _statement: Any, _values: Any, context: Any, _many: Any) -> None:
        """Note that a statement could write: a transaction that only reads is committed on a read-only database too."""
        self._has_written = self._has_written or context.isinsert or context.isupdate or context.isdelete

    def _failed(self, batch: list[Work], error: BaseException) -> None:
        self._room = 1
        self._engine.dispose()
        if is_away(error):
            pause = self._outage.began(error)
            self._put_back(batch)
            self._give_up_late(reason(error))
            time.sleep(pause)
            self._give_up_late(reason(error))
        elif len(batch) > 1:
            self._put_back(batch)
        else:
            settle([(batch[0], Outcome(error=error))])

    def _put_back(self, batch: list[Work]) -> None:
        """Keep works to try them again; one that failed alone lets the others go first."""
        if len(batch) == 1:
            self._again.extend(batch)
        else:
            self._again.extendleft(reversed(batch))

    def _give_up_late(self, why: str) -> None:
        for work in self._again:
            if work.is_late:
                work.give_up(why)
        self._again = deque(work for work in self._again if not work.is_settled)


def _alike(batch: list[Work]) -> Iterator[list[Work]]:
    """Put works side by side that can be done at once."""
    return (list(works) for _, works in groupby(batch, key=lambda work: work.together or work))


def _outcomes(session: Session, works: list[Work], *, is_all: bool) -> list[Outcome]:
    """Do works that are alike at once; when that fails, one after the other, so that one can't spoil the others.

    Where they are all of the transaction, it needs no savepoint: it fails as a whole, and its works are tried alone.
    """
    together = works[0].together
    if together is None or len(works) == 1:
        return [_savepoint(session, work) for work in works]
    if is_all:
        return _at_once(session, together, works)
    try:
        with session.begin_nested():
            return _at_once(session, together, works)
    except BaseException as error:
        if is_away(error):
            raise
        return [_savepoint(session, work) for work in works]


def _at_once(session: Session, together: Together, works: list[Work]) -> list[Outcome]:
    return [_outcome(value) for value in together(session, [work.item for work in works])]


def _outcome(value: Any) -> Outcome:
    return Outcome(error=value) if isinstance(value, Exception) else Outcome(value=value)


def _savepoint(session: Session, work: Work) -> Outcome:
    try:
        with session.begin_nested():
            return Outcome(value=work.call(session))
    except BaseException as error:
        if is_away(error):
            raise
        return Outcome(error=error)
