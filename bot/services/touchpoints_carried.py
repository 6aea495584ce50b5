"""Promises that go along from meeting to meeting: each is thanked or owned in one acknowledgement alone."""

from datetime import datetime

from sqlmodel import Session

from bot.domain.meetings_points import Answer
from bot.domain.outbox import State
from bot.domain.touchpoints import Touchpoint, key
from bot.services import followups_days, followups_moves
from bot.store import followups, meetings, meetings_points, outbox
from bot.store.followups import FollowUp
from bot.store.meetings import Meeting


def spoken_of(session: Session, team_id: str, meeting_id: int) -> list[FollowUp]:
    """Return the promises that the acknowledgement of a meeting speaks of and waits for.

    What a later meeting carried along before it was said is left to that one, and so is what was kept after it was said
    and a later meeting speaks of. What was found done in this meeting belongs here where no acknowledgement before can
    speak of it any more.
    """
    own = followups.of_meeting(session, team_id, meeting_id)
    kept = [row for row in own if not _is_left_to_a_later_one(session, row, meeting_id)]
    return kept + [row for row in _found_done(session, team_id, meeting_id) if row not in kept]


def meetings_of(session: Session, row: FollowUp) -> list[int]:
    """Return the meetings that a promise was made in, or carried along with."""
    carried = [each.id or 0 for each in meetings_points.heard_in(session, row.team_id, row.id or 0, Answer.STILL_OPEN)]
    return [row.meeting_id, *carried] if row.meeting_id else carried


def was_owned(session: Session, team_id: str, meeting_id: int, follow_up_id: int) -> bool:
    """Say whether the acknowledgement of another meeting came before this one's, and after the last day missed."""
    row = followups.get(session, team_id, follow_up_id)
    missed_on = followups_moves.last_missed(session, row) if row else None
    if row is None or missed_on is None:
        return False
    this, days = _said_at(session, team_id, meeting_id), followups_days.of_promise(session, row)
    others = [_said_at(session, team_id, each) for each in meetings_of(session, row) if each != meeting_id]
    return any(each and (this is None or each < this) and days.today(each) > missed_on for each in others)


def _is_left_to_a_later_one(session: Session, row: FollowUp, meeting_id: int) -> bool:
    said_at = _said_at(session, row.team_id, meeting_id)
    carried = _later(session, row, meeting_id, Answer.STILL_OPEN)
    if any(each.confirmed_at and (said_at is None or each.confirmed_at < said_at) for each in carried):
        return True
    if said_at is None or row.done_at is None or row.done_at < said_at:
        return False
    spoken = [*carried, *_later(session, row, meeting_id, Answer.DONE)]
    return any(not _is_called_off(session, row.team_id, each.id or 0) for each in spoken)


def _later(session: Session, row: FollowUp, meeting_id: int, answer: Answer) -> list[Meeting]:
    """Return the meetings after this one in which that was said of a promise."""
    meeting = meetings.get(session, row.team_id, meeting_id)
    since = meeting.confirmed_at if meeting else None
    found = meetings_points.heard_in(session, row.team_id, row.id or 0, answer)
    return [each for each in found if since and each.confirmed_at and each.confirmed_at > since]


def _found_done(session: Session, team_id: str, meeting_id: int) -> list[FollowUp]:
    points = meetings_points.of_meeting(session, team_id, meeting_id)
    done = [each.follow_up_id for each in points if each.answer == Answer.DONE]
    rows = [row for each in done if (row := followups.get(session, team_id, each)) and row.done_at]
    return [row for row in rows if all(_is_over(session, row, each) for each in meetings_of(session, row))]


def _is_over(session: Session, row: FollowUp, meeting_id: int) -> bool:
    """Say whether the acknowledgement of a meeting was said before the promise was kept, or is not said at all."""
    if _is_called_off(session, row.team_id, meeting_id):
        return True
    said_at = _said_at(session, row.team_id, meeting_id)
    return said_at is not None and row.done_at is not None and said_at < row.done_at


def _is_called_off(session: Session, team_id: str, meeting_id: int) -> bool:
    said = outbox.by_key(session, team_id, key(meeting_id, Touchpoint.ACKNOWLEDGEMENT))
    return said is None or said.state == State.CANCELLED


def _said_at(session: Session, team_id: str, meeting_id: int) -> datetime | None:
    said = outbox.by_key(session, team_id, key(meeting_id, Touchpoint.ACKNOWLEDGEMENT))
    return said.sent_at if said else None
