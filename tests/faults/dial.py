"""A clock of running programs that somebody sets wrong, and right again."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

DIAL: Final = "DIAL"


class Dial:
    """The right time, and how far it goes wrong: so many seconds, which stand in a file."""

    def __init__(self, file: Path) -> None:
        """Look at the `file` each time; while there is none the clock is right."""
        self._file = file

    @property
    def environment(self) -> dict[str, str]:
        """What a program that lives by this clock has in the environment."""
        return {DIAL: str(self._file)}

    def now(self) -> datetime:
        """Return the moment that it shows, aware, in UTC."""
        return datetime.now(UTC) + self.ahead

    @property
    def ahead(self) -> timedelta:
        """How far it goes wrong."""
        return timedelta(seconds=float(self._file.read_text()) if self._file.exists() else 0.0)

    def turn(self, seconds: float) -> None:
        """Set the clock so many seconds ahead of the right time."""
        draft = self._file.with_suffix(".draft")
        draft.write_text(f"{seconds}")
        draft.rename(self._file)
