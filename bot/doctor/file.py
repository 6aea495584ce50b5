"""What can be wrong with the file of a SQLite database: little room on its disk, and several bots."""

import shutil
from pathlib import Path
from typing import Final

from sqlalchemy.engine import make_url

from bot.doctor.finding import Finding

LEAST_ROOM: Final = 200 * 1024**2
PROCESSES: Final = Path("/proc")


def examine(url: str, least_room: int = LEAST_ROOM) -> list[Finding]:
    """Look at the file of a database at an SQLAlchemy URL, which is there; another database has nothing to see."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return []
    file = Path(parsed.database or "").resolve()
    return [_room(file, least_room), _programs(file)]


def _room(file: Path, least: int) -> Finding:
    free = shutil.disk_usage(file.parent).free
    wrong = f"has {free // 1024**2} MB left" if free < least else ""
    return Finding("Disk of the database", wrong, "Make room before it is full: then nothing can be kept.")


def _programs(file: Path) -> Finding:
    """Count the programs that have it open, where the system lists them; this one is not counted."""
    held = sorted(int(process.name) for process in PROCESSES.glob("[0-9]*") if _holds(process, file))
    wrong = f"is open in several programs (process {', '.join(map(str, held))})" if len(held) > 1 else ""
    return Finding("Database file", wrong, "Run one bot on a SQLite file; several bots need PostgreSQL.")


def _holds(process: Path, file: Path) -> bool:
    if process.resolve().name == (PROCESSES / "self").resolve().name:
        return False
    try:
        return any(handle.resolve() == file for handle in (process / "fd").iterdir())
    except OSError:
        return False
