"""The days of a promise, and the days of whoever keeps it: they may work in another zone than the department."""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session

from bot.domain.calendar import Calendar
from bot.domain.departments import CLOSES, OPENS
from bot.services import departments, people, places
from bot.store.followups import FollowUp


def of_promise(session: Session, row: FollowUp) -> Calendar:
    """Return the working days that a promise counts in: its department's, else those of whoever answers for it."""
    return departments.of_person(session, row.team_id, row.channel_id, row.answers)


def of_promises(session: Session, found: Iterable[FollowUp]) -> dict[int, Calendar]:
    """Return the working days that promises count in, by id; those of one home are looked up once."""
    homes: dict[tuple[str | None, str], Calendar] = {}
    by_id = {}
    for row in found:
        home = (row.channel_id, row.answers)
        homes[home] = homes.get(home) or of_promise(session, row)
        by_id[row.id or 0] = homes[home]
    return by_id


def of_person(session: Session, team_id: str, user_id: str) -> Calendar:
    """Return when somebody works: office hours in their own zone, with the weekends and holidays of its country."""
    zone = people.timezone(session, team_id, user_id)
    return departments.working(zone, OPENS, CLOSES, places.country_of(zone))


def reachable(session: Session, team_id: str, user_id: str, now: datetime) -> datetime:
    """Return `now` where somebody works at that aware moment, else the next one at which they work again, in UTC.

    Where they are away and nobody said how long, it is the next working day.
    """
    days = of_person(session, team_id, user_id)
    if not people.is_away(session, team_id, user_id, now):
        return days.next_open(now)
    back = people.back_at(session, team_id, user_id)
    return days.next_open(back) if back else days.opening(days.after(days.today(now), 1))
