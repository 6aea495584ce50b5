"""Which follow-ups somebody is reminded of, or hears of, on a day."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session

from bot.domain.calendar import ONE_DAY
from bot.domain.followups import SOON_DAYS, FollowUpView, Status, overdue_key, reminder_key
from bot.services import followups_days
from bot.services.followups_views import views_of
from bot.store import followups, outbox
from bot.store.followups import FollowUp


def to_remind(
    session: Session, team_id: str, user_id: str, day: date, now: datetime, *, again: bool
) -> list[FollowUpView]:
    """Return what somebody is reminded of on `day`: what is due within two of their working days and not put off.

    Partners hear of what is late in a message of its own. There is nothing to remind of where all of it was said before
    and nothing is due that day. With `again`, also what was settled or put off since: the reminder stands in Slack and
    shows how things are now.
    """
    near = [
        row
        for row in followups.of_owner(session, team_id, user_id)
        if _is_near(session, row, user_id, day)
        and (_is_waiting(row, day) or (again and _settled_since(session, row, user_id, day)))
    ]
    is_news = again or any(_calls(session, row, user_id, day) for row in near)
    return views_of(session, near, now) if is_news else []


def late(
    session: Session, team_id: str, partner: str, day: date, now: datetime, *, again: bool, anew: bool = False
) -> list[FollowUpView]:
    """Return the open promises that a partner looks after and that were due before `day`; none where all is known.

    They are said `anew` to a partner who looks after one from today on. With `again`, also what was settled since: the
    message stands in Slack and shows how things are now.
    """
    found = [
        row
        for row in followups.due_before(session, team_id, partner, day)
        if row.status == Status.OPEN or (again and _settled_since(session, row, partner, day))
    ]
    is_news = again or anew or not all(_is_known(session, row) for row in found)
    return views_of(session, found, now) if is_news else []


def of_absent(
    session: Session, team_id: str, owner: str, ids: Sequence[int], now: datetime, *, again: bool
) -> list[FollowUpView]:
    """Return the promises that wait for somebody who is not there; with `again`, also what was seen to since."""
    rows = [row for each in ids if (row := followups.get(session, team_id, each))]
    waiting = [row for row in rows if again or (row.owner == owner and row.status == Status.OPEN)]
    return views_of(session, waiting, now)


def is_overtaken(session: Session, team_id: str, key: str, now: datetime) -> bool:
    """Say whether the next day's message of the same kind is due as well, as after a time when nothing was sent."""
    return outbox.is_overtaken(session, team_id, key, key.removesuffix(key.rsplit(":", 1)[-1]), now)


def _is_near(session: Session, row: FollowUp, user_id: str, day: date) -> bool:
    if row.snoozed_until == day:
        return True
    if row.due_on is None or (row.due_on < day and row.partner == user_id):
        return False
    days = followups_days.of_person(session, row.team_id, user_id)
    return row.due_on <= days.after(day, SOON_DAYS)


def _calls(session: Session, row: FollowUp, user_id: str, day: date) -> bool:
    """Say whether a promise is a reason to write on `day`: it is due, quiet until then, or was not spoken of yet."""
    if row.due_on is None or row.snoozed_until == day:
        return True
    days = followups_days.of_person(session, row.team_id, user_id)
    last = row.due_on if days.is_working_day(row.due_on) else days.before(row.due_on, 1)
    soon = reminder_key(user_id, days.before(row.due_on, SOON_DAYS))
    return day == last or not outbox.posted_since(session, row.team_id, soon)


def _is_known(session: Session, row: FollowUp) -> bool:
    """Say whether a partner heard that a promise is late."""
    late = row.due_on + ONE_DAY if row.due_on else None
    return late is not None and bool(outbox.posted_since(session, row.team_id, overdue_key(row.partner, late)))


def _is_waiting(row: FollowUp, day: date) -> bool:
    return row.status == Status.OPEN and (row.snoozed_until is None or row.snoozed_until <= day)


def _settled_since(session: Session, row: FollowUp, user_id: str, day: date) -> bool:
    ended = row.done_at or row.given_up_at
    return ended is None or followups_days.of_person(session, row.team_id, user_id).today(ended) >= day
