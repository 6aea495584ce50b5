"""Times without the database: which errors mean that, and one line in the log instead of thousands."""

import logging
import sqlite3
from collections.abc import Iterator
from time import monotonic
from typing import Final

from sqlalchemy.exc import DBAPIError, OperationalError

log = logging.getLogger(__name__)
FIRST_PAUSE: Final = 0.05
LONGEST_PAUSE: Final = 0.2
QUIET_SECONDS: Final = 60.0
WORTH_TELLING: Final = 1.0

OWN_FAULTS: Final = frozenset(
    {
        sqlite3.SQLITE_ERROR,
        sqlite3.SQLITE_TOOBIG,
        sqlite3.SQLITE_CONSTRAINT,
        sqlite3.SQLITE_MISMATCH,
        sqlite3.SQLITE_MISUSE,
        sqlite3.SQLITE_RANGE,
    }
)
AWAY_CLASSES: Final = ("08", "40", "53", "57", "58")
AWAY_STATES: Final = frozenset({"25006", "25P03", "55P03"})


class Outage:
    """Follows one way to the database, such as its writing; says when it is closed and when it is open again."""

    def __init__(self, what: str) -> None:
        """Name `what` cannot be done meanwhile: `written`, `read`."""
        self._what = what
        self._since: float | None = None
        self._quiet_until = 0.0
        self._pause = FIRST_PAUSE

    def began(self, error: BaseException) -> float:
        """Note a failure; return the seconds to wait before the next try. At most one line a minute is logged."""
        now = monotonic()
        self._since = self._since or now
        if now >= self._quiet_until:
            self._quiet_until = now + QUIET_SECONDS
            log.warning("the database cannot be %s, trying again: %s", self._what, reason(error))
        pause, self._pause = self._pause, min(2 * self._pause, LONGEST_PAUSE)
        return pause

    def ended(self) -> None:
        """Note a success."""
        if self._since is None:
            return
        lasted, self._since, self._pause = monotonic() - self._since, None, FIRST_PAUSE
        if lasted >= WORTH_TELLING:
            log.warning("the database can be %s again after %.0f seconds", self._what, lasted)


def is_away(error: BaseException) -> bool:
    """Say whether the database failed rather than the work: trying the same again later can help.

    Codes: https://www.sqlite.org/rescode.html, https://www.postgresql.org/docs/current/errcodes-appendix.html.
    """
    return any(isinstance(each, DBAPIError) and _is_away(each) for each in _causes(error))


def reason(error: BaseException) -> str:
    """Return the first line of what the database said first; the statement and its values come after it."""
    found = next((each for each in reversed(list(_causes(error))) if isinstance(each, DBAPIError)), error)
    said = getattr(found, "orig", None) or found
    return next(iter(str(said).splitlines()), type(said).__name__)


def _is_away(error: DBAPIError) -> bool:
    if isinstance(error.orig, sqlite3.Error):
        return _primary(error.orig) not in OWN_FAULTS
    state = getattr(error.orig, "sqlstate", None)
    if state is None:
        return error.connection_invalidated or isinstance(error, OperationalError)
    return error.connection_invalidated or state.startswith(AWAY_CLASSES) or state in AWAY_STATES


def _primary(error: sqlite3.Error) -> int:
    """Return the primary result code; errors of the driver itself carry none and are mistakes of ours."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_MISUSE) & 0xFF


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
