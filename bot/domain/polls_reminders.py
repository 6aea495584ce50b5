"""When those who have not answered a poll are reminded, once, and how."""

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain.calendar import Calendar

MOST_IN_PRIVATE: Final = 100


def remind_at(opens_at: datetime, closes_at: datetime, days: Calendar) -> datetime:
    """Return when to remind of a poll, in UTC: a working day before it closes, and not before half of its time."""
    local = closes_at.astimezone(ZoneInfo(days.timezone))
    return max(days.at(days.before(local.date(), 1), local.time()), opens_at + (closes_at - opens_at) / 2)


def said_at(now: datetime, closes_at: datetime | None, opens: datetime) -> datetime:
    """Return when to say it to somebody who works again from `opens` on: then, unless the poll is over by then."""
    return opens if closes_at is None or opens < closes_at else now


def reminder_key(poll_key: str, to: str = "") -> str:
    """Return the business key of the reminder to one person, or of the one to everybody in the poll's thread."""
    return f"{poll_key}:reminder:{to}" if to else f"{poll_key}:reminder"
