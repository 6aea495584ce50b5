"""What is said of a promise without anybody asking: that it was made, that it is due soon, that it is late."""

from datetime import date, datetime

from sqlmodel import Session

from bot.domain.followups import (
    SOON_DAYS,
    meeting_key,
    offer_key,
    overdue_key,
    reminder_key,
    request_key,
    single_key,
)
from bot.domain.followups_changes import Kind
from bot.domain.outbox import Post, Priority
from bot.domain.touchpoints import Touchpoint, key
from bot.services import followups_days, outbox, touchpoints, touchpoints_carried
from bot.store import followups_steps
from bot.store import outbox as rows
from bot.store.followups import FollowUp


def keep(session: Session, row: FollowUp, now: datetime) -> None:
    """Add a promise; whoever answers for it is told, unless they added it themselves, and reminded."""
    session.add(row)
    session.flush()
    if row.created_by != row.answers:
        _tell(session, row, now)
    plan(session, row, now)


def plan(session: Session, row: FollowUp, now: datetime, *, anew: bool = False) -> None:
    """Plan the reminders of a promise for the days that stand now, and what the partner hears when it is late.

    What was planned before stays: when its time comes it says only what is true then. A partner who is to look after
    it `anew` hears that it is late, whatever they heard before.
    """
    if row.due_on is None:
        return
    days = followups_days.of_person(session, row.team_id, row.answers)
    last = row.due_on if days.is_working_day(row.due_on) else days.before(row.due_on, 1)
    remind(session, row, days.before(row.due_on, SOON_DAYS), now)
    remind(session, row, last, now)
    _watch(session, row, now, anew)


def remind(session: Session, row: FollowUp, day: date, now: datetime) -> None:
    """Plan to remind of a promise when work begins on `day`, or on the next working day of whoever keeps it."""
    days = followups_days.of_person(session, row.team_id, row.answers)
    due_at, who = days.opening(day), row.answers
    if due_at <= now:
        return
    refs = {"owner": who, "day": days.today(due_at).isoformat()}
    post = Post(
        reminder_key(who, days.today(due_at)), "followups.reminder", who, refs, after=told_key(row),
        priority=Priority.PLANNED,
    )  # fmt: skip
    outbox.plan(session, row.team_id, post, due_at, now)


def show(session: Session, row: FollowUp, place: tuple[str, str], now: datetime) -> None:
    """Bring every message up to date that shows the promise: the one that was clicked, and all that stand elsewhere.

    What the channels of its meetings read of it follows, and what the partner sees ahead of that.
    """
    outbox.refresh_message(session, row.team_id, *place, now)
    offers = followups_steps.of(session, row.team_id, [row.id or 0], Kind.OFFERED)
    asked = [offer_key(row.id or 0, each.id or 0) for each in offers]
    for other in (told_key(row), *_reminders(session, row), *asked, row.absence_key or ""):
        outbox.refresh(session, row.team_id, other, now)
    for meeting_id in touchpoints_carried.meetings_of(session, row):
        touchpoints.changed(session, row.team_id, meeting_id, now)


def told_key(row: FollowUp) -> str:
    """Return the business key of the message that told whoever answers for the promise."""
    if row.meeting_id:
        return meeting_key(row.meeting_id, row.answers)
    return request_key(row.request_id, row.answers) if row.request_id else single_key(row.id or 0, row.answers)


def _reminders(session: Session, row: FollowUp) -> list[str]:
    """Return the keys of the messages that reminded of a promise, or said that it is late."""
    mine = followups_days.of_person(session, row.team_id, row.answers)
    theirs = followups_days.of_person(session, row.team_id, row.partner)
    reminders = rows.posted_since(session, row.team_id, reminder_key(row.answers, mine.today(row.created_at)))
    late = rows.posted_since(session, row.team_id, overdue_key(row.partner, theirs.today(row.created_at)))
    return [*reminders, *late]


def _tell(session: Session, row: FollowUp, now: datetime) -> None:
    recap = _recap_key(row)
    alone = {} if row.meeting_id or row.request_id else {"follow_up": row.id}
    refs = {"meeting": row.meeting_id, "request": row.request_id, "owner": row.answers} | alone
    post = Post(told_key(row), "followups.promised", row.answers, refs, after=recap, priority=Priority.PLANNED)
    said = rows.by_key(session, row.team_id, recap) if recap else None
    due_at = said.due_at if said else followups_days.of_promise(session, row).next_open(now)
    if rows.by_key(session, row.team_id, post.key):
        outbox.refresh(session, row.team_id, post.key, now)
    outbox.plan(session, row.team_id, post, due_at, now)


def _recap_key(row: FollowUp) -> str | None:
    return key(row.meeting_id, Touchpoint.RECAP) if row.meeting_id else None


def _watch(session: Session, row: FollowUp, now: datetime, anew: bool) -> None:
    if row.due_on is None:
        return
    days = followups_days.of_person(session, row.team_id, row.partner)
    day = max(days.after(row.due_on, 1), days.today(days.next_open(now)))
    refs = {"partner": row.partner, "day": day.isoformat()} | ({"anew": True} if anew else {})
    post = Post(
        overdue_key(row.partner, day), "followups.overdue", row.partner, refs, after=_recap_key(row),
        priority=Priority.PLANNED,
    )  # fmt: skip
    outbox.plan(session, row.team_id, post, days.opening(day), now)
