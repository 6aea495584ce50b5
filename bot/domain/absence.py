"""Whether somebody is away, as their Slack status tells."""

import re
from datetime import UTC, datetime
from typing import Final

# Slack offers these two by itself, as "Vacationing" and "Out sick"; people choose the others for the same.
AWAY: Final = frozenset(
    {":palm_tree:", ":desert_island:", ":beach_with_umbrella:", ":face_with_thermometer:", ":baby:"}
)
WORDS: Final = re.compile(
    r"\b(vacation(ing)?|on (holidays?|leave|pto)|(annual|parental|sick|maternity|paternity) leave|out sick|off sick"
    r"|out of (the )?office|ooo|pto|away until)\b",
    re.IGNORECASE,
)


def is_away(emoji: str, text: str) -> bool:
    """Say whether a status means that somebody does not work at all; a meeting or the way home does not."""
    return emoji in AWAY or WORDS.search(text) is not None


def ends(expiration: int) -> datetime | None:
    """Return when a status ends (seconds since 1970, as Slack gives it), aware, in UTC; None where nobody said."""
    return datetime.fromtimestamp(expiration, UTC) if expiration > 0 else None
