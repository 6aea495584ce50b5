"""The files that L&D may change, where an installation has its own: the questions, and the approaches."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from bot.doctor.finding import Finding
from bot.domain.detective import FlowError
from bot.settings import Settings
from messages import approaches, detective

FILES: Final[dict[str, tuple[Callable[..., Any], str]]] = {
    detective.FILE: (detective.load, "questions"),
    approaches.FILE: (approaches.load, "approaches"),
}


def examine(settings: Settings) -> list[Finding]:
    """Say what is wrong with each such file; nothing where the original one is used."""
    own = settings.touchpoint_templates
    return [_examined(own, name) for name in FILES if own and (own / name).is_file()]


def _examined(own: Path, name: str) -> Finding:
    load, what = FILES[name]
    try:
        load(own=own)
    except FlowError as error:
        mend = f"Mend each, or take the file away to use the original {what}."
        return Finding(str(own / name), f"can't be used as the list of {what}", mend, error.mistakes)
    return Finding(str(own / name))
