"""The three touchpoints after a meeting, and when each is said."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.calendar import Calendar

POLL_OPEN_DAYS = 3
OPTIONS_MIN, OPTIONS_MAX, OPTION_MAX = 2, 5, 75
KIND = "touchpoints."
FARTHEST = timedelta(days=366)


class Touchpoint(StrEnum):
    """Which of the three."""

    RECAP = "recap"
    PLAN = "plan"
    ACKNOWLEDGEMENT = "acknowledgement"

    @property
    def before(self) -> tuple["Touchpoint", ...]:
        """Return those that are said before this one."""
        return tuple(Touchpoint)[: tuple(Touchpoint).index(self)]

    @property
    def after(self) -> tuple["Touchpoint", ...]:
        """Return those that are said after this one."""
        return tuple(Touchpoint)[tuple(Touchpoint).index(self) + 1 :]

    @property
    def kind(self) -> str:
        """Return what its messages are called in the outbox."""
        return f"{KIND}{self}"


KINDS = tuple(each.kind for each in Touchpoint)


@dataclass(frozen=True, slots=True)
class Timetable:
    """When a meeting's touchpoints are said, in UTC; the acknowledgement at the latest, and not before `earliest`."""

    recap: datetime
    plan: datetime
    poll_closes: datetime
    earliest: datetime
    latest: datetime

    @property
    def moments(self) -> dict[Touchpoint, datetime]:
        """Return when each is said at the latest."""
        return dict(zip(Touchpoint, (self.recap, self.plan, self.latest), strict=True))


def key(meeting_id: int, touchpoint: Touchpoint) -> str:
    """Return the business key of a touchpoint."""
    return f"meeting:{meeting_id}:{touchpoint}"


def note_key(meeting_id: int, touchpoint: Touchpoint) -> str:
    """Return the business key of the DM in which the partner sees a touchpoint ahead and steers it."""
    return f"{key(meeting_id, touchpoint)}:ahead"


def meeting_of(business_key: str) -> int:
    """Return the meeting that a touchpoint's business key names."""
    return int(business_key.split(":")[1])


def touchpoint_of(business_key: str) -> Touchpoint:
    """Return which touchpoint a business key names."""
    return Touchpoint(business_key.split(":")[2])


def timetable(now: datetime, days: Calendar, plan_after: int, acknowledge_after: int) -> Timetable:
    """Return when to say what for a meeting confirmed `now`: working days are counted from the day of the recap."""
    recap = days.next_open(now)
    first = days.today(recap)
    plan_day = days.after(first, plan_after)
    last = days.after(first, max(acknowledge_after, plan_after + 1))
    plan = days.at(plan_day, days.opens)
    return Timetable(
        recap=recap,
        plan=plan,
        poll_closes=poll_closing(plan, days.at(last, days.opens), days),
        earliest=days.at(days.after(plan_day, 1), days.opens),
        latest=days.at(last, days.opens),
    )


def poll_closing(plan: datetime, latest: datetime, days: Calendar) -> datetime:
    """Return when the poll of an action plan said at `plan` closes: before the acknowledgement at the latest."""
    plan_day = days.today(plan)
    poll_day = min(days.after(plan_day, POLL_OPEN_DAYS), days.before(days.today(latest), 1))
    return days.at(max(poll_day, plan_day), days.closes)


def ahead(due: datetime, days: Calendar) -> datetime:
    """Return when a partner sees a touchpoint ahead: when the working day before it begins."""
    return days.at(days.before(days.today(due), 1), days.opens)


def seen_ahead(due: datetime, days: Calendar, partner: Calendar, now: datetime) -> datetime:
    """Return when a partner sees what is said at `due` ahead, where that was settled just `now`.

    After the partner's hours it is when they work again, unless it is said before that.
    """
    works_at = partner.next_open(now)
    return max(ahead(due, days), works_at if works_at <= due else now)


def next_day(moment: datetime, days: Calendar) -> datetime:
    """Return when the working day after the day of `moment` begins."""
    return days.opening(days.after(days.today(moment), 1))


def turn(now: datetime, said_before: Iterable[datetime], days: Calendar) -> datetime:
    """Return when a touchpoint's turn comes at the earliest: `now` inside working hours, else the next opening.

    It comes on a working day after each of those that were `said_before` it, however late that was.
    """
    return days.next_open(max([now, *(next_day(each, days) for each in said_before)]))


def pushed(moments: Mapping[Touchpoint, datetime], days: Calendar) -> dict[Touchpoint, datetime]:
    """Return the moments with each at least a working day after the one before, as late as it was otherwise."""
    kept: dict[Touchpoint, datetime] = {}
    for which in Touchpoint:
        if which in moments:
            earliest = max((next_day(each, days) for each in kept.values()), default=moments[which])
            kept[which] = max(moments[which], earliest)
    return kept


def replanned(
    moments: Mapping[Touchpoint, datetime], before: Calendar, days: Calendar, now: datetime
) -> dict[Touchpoint, datetime]:
    """Return the moments for a department whose days or hours have changed: the same local days and times, if it works.

    What was to be said when work begins is said then; nothing is said before `now`, and the order stays.
    """
    return pushed({which: _again(moment, before, days, now) for which, moment in moments.items()}, days)


def _again(moment: datetime, before: Calendar, days: Calendar, now: datetime) -> datetime:
    day, clock = before.today(moment), before.clock(moment)
    return days.next_open(max(now, days.at(day, days.opens if clock == before.opens else clock)))


def postponement_problem(moment: datetime, before: datetime | None, days: Calendar, now: datetime) -> str | None:
    """Return why a touchpoint can't be put off to `moment`; `before` is when the one before it is, or was, said."""
    if moment <= now:
        return "in_the_past"
    if not days.is_open(moment):
        return "outside_hours"
    if before and moment < next_day(before, days):
        return "out_of_order"
    return "too_far" if moment > now + FARTHEST else None


def choices(texts: list[str]) -> tuple[str, ...]:
    """Return what a team can choose to start with: short, each once, none when there is no choice."""
    short = [text if len(text) <= OPTION_MAX else text[: OPTION_MAX - 1].rstrip() + "…" for text in texts]
    once = list({text.casefold(): text for text in short if text.strip()}.values())
    return tuple(once[:OPTIONS_MAX]) if len(once) >= OPTIONS_MIN else ()
