"""A meeting that changes after it was confirmed: what waits is planned anew, what stands is brought up to date."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from sqlmodel import Session

from bot.domain.calendar import Calendar
from bot.domain.errors import Invalid, Refused
from bot.domain.followups import Status as PromiseStatus
from bot.domain.meetings import Status
from bot.domain.outbox import State
from bot.domain.polls import poll_key
from bot.domain.touchpoints import KINDS, Touchpoint, key, meeting_of, note_key, replanned, timetable, touchpoint_of
from bot.domain.touchpoints_changes import Confirmed, Correction, Kept, Said, problems
from bot.domain.touchpoints_thanks import asked_key
from bot.services import departments, followups_reminders, outbox, people, touchpoints
from bot.store import followups, meetings
from bot.store import outbox as rows
from bot.store import touchpoints as stored
from bot.store.departments import Department
from bot.store.meetings import Given, Learned, Meeting
from bot.store.outbox import Outgoing
from bot.store.touchpoints import Steered

CALLED_OFF = "the meeting was called off"
NOWHERE = ("", "")


def confirmed(session: Session, team_id: str, user_id: str, meeting_id: int) -> Confirmed:
    """Return what a meeting came to, for the form. Raises Refused for others, drafts and what was called off."""
    _open(session, team_id, user_id, meeting_id)
    meeting = meetings.get(session, team_id, meeting_id)
    promised = followups.of_meeting(session, team_id, meeting_id)
    return Confirmed(
        meeting_id, meeting.met_on if meeting else date.min,
        takeaways=tuple(
            Kept(each.id or 0, each.said_by, each.text) for each in meetings.takeaways(session, meeting_id)
        ),
        contributions=tuple(
            Kept(each.id or 0, each.who, each.gave) for each in meetings.contributions(session, meeting_id)
        ),
        follow_ups=tuple(
            Kept(each.id or 0, each.owner or each.owner_name, each.text)
            for each in promised if each.status == PromiseStatus.OPEN
        ),
    )  # fmt: skip


def correct(session: Session, team_id: str, user_id: str, meeting_id: int, said: Correction, now: datetime) -> None:
    """Take the partner's word for what a meeting came to after all. Raises Invalid, and Refused for others."""
    meeting = _open(session, team_id, user_id, meeting_id)
    days = departments.days_of(session, team_id, meeting.channel_id)
    if wrong := problems(said, days.today(now)):
        raise Invalid(wrong)
    if said.is_called_off:
        _call_off(session, meeting, now)
        return
    _reword(session, meeting, said, now)
    moved = said.met_on is not None and said.met_on != meeting.met_on
    meeting.met_on = said.met_on or meeting.met_on
    session.flush()
    touchpoints.reword_poll(session, meeting)
    if moved:
        _plan_anew(session, meeting, days, now)
    touchpoints.ask_contributors(session, meeting, now)
    _show(session, meeting, now)


def replan(session: Session, department: Department, before: Calendar, now: datetime) -> None:
    """Plan what waits for a department anew, whose days or hours were those of `before` until now.

    What a partner wants said at once stays so.
    """
    days = departments.calendar(department)
    if days == before:
        return
    waiting: defaultdict[int, dict[Touchpoint, datetime]] = defaultdict(dict)
    for row in rows.waiting(session, department.team_id, department.channel_id):
        if row.kind in KINDS and not row.refs.get("now") and (steered := _steered(session, row)):
            waiting[steered.meeting_id][Touchpoint(steered.which)] = steered.planned_at
    for meeting_id, moments in waiting.items():
        if meeting := meetings.get(session, department.team_id, meeting_id):
            touchpoints.move(session, meeting, replanned(moments, before, days, now), now)


def _steered(session: Session, row: Outgoing) -> Steered | None:
    return stored.steered(session, row.team_id, meeting_of(row.key), touchpoint_of(row.key))


def _open(session: Session, team_id: str, user_id: str, meeting_id: int) -> Meeting:
    people.require_partner(session, team_id, user_id)
    meeting = meetings.get(session, team_id, meeting_id)
    if meeting is None or meeting.status != Status.CONFIRMED:
        raise Refused("gone")
    return meeting


def _call_off(session: Session, meeting: Meeting, now: datetime) -> None:
    """Say nothing more of a meeting; what stands of it says so. Its open follow-ups stay with whoever promised them."""
    meeting.status = Status.CALLED_OFF
    for which in Touchpoint:
        outbox.cancel(session, meeting.team_id, key(meeting.id or 0, which), CALLED_OFF)
        outbox.cancel(session, meeting.team_id, note_key(meeting.id or 0, which), CALLED_OFF)
    for each in stored.contributors(session, meeting.id or 0):
        outbox.cancel(session, meeting.team_id, asked_key(meeting.id or 0, each.user_id), CALLED_OFF)
    if meeting.poll_id:
        outbox.cancel(session, meeting.team_id, poll_key(meeting.poll_id), CALLED_OFF)
    _show(session, meeting, now)


def _show(session: Session, meeting: Meeting, now: datetime) -> None:
    """Bring everything up to date that shows the meeting, also what people were asked about being named."""
    touchpoints.changed(session, meeting.team_id, meeting.id or 0, now)
    for each in stored.contributors(session, meeting.id or 0):
        outbox.refresh(session, meeting.team_id, asked_key(meeting.id or 0, each.user_id), now)


def _plan_anew(session: Session, meeting: Meeting, days: Calendar, now: datetime) -> None:
    """Have a meeting that is still to come recapped when its day is over, and the rest counted from there.

    Once the recap is out, or where the new day is past, only the words change.
    """
    recap = rows.by_key(session, meeting.team_id, key(meeting.id or 0, Touchpoint.RECAP))
    if recap is None or recap.state != State.DUE or meeting.met_on <= days.today(now):
        return
    cadence = departments.cadence(session, meeting.team_id, meeting.channel_id)
    over = days.at(meeting.met_on, days.closes)
    times = timetable(over, days, cadence.plan_after or 0, cadence.acknowledge_after or 0)
    touchpoints.move(session, meeting, times.moments, now)


def _reword(session: Session, meeting: Meeting, said: Correction, now: datetime) -> None:
    meeting_id, team_id = meeting.id or 0, meeting.team_id
    learned = meetings.takeaways(session, meeting_id)
    _keep(session, learned, said.takeaways, "text")
    given = meetings.contributions(session, meeting_id)
    _keep(session, given, said.contributions, "gave")
    for who, text in said.more_takeaways:
        _add(session, Learned(team_id=team_id, meeting_id=meeting_id, text=text, said_by=who))
    for who, text in _named(said.more_contributions):
        _add(session, Given(team_id=team_id, meeting_id=meeting_id, who=who, gave=text))
    for row in followups.of_meeting(session, team_id, meeting_id):
        if row.status == PromiseStatus.OPEN and (row.id or 0) in said.follow_ups:
            row.text = said.follow_ups[row.id or 0].strip()
            followups_reminders.show(session, row, NOWHERE, now)


def _keep(session: Session, lines: Sequence[Learned] | Sequence[Given], said: Mapping[int, str], field: str) -> None:
    """Give each line its new text; one whose text was emptied is dropped, one that the form did not show stays."""
    for row in lines:
        text = said.get(row.id or 0)
        if text is None:
            continue
        if text.strip():
            setattr(row, field, text.strip())
        else:
            session.delete(row)


def _add(session: Session, row: Learned | Given) -> None:
    session.add(row)
    session.flush()


def _named(said: Iterable[Said]) -> Iterable[tuple[str, str]]:
    return ((who, text) for who, text in said if who)
