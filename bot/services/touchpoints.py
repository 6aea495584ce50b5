"""The three touchpoints: planned together, each said once and in order."""

from datetime import datetime

from sqlmodel import Session

from bot.domain.errors import Refused
from bot.domain.outbox import Post, Priority, State
from bot.domain.polls import Ballot, poll_key
from bot.domain.touchpoints import Timetable, Touchpoint, choices, key, meeting_of, timetable
from bot.services import departments, outbox, people, polls
from bot.store import meetings, settings
from bot.store import outbox as rows
from bot.store.departments import Department
from bot.store.meetings import Meeting
from bot.store.outbox import Outgoing


def plan(session: Session, meeting: Meeting, department: Department, question: str, now: datetime) -> None:
    """Plan the recap, the action plan with its poll (`question`) and the acknowledgement of a confirmed meeting."""
    workspace = settings.of(session, meeting.team_id)
    days = departments.calendar(department)
    times = timetable(now, days, workspace.plan_after, workspace.acknowledge_after)
    recap, action_plan = key(meeting.id or 0, Touchpoint.RECAP), key(meeting.id or 0, Touchpoint.PLAN)
    _plan(session, meeting, Touchpoint.RECAP, times.recap, now)
    _plan(session, meeting, Touchpoint.PLAN, times.plan, now, thread=recap)
    _plan(session, meeting, Touchpoint.ACKNOWLEDGEMENT, times.latest, now, thread=recap, after=action_plan)
    _start_poll(session, meeting, question, times, now)


def all_done(session: Session, team_id: str, meeting_id: int, now: datetime) -> None:
    """Bring the acknowledgement forward, since every promise of the meeting is kept; never before the action plan."""
    meeting = meetings.get(session, team_id, meeting_id)
    action_plan = rows.by_key(session, team_id, key(meeting_id, Touchpoint.PLAN))
    if meeting is None or action_plan is None:
        return
    days = departments.days_of(session, team_id, meeting.channel_id)
    earliest = days.opening(days.after(days.today(action_plan.due_at), 1))
    outbox.bring_forward(
        session, team_id, key(meeting_id, Touchpoint.ACKNOWLEDGEMENT), days.next_open(max(now, earliest))
    )


def post_now(session: Session, team_id: str, user_id: str, business_key: str, now: datetime) -> None:
    """Have a planned touchpoint said now. Raises Refused for others, and when it is not waiting any more."""
    row = _waiting(session, team_id, user_id, business_key)
    row.refs = {**row.refs, "now": True}
    outbox.reschedule(session, team_id, business_key, now)
    if poll := _poll_of_plan(session, team_id, business_key):
        outbox.bring_forward(session, team_id, poll, now)


def skip(session: Session, team_id: str, user_id: str, business_key: str, now: datetime) -> None:
    """Call a planned touchpoint off. Raises Refused for others, and when it is not waiting any more."""
    _waiting(session, team_id, user_id, business_key)
    outbox.cancel(session, team_id, business_key, f"skipped by {user_id}")
    if poll := _poll_of_plan(session, team_id, business_key):
        outbox.cancel(session, team_id, poll, "the action plan was skipped")


def _poll_of_plan(session: Session, team_id: str, business_key: str) -> str | None:
    """Return the key of the poll that comes with an action plan; None for the other touchpoints."""
    meeting = meetings.get(session, team_id, meeting_of(business_key))
    if meeting and meeting.poll_id and business_key == key(meeting.id or 0, Touchpoint.PLAN):
        return poll_key(meeting.poll_id)
    return None


def _waiting(session: Session, team_id: str, user_id: str, business_key: str) -> Outgoing:
    people.require_partner(session, team_id, user_id)
    row = rows.by_key(session, team_id, business_key)
    if row is None or row.state != State.DUE:
        raise Refused("gone")
    return row


def _plan(
    session: Session, meeting: Meeting, which: Touchpoint, due_at: datetime, now: datetime,
    thread: str | None = None, after: str | None = None,
) -> None:  # fmt: skip
    post = Post(
        key(meeting.id or 0, which), f"touchpoints.{which}", meeting.channel_id, {"meeting": meeting.id},
        thread=thread, after=after, priority=Priority.PLANNED,
    )  # fmt: skip
    outbox.plan(session, meeting.team_id, post, due_at, now)


def _start_poll(session: Session, meeting: Meeting, question: str, times: Timetable, now: datetime) -> None:
    options = choices([each.text for each in meetings.takeaways(session, meeting.id or 0)])
    if not options:
        return
    ballot = Ballot(
        channel_id=meeting.channel_id, owner=meeting.partner, question=question, options=options, is_multiple=False,
        is_confidential=False, closes_at=times.poll_closes,
    )  # fmt: skip
    recap, action_plan = key(meeting.id or 0, Touchpoint.RECAP), key(meeting.id or 0, Touchpoint.PLAN)
    meeting.poll_id = polls.start(session, meeting.team_id, ballot, times.plan, now, thread=recap, after=action_plan)
