"""From one meeting to the next: open points are carried along or done, and a brief comes the working day before."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from bot.domain.calendar import Calendar
from bot.domain.followups import Status
from bot.domain.meetings import brief_key
from bot.domain.meetings_items import Kind
from bot.domain.meetings_points import Answer, PointView, is_same
from bot.domain.outbox import Post, Priority
from bot.services import followups, followups_reminders, followups_views, outbox
from bot.store import followups as promises
from bot.store import meetings, meetings_points
from bot.store.meetings import Meeting
from bot.store.meetings_items import DraftItem
from bot.store.meetings_points import Point

NOWHERE = ("", "")


def offered(session: Session, meeting: Meeting, rows: Sequence[DraftItem], now: datetime) -> tuple[PointView, ...]:
    """Return the open follow-ups of the department's last confirmed meeting, each with what was said of it so far.

    What the draft's `rows` name again is still open if nobody says otherwise.
    """
    last = meetings.last_confirmed(session, meeting.team_id, meeting.channel_id, meeting.id or 0)
    if last is None:
        return ()
    said = {
        each.follow_up_id: Answer(each.answer)
        for each in meetings_points.of_meeting(session, meeting.team_id, meeting.id or 0)
    }
    views = followups_views.of_meeting(session, meeting.team_id, last.id or 0, now)
    waiting = [PointView(each, said.get(each.id)) for each in views if each.status == Status.OPEN]
    return tuple(
        replace(each, answer=Answer.STILL_OPEN) if each.answer is None and repeated([each], rows) else each
        for each in waiting
    )


def repeated(points: Collection[PointView], rows: Sequence[DraftItem]) -> set[int]:
    """Return the places of follow-ups that only name an open point again; what the partner corrected is their own."""
    mine = [row for row in rows if row.kind == Kind.FOLLOW_UP and not row.is_corrected]
    return {row.place for row in mine if any(is_same(each.follow_up, row.item) for each in points)}


def save(session: Session, meeting: Meeting, points: Mapping[int, Answer | None]) -> None:
    """Keep what was said of some open points in a draft; what was said of others stays."""
    for point in meetings_points.of_meeting(session, meeting.team_id, meeting.id or 0):
        if point.follow_up_id in points:
            session.delete(point)
    session.flush()
    for follow_up_id, answer in points.items():
        if answer and promises.get(session, meeting.team_id, follow_up_id):
            point = Point(team_id=meeting.team_id, meeting_id=meeting.id or 0, follow_up_id=follow_up_id, answer=answer)
            session.add(point)
    session.flush()


def settle(session: Session, meeting: Meeting, user_id: str, now: datetime) -> None:
    """Note what was done; what is still open is carried along with the meeting as the same follow-up.

    The thank-you of the meeting before waits no longer for what is carried along.
    """
    for point in meetings_points.of_meeting(session, meeting.team_id, meeting.id or 0):
        row = promises.get(session, meeting.team_id, point.follow_up_id)
        if point.answer == Answer.DONE:
            followups.done(session, meeting.team_id, user_id, point.follow_up_id, NOWHERE, now)
        elif row:
            followups.look_again(session, row, now)
            followups_reminders.show(session, row, NOWHERE, now)


def plan_brief(session: Session, meeting: Meeting, partner: str, days: Calendar, now: datetime) -> None:
    """Plan to prepare the partner for the next meeting, when work begins on the working day before it."""
    if meeting.next_on is None:
        return
    due_at = days.opening(days.before(meeting.next_on, 1))
    post = Post(
        brief_key(meeting.id or 0), "meetings.brief", partner, {"meeting": meeting.id}, priority=Priority.PLANNED
    )
    outbox.plan(session, meeting.team_id, post, max(due_at, now), now)
