"""Logs: one line an entry, without tokens and without a word that people typed.

JSON where a machine reads them, colours where a person does.
"""

import logging
import re
import sys
import traceback
from collections.abc import Iterator
from typing import IO, Any, Final

import structlog
from structlog.typing import EventDict, ProcessorReturnValue, WrappedLogger

SECRETS: Final = re.compile(r"xox[a-z]+-[\w.-]+|xapp-[\w-]+|https://hooks\.slack\.com/\S+|ticket=[\w-]+")
PEOPLES_WORDS: Final = frozenset("text blocks body payload view problem question answer notes values metadata".split())
OURS: Final = frozenset("bot handlers messages scheduler".split())
NEEDLESS: Final = "`token` will be unused"


def configure(level: str, stream: IO[str] | None = None) -> None:
    """Log what has at least `level`, to `stderr` unless told; libraries, which quote messages, from WARNING on.

    Raises ValueError for a level that does not exist.
    """
    root = logging.getLogger()
    root.setLevel(level.upper())
    stream = stream or sys.stderr
    handler = logging.StreamHandler(stream)
    handler.addFilter(is_worth_reading)
    handler.setFormatter(_formatter(machine=not stream.isatty()))
    root.handlers[:] = [handler]


def is_worth_reading(record: logging.LogRecord) -> bool:
    """Say whether an entry is ours, or a library's warning about something that can be changed."""
    if NEEDLESS in record.getMessage():
        return False
    return record.levelno >= logging.WARNING or record.name.split(".")[0] in OURS


def without_peoples_words(_logger: WrappedLogger, _method: str, entry: EventDict) -> EventDict:
    """Drop the values that may hold what somebody typed."""
    return {key: value for key, value in entry.items() if key not in PEOPLES_WORDS}


def without_secrets(_logger: WrappedLogger, _method: str, line: ProcessorReturnValue) -> str:
    """Black out tokens and addresses that let whoever has them speak for the bot."""
    return SECRETS.sub("[redacted]", str(line))


def with_traceback(_logger: WrappedLogger, _method: str, entry: EventDict) -> EventDict:
    """Write an exception as its frames and the first line of what it says.

    Databases quote the values of a statement from the second line on.
    """
    found = entry.pop("exc_info", None)
    error = found[1] if isinstance(found, tuple) else found
    if isinstance(error, BaseException):
        entry["exception"] = "\n".join(_traceback(error))
    return entry


def _traceback(error: BaseException) -> Iterator[str]:
    if cause := error.__cause__ or (None if error.__suppress_context__ else error.__context__):
        yield from _traceback(cause)
    yield from (frame.rstrip() for frame in traceback.format_tb(error.__traceback__))
    first_line = next(iter(str(error).splitlines()), "")
    yield f"{type(error).__qualname__}: {first_line}"


def _formatter(*, machine: bool) -> structlog.stdlib.ProcessorFormatter:
    last: Any = structlog.processors.JSONRenderer() if machine else structlog.dev.ConsoleRenderer()
    own = structlog.stdlib.ProcessorFormatter
    return own(
        foreign_pre_chain=[
            structlog.stdlib.add_logger_name,
            structlog.stdlib.add_log_level,
            structlog.stdlib.ExtraAdder(),
            structlog.processors.TimeStamper(fmt="iso", utc=True),
        ],
        processors=[own.remove_processors_meta, without_peoples_words, with_traceback, last, without_secrets],
    )
