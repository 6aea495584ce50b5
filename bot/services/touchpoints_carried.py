"""Promises that go along from meeting to meeting: each is thanked or owned in one acknowledgement alone."""

from datetime import date, datetime

from sqlmodel import Session

from bot.domain.meetings_points import Answer
from bot.domain.outbox import State
from bot.domain.touchpoints import Touchpoint, key
from bot.store import followups, meetings, meetings_points, outbox
from bot.store.followups import FollowUp


def spoken_of(session: Session, team_id: str, meeting_id: int) -> list[FollowUp]:
    """Return the promises that the acknowledgement of a meeting speaks of and waits for.

    What a later meeting carried along before it was said is left to that one. What was found done in this meeting
    belongs here where no acknowledgement before can speak of it any more.
    """
    own = followups.of_meeting(session, team_id, meeting_id)
    kept = [row for row in own if not _is_carried_on(session, row, meeting_id)]
    return kept + [row for row in _found_done(session, team_id, meeting_id) if row not in kept]


def meetings_of(session: Session, row: FollowUp) -> list[int]:
    """Return the meetings that a promise was made in, or carried along with."""
    carried = [each.id or 0 for each in meetings_points.carriers(session, row.team_id, row.id or 0)]
    return [row.meeting_id, *carried] if row.meeting_id else carried


def was_owned(session: Session, team_id: str, meeting_id: int, follow_up_id: int, missed_on: date) -> bool:
    """Say whether the acknowledgement of another meeting was said after this promise was `missed_on` its day."""
    row = followups.get(session, team_id, follow_up_id)
    others = [each for each in meetings_of(session, row) if each != meeting_id] if row else []
    moments = [_said_at(session, team_id, each) for each in others]
    return any(each and each.date() > missed_on for each in moments)


def _is_carried_on(session: Session, row: FollowUp, meeting_id: int) -> bool:
    meeting, said_at = meetings.get(session, row.team_id, meeting_id), _said_at(session, row.team_id, meeting_id)
    if meeting is None or meeting.confirmed_at is None:
        return False
    later = [
        each.confirmed_at
        for each in meetings_points.carriers(session, row.team_id, row.id or 0)
        if each.confirmed_at and each.confirmed_at > meeting.confirmed_at
    ]
    return any(said_at is None or each < said_at for each in later)


def _found_done(session: Session, team_id: str, meeting_id: int) -> list[FollowUp]:
    points = meetings_points.of_meeting(session, team_id, meeting_id)
    done = [each.follow_up_id for each in points if each.answer == Answer.DONE]
    rows = [row for each in done if (row := followups.get(session, team_id, each)) and row.done_at]
    return [row for row in rows if all(_is_over(session, row, each) for each in meetings_of(session, row))]


def _is_over(session: Session, row: FollowUp, meeting_id: int) -> bool:
    """Say whether the acknowledgement of a meeting was said before the promise was kept, or is not said at all."""
    said = outbox.by_key(session, row.team_id, key(meeting_id, Touchpoint.ACKNOWLEDGEMENT))
    if said is None or said.state == State.CANCELLED:
        return True
    return said.sent_at is not None and row.done_at is not None and said.sent_at < row.done_at


def _said_at(session: Session, team_id: str, meeting_id: int) -> datetime | None:
    said = outbox.by_key(session, team_id, key(meeting_id, Touchpoint.ACKNOWLEDGEMENT))
    return said.sent_at if said else None
