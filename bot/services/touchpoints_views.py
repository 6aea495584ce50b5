"""Meetings and their touchpoints as they are shown."""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session

from bot.domain.errors import Refused
from bot.domain.followups import FollowUpView
from bot.domain.meetings import MeetingView, Status
from bot.domain.outbox import State
from bot.domain.polls_results import PollView
from bot.domain.touchpoints import KINDS, Touchpoint, key, meeting_of, touchpoint_of
from bot.domain.touchpoints_plan import Discussion, Voice
from bot.domain.touchpoints_steering import UNDO, Coming, Edition, Standing, Waits
from bot.domain.touchpoints_thanks import missed
from bot.services import (
    departments,
    followups_views,
    people,
    polls,
    touchpoints,
    touchpoints_approval,
    touchpoints_carried,
    touchpoints_lines,
    touchpoints_steering,
    touchpoints_waits,
)
from bot.store import meetings
from bot.store import outbox as rows
from bot.store import touchpoints as stored
from bot.store.meetings import Meeting
from bot.store.outbox import Outgoing

WAITING = frozenset({State.DUE, State.SENDING})


def meeting(
    session: Session, team_id: str, meeting_id: int, now: datetime, left_out: Collection[str] = (),
    which: Touchpoint | None = None,
) -> MeetingView:  # fmt: skip
    """Return a confirmed meeting as it stands at the aware moment `now`, without the lines that are left out.

    `which` touchpoint shows it decides the follow-ups: an acknowledgement leaves some to a later one. Raises Refused
    when there is none.
    """
    row = _get(session, team_id, meeting_id)
    today = departments.days_of(session, team_id, row.channel_id).today(now)
    return MeetingView(
        id=meeting_id, channel_id=row.channel_id, partner=row.partner,
        kind=departments.kind_of(session, team_id, row.channel_id),
        met_on=row.met_on, next_on=row.next_on if row.next_on and row.next_on >= today else None,
        takeaways=touchpoints_lines.takeaways(session, meeting_id, left_out),
        follow_ups=touchpoints_lines.follow_ups(_promised(session, team_id, meeting_id, which, now), left_out),
        contributions=touchpoints_lines.contributions(session, meeting_id, left_out),
        next_partner=touchpoints.reader(session, row),
    )  # fmt: skip


def edition(session: Session, team_id: str, meeting_id: int, which: Touchpoint) -> Edition:
    """Return the words that a partner put around a touchpoint's lists, and what they left out and still may."""
    steered = stored.steered(session, team_id, meeting_id, which)
    if steered is None:
        return Edition()
    owed = touchpoints_lines.owed(session, team_id, meeting_id, which)
    return Edition(steered.intro, tuple(each for each in steered.left_out if each not in owed))


def is_called_off(session: Session, team_id: str, meeting_id: int) -> bool:
    """Say whether a meeting turned out not to have been one, after its notes were confirmed."""
    return _get(session, team_id, meeting_id).status == Status.CALLED_OFF


def has_plan(session: Session, team_id: str, meeting_id: int) -> bool:
    """Say whether an action plan follows or has followed: it was not skipped, nor given up."""
    row = rows.by_key(session, team_id, key(meeting_id, Touchpoint.PLAN))
    return row is not None and row.state not in (State.CANCELLED, State.EXPIRED, State.DEAD)


def poll(session: Session, team_id: str, meeting_id: int) -> PollView | None:
    """Return the poll of the meeting's action plan, if it has one."""
    row = _get(session, team_id, meeting_id)
    return polls.result(session, team_id, row.poll_id) if row.poll_id else None


def discussion(session: Session, team_id: str, meeting_id: int) -> Discussion:
    """Return what the team said to the action plan."""
    _get(session, team_id, meeting_id)
    said = [each.voice for each in stored.voices(session, meeting_id)]
    counted = {voice.value: said.count(voice) for voice in Voice}
    return Discussion(**counted, replies=len(stored.replies(session, meeting_id)))


def coming(session: Session, team_id: str, user_id: str, limit: int, now: datetime) -> tuple[list[Coming], int]:
    """Return the first touchpoints that a partner can still steer, and how many there are; none for everybody else.

    First those that wait, the next one first, then those skipped whose time is to come, and those posted a moment ago.
    """
    if not people.is_partner(session, team_id, user_id):
        return [], 0
    found = rows.steerable(session, team_id, KINDS, now, now - UNDO)
    kept = [row for row in found if row.state != State.CANCELLED or _comes_back(session, row, now)]
    first = sorted(kept, key=lambda row: (row.state not in WAITING, row.sent_at or row.due_at))[:limit]
    return [each for row in first if (each := _coming(session, row, now))], len(kept)


def one(session: Session, team_id: str, meeting_id: int, which: Touchpoint, now: datetime) -> Coming:
    """Return a touchpoint as its partner sees it. Raises Refused when it was never planned."""
    row = rows.by_key(session, team_id, key(meeting_id, which))
    found = _coming(session, row, now) if row else None
    if found is None:
        raise Refused("gone")
    return found


def _coming(session: Session, row: Outgoing, now: datetime) -> Coming | None:
    meeting_id, which = meeting_of(row.key), touchpoint_of(row.key)
    steered = stored.steered(session, row.team_id, meeting_id, which)
    found = meetings.get(session, row.team_id, meeting_id)
    if steered is None or found is None:
        return None
    comes_back = touchpoints_steering.may_come_back(session, row, steered, now)
    is_posted = row.state == State.SENT
    return Coming(
        meeting_id=meeting_id, touchpoint=which, channel_id=found.channel_id,
        due_at=row.sent_at or (steered.planned_at if comes_back else row.due_at),
        standing=_standing(row, now, comes_back=comes_back),
        needs_approval=row.state in WAITING and touchpoints_approval.lacks_word(session, steered, row),
        approved_by=steered.approved_by,
        waits=_waits(session, row, steered.planned_at, now),
        may_undo_until=row.sent_at + UNDO if is_posted and row.sent_at else None,
        was_taken_back=steered.needs_word,
        missed=_missed(session, row, now),
        trouble=row.reason if is_posted and steered.needs_word else None,
    )  # fmt: skip


def _comes_back(session: Session, row: Outgoing, now: datetime) -> bool:
    steered = stored.steered(session, row.team_id, meeting_of(row.key), touchpoint_of(row.key))
    return steered is not None and touchpoints_steering.may_come_back(session, row, steered, now)


def _standing(row: Outgoing, now: datetime, *, comes_back: bool) -> Standing:
    if row.state in WAITING:
        return Standing.WAITING
    if row.state == State.REMOVING:
        return Standing.LEAVING
    if row.state == State.SENT:
        return Standing.POSTED
    return Standing.SKIPPED if comes_back else Standing.OVER


def _waits(session: Session, row: Outgoing, latest: datetime, now: datetime) -> tuple[Waits, ...]:
    is_last = touchpoint_of(row.key) == Touchpoint.ACKNOWLEDGEMENT
    if not is_last or row.state != State.DUE or latest <= now:
        return ()
    return touchpoints_waits.waits(session, row.team_id, meeting_of(row.key))


def _missed(session: Session, row: Outgoing, now: datetime) -> int:
    """Count the promises that L&D missed and gave no new date for, while the acknowledgement is still to come."""
    if touchpoint_of(row.key) != Touchpoint.ACKNOWLEDGEMENT or row.state != State.DUE:
        return 0
    promised = _promised(session, row.team_id, meeting_of(row.key), Touchpoint.ACKNOWLEDGEMENT, now)
    return sum(each.new_on is None for each in missed(promised))


def _promised(
    session: Session, team_id: str, meeting_id: int, which: Touchpoint | None, now: datetime
) -> tuple[FollowUpView, ...]:
    if which != Touchpoint.ACKNOWLEDGEMENT:
        return followups_views.of_meeting(session, team_id, meeting_id, now)
    return tuple(followups_views.views_of(session, touchpoints_carried.spoken_of(session, team_id, meeting_id), now))


def _get(session: Session, team_id: str, meeting_id: int) -> Meeting:
    row = meetings.get(session, team_id, meeting_id)
    if row is None:
        raise Refused("gone")
    return row
