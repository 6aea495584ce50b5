"""Drafts and what they lead to, as they are shown: to correct, in a list, ahead of posting, and before the next one."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlmodel import Session

from bot.domain.errors import Refused
from bot.domain.followups import FollowUpView, Promise, Status
from bot.domain.meetings import (
    Change,
    Contribution,
    Draft,
    DraftView,
    MeetingView,
    Slot,
    Takeaway,
)
from bot.domain.meetings import Status as MeetingStatus
from bot.domain.meetings_items import Kind
from bot.domain.meetings_merging import Correction
from bot.domain.meetings_points import Answer, Brief
from bot.services import (
    departments,
    followups_views,
    goals_views,
    meetings_drafts,
    meetings_points,
    meetings_reading,
    people,
)
from bot.services.meetings import draft_of
from bot.services.meetings_merging import came_to
from bot.store import departments as known_departments
from bot.store import meetings, meetings_items
from bot.store.meetings import Meeting
from bot.store.meetings_items import DraftItem

BEGINNING = 150
LEARNED_SHOWN = 8


def draft(session: Session, team_id: str, user_id: str, meeting_id: int, now: datetime) -> Draft:
    """Return a draft for a partner to correct. Raises Refused for others, and for what is no draft any more."""
    return _draft(session, draft_of(session, team_id, user_id, meeting_id), now)


def found(session: Session, team_id: str, meeting_id: int, now: datetime) -> Draft:
    """Return a draft as it stands. Raises Refused when it is gone."""
    return _draft(session, _get(session, team_id, meeting_id), now)


def status(session: Session, team_id: str, meeting_id: int) -> MeetingStatus:
    """Return where a meeting stands. Raises Refused when it is gone."""
    return MeetingStatus(_get(session, team_id, meeting_id).status)


def place(session: Session, team_id: str, meeting_id: int) -> str:
    """Return the channel of the department that met. Raises Refused when it is gone."""
    return _get(session, team_id, meeting_id).channel_id


def drafts_of(session: Session, team_id: str, user_id: str, limit: int) -> list[DraftView]:
    """Return the drafts a partner has not confirmed yet, the latest first; nothing for people who are no partners."""
    if not people.is_partner(session, team_id, user_id):
        return []
    return [_listed(session, row) for row in meetings.drafts_of(session, team_id, user_id)[:limit]]


def preview(
    session: Session, team_id: str, user_id: str, meeting_id: int, correction: Correction, now: datetime
) -> MeetingView:
    """Return the meeting as its recap would show it if it were confirmed so. Raises Refused as `draft` does."""
    meeting = draft_of(session, team_id, user_id, meeting_id)
    made = came_to(session, meeting, correction, now)
    offered = meetings_points.offered(session, meeting, meetings_drafts.items_of(session, meeting), now)
    still = [each.follow_up for each in offered if made.points.get(each.follow_up.id) == Answer.STILL_OPEN]
    return MeetingView(
        id=meeting_id, channel_id=meeting.channel_id, partner=meeting.partner,
        kind=departments.kind_of(session, team_id, meeting.channel_id), met_on=made.met_on or meeting.met_on,
        takeaways=made.takeaways,
        follow_ups=(*still, *(_promised(meeting, each) for each in made.promises.values())),
        contributions=made.contributions,
    )  # fmt: skip


def changes(session: Session, team_id: str, meeting_id: int, item_ids: Sequence[int]) -> list[Change]:
    """Return what the notes say now of some items that the partner had corrected."""
    rows = meetings_items.of_meeting(session, team_id, meeting_id)
    return [Change(row.text, row.read.text if row.read else None) for row in rows if row.id in item_ids]


def brief(session: Session, team_id: str, meeting_id: int, now: datetime) -> Brief:
    """Return what to know before the meeting that follows this one. Raises Refused when there is nothing to come."""
    meeting = _get(session, team_id, meeting_id)
    later = meetings.last_confirmed(session, team_id, meeting.channel_id, meeting_id)
    if meeting.next_on is None or (later and later.met_on > meeting.met_on):
        raise Refused("gone")
    department = known_departments.of_channel(session, team_id, meeting.channel_id)
    promised = followups_views.of_meeting(session, team_id, meeting_id, now)
    waiting = [each for each in promised if each.status == Status.OPEN]
    return Brief(
        channel_id=meeting.channel_id, met_on=meeting.met_on, next_on=meeting.next_on,
        lead=department.lead if department else None,
        learned=tuple(each.text for each in meetings.takeaways(session, meeting_id)[:LEARNED_SHOWN]),
        goals=tuple(goals_views.offered(session, team_id, meeting.channel_id)),
        owed=tuple(each for each in waiting if each.is_lnd),
        awaited=tuple(each for each in waiting if not each.is_lnd),
    )  # fmt: skip


def _draft(session: Session, meeting: Meeting, now: datetime) -> Draft:
    rows = meetings_drafts.items_of(session, meeting)
    points = meetings_points.offered(session, meeting, rows, now)
    again = meetings_points.repeated(points, rows)
    standing = [row for row in rows if not row.is_dropped and not (row.kind == Kind.FOLLOW_UP and row.place in again)]
    shown = {(row.kind, row.place) for row in standing}
    learned, promised, given = ([row for row in standing if row.kind == kind] for kind in Kind)
    return Draft(
        meeting_id=meeting.id or 0, channel_id=meeting.channel_id, met_on=meeting.met_on,
        takeaways=tuple(Takeaway(row.text, row.item.who) for row in learned),
        promises=tuple(Promise(row.text, row.user_id, row.name, row.due_on) for row in promised),
        contributions=tuple(Contribution(row.item.who or "", row.text) for row in given),
        unplaced=meetings_reading.unplaced(session, meeting), known=people.known_as(session, meeting.team_id),
        places={kind: tuple(row.place for row in standing if row.kind == kind) for kind in Kind},
        revision=meeting.revision, next_on=meeting.next_on, is_marked=not meetings_reading.notes_of(meeting),
        points=points,
        slots={kind: tuple(_slot(row, shown) for row in rows if row.kind == kind) for kind in Kind},
    )  # fmt: skip


def _slot(row: DraftItem, shown: Collection[tuple[str, int]]) -> Slot:
    is_added = row.read_text is None
    return Slot(len(row.read_text or row.text), is_shown=(row.kind, row.place) in shown, is_added=is_added)


def _promised(meeting: Meeting, promise: Promise) -> FollowUpView:
    return FollowUpView(
        id=0, text=promise.text, owner=promise.owner, owner_name=promise.owner_name, partner=meeting.partner,
        channel_id=meeting.channel_id, due_on=promise.due_on, status=Status.OPEN, is_late=False, snoozed_until=None,
        help_asked=False,
    )  # fmt: skip


def _listed(session: Session, meeting: Meeting) -> DraftView:
    items = [] if meeting.notes else meetings_items.of_meeting(session, meeting.team_id, meeting.id or 0)
    text = meeting.notes or next((row.text for row in items if not row.is_dropped), "")
    shown = meetings_reading.shown(session, meeting.team_id, text[: 2 * BEGINNING])
    return DraftView(meeting.id or 0, meeting.channel_id, meeting.met_on, " ".join(shown.split())[:BEGINNING])


def _get(session: Session, team_id: str, meeting_id: int) -> Meeting:
    meeting = meetings.get(session, team_id, meeting_id)
    if meeting is None:
        raise Refused("gone")
    return meeting
