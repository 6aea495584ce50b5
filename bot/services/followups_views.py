"""Follow-ups as they are shown."""

from datetime import date, datetime

from sqlmodel import Session

from bot.domain.followups import SOON_DAYS, FollowUpView, Status
from bot.services import departments
from bot.store import followups, outbox
from bot.store.followups import FollowUp


def one(session: Session, team_id: str, follow_up_id: int, now: datetime) -> FollowUpView | None:
    """Return a follow-up of this workspace as it stands at the aware moment `now`."""
    row = followups.get(session, team_id, follow_up_id)
    return _view(session, row, now) if row else None


def of_meeting(session: Session, team_id: str, meeting_id: int, now: datetime) -> tuple[FollowUpView, ...]:
    """Return what was promised in a meeting, in the order of the notes."""
    return tuple(_view(session, row, now) for row in followups.of_meeting(session, team_id, meeting_id))


def of_person(session: Session, team_id: str, user_id: str, limit: int, now: datetime) -> list[FollowUpView]:
    """Return the open promises this person answers for, the earliest due first."""
    mine = [row for row in followups.of_owner(session, team_id, user_id) if row.status == Status.OPEN]
    return [_view(session, row, now) for row in mine[:limit]]


def promised(session: Session, team_id: str, meeting_id: int, user_id: str, now: datetime) -> list[FollowUpView]:
    """Return what this person answers for from one meeting."""
    mine = [row for row in followups.of_owner(session, team_id, user_id) if row.meeting_id == meeting_id]
    return [_view(session, row, now) for row in mine]


def to_remind(
    session: Session, team_id: str, user_id: str, day: date, now: datetime, *, again: bool
) -> list[FollowUpView]:
    """Return what somebody is reminded of on `day`: what is due within two working days and not put off.

    Partners hear of what is late in a message of its own. With `again`, also what was settled or put off since: the
    reminder stands in Slack and shows how things are now.
    """
    return [
        _view(session, row, now)
        for row in followups.of_owner(session, team_id, user_id)
        if _is_near(session, row, user_id, day)
        and (_is_waiting(row, day) or (again and _settled_since(session, row, day)))
    ]


def late(session: Session, team_id: str, partner: str, day: date, now: datetime, *, again: bool) -> list[FollowUpView]:
    """Return the open promises that a partner looks after and that were due before `day`.

    With `again`, also what was done since: the message stands in Slack and shows how things are now.
    """
    return [
        _view(session, row, now)
        for row in followups.due_before(session, team_id, partner, day)
        if row.status == Status.OPEN or (again and _settled_since(session, row, day))
    ]


def is_overtaken(session: Session, team_id: str, key: str, now: datetime) -> bool:
    """Say whether the next day's message of the same kind is due as well, as after a time when nothing was sent."""
    return outbox.is_overtaken(session, team_id, key, key.removesuffix(key.rsplit(":", 1)[-1]), now)


def _is_near(session: Session, row: FollowUp, user_id: str, day: date) -> bool:
    if row.snoozed_until == day:
        return True
    if row.due_on is None or (row.due_on < day and row.partner == user_id):
        return False
    days = departments.days_of(session, row.team_id, row.channel_id)
    return row.due_on <= days.after(day, SOON_DAYS)


def _is_waiting(row: FollowUp, day: date) -> bool:
    return row.status == Status.OPEN and (row.snoozed_until is None or row.snoozed_until <= day)


def _settled_since(session: Session, row: FollowUp, day: date) -> bool:
    if row.done_at is None:
        return True
    return departments.days_of(session, row.team_id, row.channel_id).today(row.done_at) >= day


def _view(session: Session, row: FollowUp, now: datetime) -> FollowUpView:
    days = departments.days_of(session, row.team_id, row.channel_id)
    today = days.today(now)
    is_open = row.status == Status.OPEN
    return FollowUpView(
        id=row.id or 0, text=row.text, owner=row.owner, owner_name=row.owner_name, partner=row.partner,
        channel_id=row.channel_id, due_on=row.due_on, status=Status(row.status),
        is_late=is_open and row.due_on is not None and row.due_on < today,
        snoozed_until=row.snoozed_until if is_open and row.snoozed_until and row.snoozed_until > today else None,
        help_asked=row.help_asked_at is not None,
    )  # fmt: skip
