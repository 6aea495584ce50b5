"""The three touchpoints after a meeting, and when each is said."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.calendar import Calendar

POLL_OPEN_DAYS = 3
OPTIONS_MIN, OPTIONS_MAX, OPTION_MAX = 2, 5, 75


class Touchpoint(StrEnum):
    """Which of the three."""

    RECAP = "recap"
    PLAN = "plan"
    ACKNOWLEDGEMENT = "acknowledgement"

    @property
    def before(self) -> tuple["Touchpoint", ...]:
        """Return those that are said before this one."""
        return tuple(Touchpoint)[: tuple(Touchpoint).index(self)]


@dataclass(frozen=True, slots=True)
class Timetable:
    """When a meeting's touchpoints are said, in UTC; the acknowledgement at the latest, and not before `earliest`."""

    recap: datetime
    plan: datetime
    poll_closes: datetime
    earliest: datetime
    latest: datetime


@dataclass(frozen=True, slots=True)
class ComingTouchpoint:
    """A touchpoint that is planned, as App Home shows it."""

    meeting_id: int
    touchpoint: Touchpoint
    channel_id: str
    due_at: datetime


def key(meeting_id: int, touchpoint: Touchpoint) -> str:
    """Return the business key of a touchpoint."""
    return f"meeting:{meeting_id}:{touchpoint}"


def meeting_of(business_key: str) -> int:
    """Return the meeting that a touchpoint's business key names."""
    return int(business_key.split(":")[1])


def timetable(now: datetime, days: Calendar, plan_after: int, acknowledge_after: int) -> Timetable:
    """Return when to say what for a meeting confirmed `now`: working days are counted from the day of the recap."""
    recap = days.next_open(now)
    first = days.today(recap)
    plan_day = days.after(first, plan_after)
    last = days.after(first, max(acknowledge_after, plan_after + 1))
    poll_day = min(days.after(plan_day, POLL_OPEN_DAYS), days.before(last, 1))
    return Timetable(
        recap=recap,
        plan=days.at(plan_day, days.opens),
        poll_closes=days.at(max(poll_day, plan_day), days.closes),
        earliest=days.at(days.after(plan_day, 1), days.opens),
        latest=days.at(last, days.opens),
    )


def choices(texts: list[str]) -> tuple[str, ...]:
    """Return what a team can choose to start with: short, each once, none when there is no choice."""
    short = [text if len(text) <= OPTION_MAX else text[: OPTION_MAX - 1].rstrip() + "…" for text in texts]
    once = list({text.casefold(): text for text in short if text.strip()}.values())
    return tuple(once[:OPTIONS_MAX]) if len(once) >= OPTIONS_MIN else ()
