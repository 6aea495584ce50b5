"""A partner steers a touchpoint: says it now, puts it off, skips it, words it, gives their word, or takes it back."""

from datetime import date as day_of
from datetime import datetime, time

from sqlmodel import Session

from bot.domain.errors import Invalid, Refused
from bot.domain.outbox import State
from bot.domain.polls import poll_key
from bot.domain.touchpoints import (
    Touchpoint,
    key,
    meeting_of,
    next_day,
    postponement_problem,
    pushed,
    touchpoint_of,
)
from bot.domain.touchpoints_steering import UNDO, Edition, Line, edition_problems
from bot.services import departments, outbox, people, touchpoints, touchpoints_lines
from bot.store import meetings
from bot.store import outbox as rows
from bot.store import touchpoints as steering
from bot.store.meetings import Meeting
from bot.store.outbox import Outgoing
from bot.store.touchpoints import Steered

SKIPPED = "skipped by "
STANDS = frozenset({State.SENT, State.SENDING, State.UNKNOWN, State.REMOVING})
AT_ONCE = 500


def post_now(session: Session, team_id: str, user_id: str, business_key: str, now: datetime) -> None:
    """Have a planned touchpoint said now. Raises Refused for others, and when it is not waiting any more."""
    meeting, row, steered = _waiting(session, team_id, user_id, business_key)
    row.refs = {**row.refs, "now": True}
    steered.approved_by, steered.needs_word = user_id, False
    outbox.reschedule(session, team_id, business_key, now)
    if poll := _poll_of_plan(meeting, business_key):
        outbox.bring_forward(session, team_id, poll, now)
    if touchpoint_of(business_key) == Touchpoint.PLAN:
        touchpoints.ask_along(session, meeting, now)
    _show(session, meeting, business_key, now)


def skip(session: Session, team_id: str, user_id: str, business_key: str, now: datetime) -> None:
    """Call a planned touchpoint off. Raises Refused for others, and when it is not waiting any more.

    A recap that stands promises no action plan any more that does not come.
    """
    meeting, _, _ = _waiting(session, team_id, user_id, business_key)
    outbox.cancel(session, team_id, business_key, f"{SKIPPED}{user_id}")
    if poll := _poll_of_plan(meeting, business_key):
        outbox.cancel(session, team_id, poll, "the action plan was skipped")
    _show(session, meeting, business_key, now)


def bring_back(session: Session, team_id: str, user_id: str, business_key: str, now: datetime) -> None:
    """Plan a skipped touchpoint again for when it was planned.

    Raises Refused for others, once its time is past, and once a later one was said.
    """
    meeting, row, steered = _of(session, team_id, user_id, business_key)
    if not may_come_back(session, row, steered, now):
        raise Refused("skip_is_final")
    outbox.restore(session, team_id, business_key, steered.planned_at)
    if poll := _poll_of_plan(meeting, business_key):
        outbox.restore(session, team_id, poll, steered.planned_at)
    touchpoints.all_done(session, team_id, meeting.id or 0, now)
    _show(session, meeting, business_key, now)


def may_come_back(session: Session, row: Outgoing, steered: Steered, now: datetime) -> bool:
    """Say whether a touchpoint was skipped and may still be said in time and in order."""
    is_skipped = row.state == State.CANCELLED and (row.reason or "").startswith(SKIPPED)
    return is_skipped and steered.planned_at > now and not _later_stands(session, row)


def postpone(
    session: Session, team_id: str, user_id: str, business_key: str, day: day_of | None, clock: time | None,
    now: datetime,
) -> None:  # fmt: skip
    """Put a planned touchpoint off to a local day and time of the department; the later ones keep their distance.

    Raises Invalid for what lies in the past, outside working hours, or before the touchpoint that comes first; Refused
    for others, and when it is not waiting any more.
    """
    meeting, _, steered = _waiting(session, team_id, user_id, business_key)
    if not day or not clock:
        raise Invalid({"day" if not day else "clock": "required"})
    which, days = touchpoint_of(business_key), departments.days_of(session, team_id, meeting.channel_id)
    moment = days.at(day, clock)
    if problem := postponement_problem(moment, _before(session, meeting, which), days, now):
        raise Invalid({"clock" if problem == "outside_hours" and days.is_working_day(day) else "day": problem})
    waiting = {each: row.planned_at for each in which.after if (row := _still_waits(session, meeting, each))}
    steered.is_postponed = True
    touchpoints.move(session, meeting, pushed({which: moment} | waiting, days), now)


def postponable(session: Session, team_id: str, user_id: str, business_key: str) -> tuple[datetime, str]:
    """Return when a touchpoint is planned, and the IANA zone of its department. Raises Refused."""
    meeting, row, _ = _waiting(session, team_id, user_id, business_key)
    return row.due_at, departments.days_of(session, team_id, meeting.channel_id).timezone


def edit(session: Session, team_id: str, user_id: str, business_key: str, edition: Edition, now: datetime) -> None:
    """Keep the words around a touchpoint's lists; one that stands in the channel is brought up to date.

    Raises Invalid for words that are too long and when nothing would be left to say, Refused for others.
    """
    meeting, _, steered = _of(session, team_id, user_id, business_key)
    lines = touchpoints_lines.lines(session, team_id, meeting.id or 0, touchpoint_of(business_key))
    if found := edition_problems(edition, lines):
        raise Invalid(found)
    steered.intro, steered.left_out = edition.intro, list(edition.left_out)
    outbox.refresh(session, team_id, business_key, now)


def edition(session: Session, team_id: str, user_id: str, business_key: str) -> tuple[Edition, tuple[Line, ...]]:
    """Return the words around a touchpoint's lists, and the lines there are. Raises Refused for others."""
    meeting, _, steered = _of(session, team_id, user_id, business_key)
    lines = touchpoints_lines.lines(session, team_id, meeting.id or 0, touchpoint_of(business_key))
    return Edition(steered.intro, tuple(steered.left_out)), lines


def approve(session: Session, team_id: str, user_id: str, business_key: str, now: datetime) -> None:
    """Give a partner's word that a touchpoint may be said when its time comes, or at once in working hours if it has.

    Raises Refused for others, and when it is not waiting any more.
    """
    meeting, row, steered = _waiting(session, team_id, user_id, business_key)
    days = departments.days_of(session, team_id, meeting.channel_id)
    steered.approved_by, steered.needs_word = user_id, False
    moment = days.next_open(max(now, steered.planned_at))
    if row.key != key(meeting.id or 0, Touchpoint.ACKNOWLEDGEMENT) or row.due_at > moment or steered.planned_at <= now:
        outbox.reschedule(session, team_id, business_key, moment)
    if touchpoint_of(business_key) == Touchpoint.PLAN:
        touchpoints.move_poll(session, meeting, moment, days)
    touchpoints.all_done(session, team_id, meeting.id or 0, now)
    _show(session, meeting, business_key, now)


def undo(session: Session, team_id: str, user_id: str, business_key: str, now: datetime) -> None:
    """Take a touchpoint out of its channel in the first minutes; it waits for a partner's word then.

    Raises Refused for others, when ten minutes are over, and while a later touchpoint stands in its thread.
    """
    meeting, row, steered = _of(session, team_id, user_id, business_key)
    if row.state != State.SENT or row.sent_at is None:
        raise Refused("gone")
    if now >= row.sent_at + UNDO:
        raise Refused("undo_is_over")
    if _later_stands(session, row):
        raise Refused("undo_the_later_first")
    days = departments.days_of(session, team_id, meeting.channel_id)
    row.refs = {name: value for name, value in row.refs.items() if name != "now"}
    steered.needs_word, steered.approved_by, steered.is_postponed = True, None, False
    outbox.withdraw(session, team_id, business_key, now)
    if poll := _poll_of_plan(meeting, business_key):
        outbox.withdraw(session, team_id, poll, now)
    which = touchpoint_of(business_key)
    waiting = {each: other.planned_at for each in which.after if (other := _still_waits(session, meeting, each))}
    touchpoints.move(session, meeting, pushed({which: next_day(now, days)} | waiting, days), now)


def _waiting(session: Session, team_id: str, user_id: str, business_key: str) -> tuple[Meeting, Outgoing, Steered]:
    meeting, row, steered = _of(session, team_id, user_id, business_key)
    if row.state != State.DUE:
        raise Refused("gone")
    return meeting, row, steered


def _of(session: Session, team_id: str, user_id: str, business_key: str) -> tuple[Meeting, Outgoing, Steered]:
    people.require_partner(session, team_id, user_id)
    row = rows.locked(session, team_id, business_key)
    meeting, steered = _settled(session, team_id, business_key) if row else (None, None)
    if row is None or meeting is None or steered is None:
        raise Refused("gone")
    return meeting, row, steered


def _settled(session: Session, team_id: str, business_key: str) -> tuple[Meeting | None, Steered | None]:
    meeting_id, which = meeting_of(business_key), touchpoint_of(business_key)
    return meetings.get(session, team_id, meeting_id), steering.steered(session, team_id, meeting_id, which)


def _poll_of_plan(meeting: Meeting, business_key: str) -> str | None:
    """Return the key of the poll that comes with an action plan; None for the other touchpoints."""
    is_plan = business_key == key(meeting.id or 0, Touchpoint.PLAN)
    return poll_key(meeting.poll_id) if is_plan and meeting.poll_id else None


def _before(session: Session, meeting: Meeting, which: Touchpoint) -> datetime | None:
    """Return when the touchpoint before this one was said, or will be; skipped ones do not count."""
    moments = []
    for each in which.before:
        row = rows.by_key(session, meeting.team_id, key(meeting.id or 0, each))
        if row and (row.sent_at or row.state == State.DUE):
            moments.append(row.sent_at or row.due_at)
    return max(moments, default=None)


def _still_waits(session: Session, meeting: Meeting, which: Touchpoint) -> Steered | None:
    row = rows.by_key(session, meeting.team_id, key(meeting.id or 0, which))
    steered = steering.steered(session, meeting.team_id, meeting.id or 0, which)
    return steered if row and row.state == State.DUE else None


def _later_stands(session: Session, row: Outgoing) -> bool:
    meeting_id, which = meeting_of(row.key), touchpoint_of(row.key)
    later = [rows.by_key(session, row.team_id, key(meeting_id, each)) for each in which.after]
    return any(each.state in STANDS for each in later if each)


def _show(session: Session, meeting: Meeting, business_key: str, now: datetime) -> None:
    days = departments.days_of(session, meeting.team_id, meeting.channel_id)
    touchpoints.show(session, meeting, touchpoint_of(business_key), days, now)
    outbox.refresh(session, meeting.team_id, key(meeting.id or 0, Touchpoint.RECAP), now)
