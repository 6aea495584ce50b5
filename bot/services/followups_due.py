"""Which follow-ups somebody is reminded of, or hears of, on a day."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session

from bot.domain.followups import SOON_DAYS, FollowUpView, Status
from bot.services import followups_days
from bot.services.followups_views import views_of
from bot.store import followups, outbox
from bot.store.followups import FollowUp


def to_remind(
    session: Session, team_id: str, user_id: str, day: date, now: datetime, *, again: bool
) -> list[FollowUpView]:
    """Return what somebody is reminded of on `day`: what is due within two of their working days and not put off.

    Partners hear of what is late in a message of its own. With `again`, also what was settled or put off since: the
    reminder stands in Slack and shows how things are now.
    """
    near = [
        row
        for row in followups.of_owner(session, team_id, user_id)
        if _is_near(session, row, user_id, day)
        and (_is_waiting(row, day) or (again and _settled_since(session, row, user_id, day)))
    ]
    return views_of(session, near, now)


def late(session: Session, team_id: str, partner: str, day: date, now: datetime, *, again: bool) -> list[FollowUpView]:
    """Return the open promises that a partner looks after and that were due before `day`.

    With `again`, also what was settled since: the message stands in Slack and shows how things are now.
    """
    found = [
        row
        for row in followups.due_before(session, team_id, partner, day)
        if row.status == Status.OPEN or (again and _settled_since(session, row, partner, day))
    ]
    return views_of(session, found, now)


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


def _is_waiting(row: FollowUp, day: date) -> bool:
    return row.status == Status.OPEN and (row.snoozed_until is None or row.snoozed_until <= day)


def _settled_since(session: Session, row: FollowUp, user_id: str, day: date) -> bool:
    ended = row.done_at or row.given_up_at
    return ended is None or followups_days.of_person(session, row.team_id, user_id).today(ended) >= day
