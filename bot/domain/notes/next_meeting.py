"""When the next meeting is, and which promises are due by then."""

import re
from collections.abc import Iterable
from datetime import date

from bot.domain.notes.dates import Viewpoint, due_in
from bot.domain.notes.outline import Item

MEETING = r"(?:meeting|call|sync|session|catch-?up|1:1|one-on-one|time|one)"
ANNOUNCED = re.compile(
    rf"(?:^|[.;]\s+)(?:(?:the )?date(?: and time)? (?:of|for) )?(?:the |our )?next (?:\w+ )?{MEETING}\b([^.;]*)",
    re.IGNORECASE,
)  # "Date of next meeting: 9 June"
LATEST = re.compile(rf"(?!after)\b(?:next|following|upcoming) (?:\w+ )?{MEETING}\b|before we meet", re.IGNORECASE)
AFTER = re.compile(r"after\b", re.IGNORECASE)


def announced(items: Iterable[Item], seen: Viewpoint) -> date | None:
    """The day of the next meeting as the notes tell it, in one line or under a heading; None when they do not."""
    below = False
    for item in items:
        found = ANNOUNCED.search(item.text)
        if found or below:
            day = due_in(f"on {(found[1] if found else item.text).strip(' :–—-,')}", seen.day, seen.month_first)[0]
            if day and day > seen.day:
                return day
        below = bool(found and not found[1].strip(" :")) or (below and not item.is_heading)
    return None


def is_due_by_then(words: str | None) -> bool:
    """Whether due words such as "before the next meeting" mean the day of it."""
    return bool(words and LATEST.search(words)) and not AFTER.match(words or "")
