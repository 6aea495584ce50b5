"""The three touchpoints: planned together, each said once and in order."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session

from bot.domain.calendar import Calendar
from bot.domain.outbox import Post, Priority, State
from bot.domain.people import is_user_id
from bot.domain.polls import poll_key, simple
from bot.domain.touchpoints import (
    Timetable,
    Touchpoint,
    ahead,
    choices,
    key,
    next_day,
    note_key,
    poll_closing,
    seen_ahead,
    timetable,
)
from bot.domain.touchpoints_thanks import asked_key
from bot.services import departments, followups_days, outbox, people, polls, touchpoints_waits
from bot.store import meetings, touchpoints
from bot.store import outbox as rows
from bot.store import polls as ballots
from bot.store.departments import Department
from bot.store.meetings import Meeting
from bot.store.touchpoints import Contributor, Steered

NOTE = "touchpoints.note"


def plan(session: Session, meeting: Meeting, department: Department, question: str, now: datetime) -> None:
    """Plan the recap, the action plan with its poll (`question`) and the acknowledgement of a confirmed meeting."""
    cadence, days = departments.cadence(session, meeting.team_id, meeting.channel_id), departments.calendar(department)
    times = timetable(now, days, cadence.plan_after or 0, cadence.acknowledge_after or 0)
    for which, due_at in times.moments.items():
        _plan(session, meeting, which, due_at, now)
        said_first = due_at <= now and not cadence.needs_approval
        _plan_note(session, meeting, which, ahead(due_at, days), now, said_first=said_first)
    _start_poll(session, meeting, question, times, now)
    ask_contributors(session, meeting, now)


def all_done(session: Session, team_id: str, meeting_id: int, now: datetime) -> None:
    """Bring the acknowledgement forward, since nothing is waited for any more; never before the action plan.

    One that a partner put off stays where it is, and so does one that a reply to the plan or an open promise waits for.
    """
    meeting, action_plan = (
        meetings.get(session, team_id, meeting_id),
        _row(session, team_id, meeting_id, Touchpoint.PLAN),
    )
    thanks = touchpoints.steered(session, team_id, meeting_id, Touchpoint.ACKNOWLEDGEMENT)
    if meeting is None or action_plan is None or (thanks and thanks.is_postponed):
        return
    if not touchpoints_waits.is_complete(session, team_id, meeting_id):
        return
    days = departments.days_of(session, team_id, meeting.channel_id)
    planned_at = action_plan.sent_at if action_plan.state == State.SENT else action_plan.due_at
    earliest = days.next_open(max(now, next_day(planned_at or action_plan.due_at, days)))
    if action_plan.state == State.SENT and _somebody_is_to_be_asked(session, meeting):
        ask_along(session, meeting, now)
        earliest = max(earliest, next_day(now, days))
    outbox.bring_forward(session, team_id, key(meeting_id, Touchpoint.ACKNOWLEDGEMENT), earliest)
    show(session, meeting, Touchpoint.ACKNOWLEDGEMENT, days, now)


def move(session: Session, meeting: Meeting, moments: Mapping[Touchpoint, datetime], now: datetime) -> None:
    """Say touchpoints that still wait at these moments; each has its poll and its partner's DM move along.

    An acknowledgement that waits for nothing comes earlier than its latest moment.
    """
    days = departments.days_of(session, meeting.team_id, meeting.channel_id)
    for which, moment in moments.items():
        if (steered := touchpoints.steered(session, meeting.team_id, meeting.id or 0, which)) is None:
            continue
        steered.planned_at = moment
        outbox.reschedule(session, meeting.team_id, key(meeting.id or 0, which), moment)
        show(session, meeting, which, days, now)
    if Touchpoint.PLAN in moments:
        move_poll(session, meeting, moments[Touchpoint.PLAN], days)
        ask_along(session, meeting, moments[Touchpoint.PLAN])
    all_done(session, meeting.team_id, meeting.id or 0, now)


def move_poll(session: Session, meeting: Meeting, plan_at: datetime, days: Calendar) -> None:
    """Have the poll of an action plan said at `plan_at` come with it, and take votes for as long as it would have."""
    poll = ballots.get(session, meeting.team_id, meeting.poll_id) if meeting.poll_id else None
    thanks = touchpoints.steered(session, meeting.team_id, meeting.id or 0, Touchpoint.ACKNOWLEDGEMENT)
    if poll is None or poll.closed_at or thanks is None:
        return
    latest = max(thanks.planned_at, next_day(plan_at, days))
    poll.closes_at = max(poll_closing(plan_at, latest, days), poll.closes_at or plan_at)
    outbox.reschedule(session, meeting.team_id, poll_key(poll.id or 0), plan_at)


def reword_poll(session: Session, meeting: Meeting) -> None:
    """Have a poll that nobody has seen yet offer what was learned as it reads now; without a choice there is none."""
    poll = ballots.get(session, meeting.team_id, meeting.poll_id) if meeting.poll_id else None
    row = rows.by_key(session, meeting.team_id, poll_key(meeting.poll_id or 0))
    if poll is None or row is None or row.state != State.DUE:
        return
    if options := choices([each.text for each in meetings.takeaways(session, meeting.id or 0)]):
        poll.questions = [poll.questions[0] | {"options": list(options)}]
    else:
        outbox.cancel(session, meeting.team_id, row.key, "there is no choice any more")
        meeting.poll_id = None


def show(session: Session, meeting: Meeting, which: Touchpoint, days: Calendar, now: datetime) -> None:
    """Have the DM in which a partner sees a touchpoint ahead come in time for when it is said now, or say so anew."""
    meeting_id = meeting.id or 0
    row = _row(session, meeting.team_id, meeting_id, which)
    if row and row.state == State.DUE:
        seen_at = _seen_at(session, meeting, row.due_at, days, now)
        outbox.reschedule(session, meeting.team_id, note_key(meeting_id, which), seen_at)
    outbox.refresh(session, meeting.team_id, note_key(meeting_id, which), now)


def reader(session: Session, meeting: Meeting) -> str | None:
    """Return who of L&D looks after a meeting's touchpoints: whoever took its notes, while they are a partner."""
    if people.is_partner(session, meeting.team_id, meeting.partner):
        return meeting.partner
    return departments.partner_of(session, meeting.team_id, meeting.channel_id)


def changed(session: Session, team_id: str, meeting_id: int, now: datetime) -> None:
    """Bring everything up to date that shows what a meeting came to: its touchpoints, and the partner's DMs."""
    for which in Touchpoint:
        outbox.refresh(session, team_id, key(meeting_id, which), now)
        outbox.refresh(session, team_id, note_key(meeting_id, which), now)


def ask_contributors(session: Session, meeting: Meeting, now: datetime) -> None:
    """Plan to ask each colleague who gave something whether they may be named, when the plan is said; once."""
    meeting_id, plan_row = meeting.id or 0, _row(session, meeting.team_id, meeting.id or 0, Touchpoint.PLAN)
    for user in dict.fromkeys(each.who for each in meetings.contributions(session, meeting_id)):
        if not (is_user_id(user) and people.is_there(session, meeting.team_id, user) and plan_row):
            continue
        if touchpoints.contributor(session, meeting_id, user) is None:
            session.add(Contributor(team_id=meeting.team_id, meeting_id=meeting_id, user_id=user))
            refs = {"meeting": meeting_id, "user": user}
            post = Post(
                asked_key(meeting_id, user), "touchpoints.may_name", user, refs, after=plan_row.key,
                priority=Priority.PLANNED,
            )  # fmt: skip
            outbox.plan(session, meeting.team_id, post, max(plan_row.due_at, now), now)


def ask_along(session: Session, meeting: Meeting, plan_at: datetime) -> None:
    """Ask contributors when the plan is said at `plan_at`, those who were not asked yet."""
    for each in touchpoints.contributors(session, meeting.id or 0):
        outbox.reschedule(session, meeting.team_id, asked_key(meeting.id or 0, each.user_id), plan_at)


def _seen_at(session: Session, meeting: Meeting, due_at: datetime, days: Calendar, now: datetime) -> datetime:
    partner = reader(session, meeting) or meeting.partner
    return seen_ahead(due_at, days, followups_days.of_person(session, meeting.team_id, partner), now)


def _somebody_is_to_be_asked(session: Session, meeting: Meeting) -> bool:
    """Say whether a contributor was not asked yet, as they are away: they have a day to answer then."""
    meeting_id = meeting.id or 0
    asked = (asked_key(meeting_id, each.user_id) for each in touchpoints.contributors(session, meeting_id))
    found = (rows.by_key(session, meeting.team_id, each) for each in asked)
    return any(row.state == State.DUE for row in found if row)


def _row(session: Session, team_id: str, meeting_id: int, which: Touchpoint) -> rows.Outgoing | None:
    return rows.by_key(session, team_id, key(meeting_id, which))


def _plan(session: Session, meeting: Meeting, which: Touchpoint, due_at: datetime, now: datetime) -> None:
    meeting_id = meeting.id or 0
    recap, action_plan = key(meeting_id, Touchpoint.RECAP), key(meeting_id, Touchpoint.PLAN)
    session.add(Steered(team_id=meeting.team_id, meeting_id=meeting_id, which=which, planned_at=due_at))
    post = Post(
        key(meeting_id, which), which.kind, meeting.channel_id, {"meeting": meeting_id},
        thread=None if which == Touchpoint.RECAP else recap,
        after=action_plan if which == Touchpoint.ACKNOWLEDGEMENT else None,
        priority=Priority.PLANNED, shown_in=note_key(meeting_id, which),
    )  # fmt: skip
    outbox.plan(session, meeting.team_id, post, due_at, now)


def _plan_note(
    session: Session, meeting: Meeting, which: Touchpoint, seen_at: datetime, now: datetime, *, said_first: bool
) -> None:
    """Plan the DM to the partner: ahead, or, of what is said at once, right after it."""
    meeting_id = meeting.id or 0
    refs = {"meeting": meeting_id, "which": which.value}
    post = Post(
        note_key(meeting_id, which), NOTE, meeting.partner, refs,
        after=key(meeting_id, which) if said_first else None, priority=Priority.PLANNED,
    )  # fmt: skip
    outbox.plan(session, meeting.team_id, post, max(now, seen_at), now)


def _start_poll(session: Session, meeting: Meeting, question: str, times: Timetable, now: datetime) -> None:
    options = choices([each.text for each in meetings.takeaways(session, meeting.id or 0)])
    if not options:
        return
    ballot = simple(meeting.channel_id, meeting.partner, question, options, times.poll_closes)
    recap, action_plan = key(meeting.id or 0, Touchpoint.RECAP), key(meeting.id or 0, Touchpoint.PLAN)
    meeting.poll_id = polls.start(session, meeting.team_id, ballot, times.plan, now, thread=recap, after=action_plan)
