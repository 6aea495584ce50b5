"""Follow-ups: promised, reminded of, done, put off, or helped with."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlmodel import Session

from bot.domain.calendar import Calendar
from bot.domain.errors import Refused
from bot.domain.followups import SOON_DAYS, Promise, Status, meeting_key, overdue_key, reminder_key
from bot.domain.outbox import Post, Priority
from bot.domain.touchpoints import Touchpoint, key
from bot.services import departments, outbox, people, touchpoints
from bot.store import followups
from bot.store import outbox as rows
from bot.store.followups import FollowUp
from bot.store.meetings import Meeting


def problems(session: Session, team_id: str, promises: Mapping[str, Promise]) -> dict[str, str]:
    """Return the reason for each owner in the form who cannot keep a promise: they left, or they are a bot."""
    return {
        f"owner_{place}": "has_left"
        for place, promise in promises.items()
        if promise.owner and place.isdigit() and not people.is_there(session, team_id, promise.owner)
    }


def promise(
    session: Session, meeting: Meeting, partner: str, promises: tuple[Promise, ...], days: Calendar, now: datetime
) -> None:
    """Keep what was promised in a meeting, and plan to tell each owner after the recap and to remind them.

    `partner` looks after it: they hear what is late, and stand in for owners whom the bot can't write to.
    """
    for each in promises:
        row = FollowUp(
            team_id=meeting.team_id, meeting_id=meeting.id or 0, channel_id=meeting.channel_id,
            partner=partner, text=each.text, owner=each.owner, owner_name=each.owner_name,
            due_on=each.due_on, created_at=now,
        )  # fmt: skip
        session.add(row)
        session.flush()
        _tell_owner(session, row, days, now)
        if row.due_on:
            _remind(session, row, days.before(row.due_on, SOON_DAYS), days, now)
            _remind(session, row, row.due_on, days, now)
            _watch(session, row, days, now)


def done(
    session: Session, team_id: str, user_id: str, follow_up_id: int, place: tuple[str, str], now: datetime
) -> None:
    """Note a promise as kept; the last one of a meeting brings the acknowledgement forward. Raises Refused."""
    row = _mine(session, team_id, user_id, follow_up_id)
    if row.status == Status.OPEN:
        row.status, row.done_at = Status.DONE, now
        session.flush()
        if all(each.status == Status.DONE for each in followups.of_meeting(session, team_id, row.meeting_id)):
            touchpoints.all_done(session, team_id, row.meeting_id, now)
    _show(session, row, place, now)


def snooze(
    session: Session, team_id: str, user_id: str, follow_up_id: int, place: tuple[str, str], now: datetime
) -> None:
    """Be quiet about an open promise until the next working day, and remind then. Raises Refused."""
    row = _mine(session, team_id, user_id, follow_up_id)
    days = _days(session, row, now)
    if row.status == Status.OPEN:
        row.snoozed_until = days.after(days.today(now), 1)
        _remind(session, row, row.snoozed_until, days, now)
    _show(session, row, place, now)


def ask_help(
    session: Session, team_id: str, user_id: str, follow_up_id: int, place: tuple[str, str], now: datetime
) -> None:
    """Tell the L&D partner, once, that somebody needs help with an open promise. Raises Refused."""
    row = _mine(session, team_id, user_id, follow_up_id)
    if row.status == Status.OPEN and row.help_asked_at is None:
        row.help_asked_at = now
        refs = {"follow_up": follow_up_id, "by": user_id}
        post = Post(f"followup:{follow_up_id}:help", "followups.help", row.partner, refs)
        outbox.plan(session, team_id, post, now, now)
    _show(session, row, place, now)


def _mine(session: Session, team_id: str, user_id: str, follow_up_id: int) -> FollowUp:
    people.require_presence(session, team_id, user_id)
    row = followups.get(session, team_id, follow_up_id)
    if row is None:
        raise Refused("gone")
    if row.owner != user_id and not people.is_partner(session, team_id, user_id):
        raise Refused("not_yours")
    return row


def _show(session: Session, row: FollowUp, place: tuple[str, str], now: datetime) -> None:
    """Bring the message that was clicked up to date, and the one that told the owner."""
    outbox.refresh_message(session, row.team_id, *place, now)
    outbox.refresh(session, row.team_id, meeting_key(row.meeting_id, row.owner or row.partner), now)


def _days(session: Session, row: FollowUp, now: datetime) -> Calendar:
    return departments.days_of(session, row.team_id, row.channel_id)


def _tell_owner(session: Session, row: FollowUp, days: Calendar, now: datetime) -> None:
    who = row.owner or row.partner
    recap = key(row.meeting_id, Touchpoint.RECAP)
    post = Post(
        meeting_key(row.meeting_id, who), "followups.promised", who, {"meeting": row.meeting_id, "owner": who},
        after=recap, priority=Priority.PLANNED,
    )  # fmt: skip
    said = rows.by_key(session, row.team_id, recap)
    outbox.plan(session, row.team_id, post, said.due_at if said else days.next_open(now), now)


def _remind(session: Session, row: FollowUp, day: date, days: Calendar, now: datetime) -> None:
    due_at, who = days.opening(day), row.owner or row.partner
    if due_at > now:
        refs = {"owner": who, "day": days.today(due_at).isoformat()}
        post = Post(
            reminder_key(who, days.today(due_at)), "followups.reminder", who, refs,
            after=meeting_key(row.meeting_id, who), priority=Priority.PLANNED,
        )  # fmt: skip
        outbox.plan(session, row.team_id, post, due_at, now)


def _watch(session: Session, row: FollowUp, days: Calendar, now: datetime) -> None:
    if row.due_on is None:
        return
    day = days.after(row.due_on, 1)
    refs = {"partner": row.partner, "day": day.isoformat()}
    post = Post(
        overdue_key(row.partner, day), "followups.overdue", row.partner, refs,
        after=key(row.meeting_id, Touchpoint.RECAP), priority=Priority.PLANNED,
    )  # fmt: skip
    outbox.plan(session, row.team_id, post, days.opening(day), now)
