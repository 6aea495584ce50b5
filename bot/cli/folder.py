"""The folder that the practice workspace is kept in between runs."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Final

from alembic.util.exc import CommandError
from sqlalchemy.exc import DatabaseError, OperationalError

from bot.cli.problems import CannotRun, first_line
from bot.cli.stage import AHEAD, Stage
from bot.clock import MovableClock
from bot.practice.saved import InUse, Saved, Unreadable

DATABASE: Final = "practice.db"
WORKSPACE: Final = "workspace.db"
ASIDE: Final = "set-aside"

Say = Callable[[str], None]


@asynccontextmanager
async def kept(folder: Path, say: Say, *, fresh: bool = False, haste: float = 1.0) -> AsyncIterator[Stage]:
    """Open the stage that is kept in a folder, as it was left, its clock included; `fresh` begins anew.

    What cannot be read is set aside, `say` gets a sentence about it, and everything begins anew. Raises CannotRun
    where another process has the folder.
    """
    stage = await _opened(folder, say, fresh, haste)
    try:
        yield stage
    finally:
        await stage.end()


async def _opened(folder: Path, say: Say, fresh: bool, haste: float) -> Stage:
    try:
        return await _begun(folder, fresh, haste)
    except InUse as error:
        raise CannotRun(f"Another practice workspace is kept in {folder}: stop that one first.") from error
    except OperationalError:
        raise
    except (Unreadable, DatabaseError, CommandError) as error:
        aside = _set_aside(folder)
        say(f"What was kept in {folder} cannot be read ({first_line(error)}). It is in {aside} now; all begins anew.")
    return await _begun(folder, fresh, haste)


async def _begun(folder: Path, fresh: bool, haste: float) -> Stage:
    saved = _saved(folder)
    try:
        if fresh:
            saved.forget()
        ahead = timedelta(seconds=float(saved.noted(AHEAD) or 0))
        stage = Stage(f"sqlite:///{folder / DATABASE}", MovableClock(ahead=ahead), haste=haste, saved=saved)
        await stage.begin()
    except BaseException:
        saved.close()
        raise
    return stage


def _saved(folder: Path) -> Saved:
    folder.mkdir(parents=True, exist_ok=True)
    return Saved(folder / WORKSPACE)


def _set_aside(folder: Path) -> Path:
    """Move both sides away, in place of what was set aside before."""
    aside = folder / ASIDE
    aside.mkdir(exist_ok=True)
    for old in aside.iterdir():
        old.unlink()
    for name in (DATABASE, WORKSPACE):
        for file in folder.glob(f"{name}*"):
            file.rename(aside / file.name)
    return aside
