"""The files that L&D may change, where an installation has its own: the questions, the approaches, the polls."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final

from bot.doctor.finding import Finding
from bot.domain.detective import FlowError
from bot.settings import Settings
from messages import approaches, detective, polls_library

FILES: Final[dict[str, tuple[Callable[..., Any], str]]] = {
    detective.FILE: (detective.load, "questions"),
    approaches.FILE: (approaches.load, "approaches"),
}


def examine(settings: Settings) -> list[Finding]:
    """Say what is wrong with each such file; nothing where the original one is used."""
    own = settings.touchpoint_templates
    if own is None:
        return []
    lists = [_examined(own / name, partial(load, own=own), f"the list of {what}") for name, (load, what) in _there(own)]
    polls = [_examined(path, partial(polls_library.read, path), "a poll") for path in polls_library.files_in(own)]
    return lists + polls


def _there(own: Path) -> list[tuple[str, tuple[Callable[..., Any], str]]]:
    return [(name, read) for name, read in FILES.items() if (own / name).is_file()]


def _examined(path: Path, read: Callable[[], Any], used_as: str) -> Finding:
    try:
        read()
    except FlowError as error:
        mend = "Mend each, or take the file away to use the original."
        return Finding(str(path), f"can't be used as {used_as}", mend, error.mistakes)
    return Finding(str(path))
