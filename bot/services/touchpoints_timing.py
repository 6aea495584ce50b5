"""Whether the time of a touchpoint has come: its hours, its order, its partner's word, and what it waits for."""

from datetime import datetime

from sqlmodel import Session

from bot.domain.calendar import Calendar
from bot.domain.touchpoints import Touchpoint, key, next_day, turn
from bot.services import departments, touchpoints_approval, touchpoints_waits
from bot.store import meetings, touchpoints
from bot.store import outbox as rows
from bot.store.outbox import Outgoing
from bot.store.touchpoints import Steered


def holds_until(session: Session, team_id: str, meeting_id: int, which: Touchpoint, now: datetime) -> datetime | None:
    """Return until when, in UTC, a touchpoint is not said yet; None when it may be said at the aware moment `now`.

    It is said inside the department's working hours, on a working day after the one before it however late that was,
    not before a partner wants it, not without a word where one is needed; an acknowledgement also waits for open
    promises and unanswered replies, up to its latest day. A partner who wants it said now passes over all of it.
    """
    row, meeting = rows.by_key(session, team_id, key(meeting_id, which)), meetings.get(session, team_id, meeting_id)
    if row is None or meeting is None or row.refs.get("now"):
        return None
    days = departments.days_of(session, team_id, meeting.channel_id)
    moments = [_opens(session, team_id, meeting_id, which, days, now)]
    if steered := touchpoints.steered(session, team_id, meeting_id, which):
        moments += _wished(session, row, steered, days, now)
    latest = max(moments)
    return days.next_open(latest) if latest > now else None


def _opens(
    session: Session, team_id: str, meeting_id: int, which: Touchpoint, days: Calendar, now: datetime
) -> datetime:
    earlier = [rows.by_key(session, team_id, key(meeting_id, each)) for each in which.before]
    return turn(now, [each.sent_at for each in earlier if each and each.sent_at], days)


def _wished(session: Session, row: Outgoing, steered: Steered, days: Calendar, now: datetime) -> list[datetime]:
    is_last = steered.which == Touchpoint.ACKNOWLEDGEMENT
    wished = []
    if not is_last or steered.is_postponed or steered.needs_word:
        wished.append(steered.planned_at)
    if touchpoints_approval.lacks_word(session, steered, row):
        wished.append(next_day(now, days))
    if is_last and touchpoints_waits.waits(session, row.team_id, steered.meeting_id):
        wished.append(steered.planned_at)
    return wished
