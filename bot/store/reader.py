"""The threads that read: each work on a snapshot of its own, beside the writer."""

import time
from threading import Thread
from typing import Any, Final

from sqlalchemy import Engine
from sqlmodel import Session

from bot.store.outage import Outage, is_away, reason
from bot.store.waiting import Outcome, Waiting, Work, settle

THREADS: Final = 2


class Readers:
    """Serve one line with some threads; what a work changes is never kept."""

    def __init__(self, engine: Engine) -> None:
        """Read with `engine`."""
        self._engine = engine
        self._outage = Outage("read")
        self.line = Waiting(self._outage)
        self._threads = [Thread(target=self._serve, name="store-read", daemon=True) for _ in range(THREADS)]

    def start(self) -> None:
        """Begin to serve."""
        for thread in self._threads:
            thread.start()

    def close(self) -> None:
        """Finish what is in the line."""
        for _ in self._threads:
            self.line.close()
        for thread in self._threads:
            thread.join()

    def _serve(self) -> None:
        while work := self.line.next():
            while not work.is_settled:
                self._try(work)

    def _try(self, work: Work) -> None:
        try:
            value = self._snapshot(work)
        except BaseException as error:
            self._failed(work, error)
        else:
            self._outage.ended()
            settle([(work, Outcome(value))])

    def _snapshot(self, work: Work) -> Any:
        """Run the work; a connection that failed goes, and the other thread keeps its own."""
        with Session(self._engine, expire_on_commit=False) as session:
            try:
                return work.call(session)
            except BaseException as error:
                if is_away(error):
                    session.invalidate()
                raise

    def _failed(self, work: Work, error: BaseException) -> None:
        if not is_away(error):
            settle([(work, Outcome(error=error))])
            return
        pause = self._outage.began(error)
        if work.is_late:
            work.give_up(reason(error))
        else:
            time.sleep(pause)
