"""Meetings and their touchpoints as they are shown."""

from datetime import datetime

from sqlmodel import Session

from bot.domain.errors import Refused
from bot.domain.meetings import Contribution, MeetingView, Takeaway
from bot.domain.polls import PollView
from bot.domain.touchpoints import ComingTouchpoint, Touchpoint, key, meeting_of
from bot.services import departments, followups_views, people, polls
from bot.store import meetings
from bot.store import outbox as rows
from bot.store.meetings import Meeting


def meeting(session: Session, team_id: str, meeting_id: int, now: datetime) -> MeetingView:
    """Return a confirmed meeting as it stands at the aware moment `now`; raises Refused when there is none."""
    row = _get(session, team_id, meeting_id)
    return MeetingView(
        id=meeting_id, channel_id=row.channel_id, partner=row.partner,
        kind=departments.kind_of(session, team_id, row.channel_id),
        met_on=row.met_on,
        takeaways=tuple(Takeaway(each.text, each.said_by) for each in meetings.takeaways(session, meeting_id)),
        follow_ups=followups_views.of_meeting(session, team_id, meeting_id, now),
        contributions=tuple(Contribution(each.who, each.gave) for each in meetings.contributions(session, meeting_id)),
    )  # fmt: skip


def opens(session: Session, team_id: str, meeting_id: int, which: Touchpoint, now: datetime) -> datetime:
    """Return `now` inside the department's working hours, else the next opening, in UTC.

    A touchpoint waits for the working day after the one before it was said, however late that was.
    """
    row = _get(session, team_id, meeting_id)
    days = departments.days_of(session, team_id, row.channel_id)
    earlier = [rows.by_key(session, team_id, key(meeting_id, each)) for each in which.before]
    said = [days.today(each.sent_at) for each in earlier if each and each.sent_at]
    return days.next_open(max(now, *(days.opening(days.after(day, 1)) for day in said)) if said else now)


def poll(session: Session, team_id: str, meeting_id: int) -> PollView | None:
    """Return the poll of the meeting's action plan, if it has one."""
    row = _get(session, team_id, meeting_id)
    return polls.result(session, team_id, row.poll_id) if row.poll_id else None


def is_draft(session: Session, team_id: str, meeting_id: int) -> bool:
    """Say whether the notes still wait for the partner's word."""
    return _get(session, team_id, meeting_id).confirmed_at is None


def coming(session: Session, team_id: str, user_id: str, limit: int) -> list[ComingTouchpoint]:
    """Return the touchpoints that are planned, the next one first; nothing for people who are no partners."""
    if not people.is_partner(session, team_id, user_id):
        return []
    kinds = {f"touchpoints.{which}": which for which in Touchpoint}
    waiting = rows.planned(session, team_id, tuple(kinds), limit)
    return [ComingTouchpoint(meeting_of(row.key), kinds[row.kind], row.recipient, row.due_at) for row in waiting]


def _get(session: Session, team_id: str, meeting_id: int) -> Meeting:
    row = meetings.get(session, team_id, meeting_id)
    if row is None:
        raise Refused("gone")
    return row
