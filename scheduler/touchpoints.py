"""What the outbox says of meetings: the draft's DM and the three touchpoints."""

from sqlmodel import Session

from bot.domain.meetings import MeetingView
from bot.domain.outbox import Hold
from bot.domain.touchpoints import Touchpoint
from bot.services import meetings as drafts
from bot.services import touchpoints_views
from messages import meetings, touchpoints
from messages.message import Message
from messages.words import Words
from scheduler.wording import Moment, Wordings


def register(wordings: Wordings) -> None:
    """Say who words each kind of message about a meeting."""
    wordings.update(
        {
            "meetings.draft": draft,
            "touchpoints.recap": recap,
            "touchpoints.plan": plan,
            "touchpoints.acknowledgement": acknowledgement,
        }
    )


def draft(session: Session, words: Words, at: Moment) -> Message:
    """Word what was found in the notes, or, once they are confirmed, that they are."""
    meeting_id = int(at.refs["meeting"])
    if touchpoints_views.is_draft(session, at.team_id, meeting_id):
        return meetings.draft(words, drafts.found(session, at.team_id, meeting_id))
    return meetings.confirmed(words, touchpoints_views.meeting(session, at.team_id, meeting_id, at.now).channel_id)


def recap(session: Session, words: Words, at: Moment) -> Message:
    """Word the recap, inside working hours."""
    return touchpoints.recap(words, _meeting(session, at, Touchpoint.RECAP))


def plan(session: Session, words: Words, at: Moment) -> Message:
    """Word the action plan, inside working hours of a later day than the recap."""
    meeting = _meeting(session, at, Touchpoint.PLAN)
    poll = touchpoints_views.poll(session, at.team_id, meeting.id)
    return touchpoints.plan(words, meeting, has_poll=poll is not None and not poll.is_over(at.now))


def acknowledgement(session: Session, words: Words, at: Moment) -> Message:
    """Word the acknowledgement, inside working hours of a later day than the action plan."""
    meeting = _meeting(session, at, Touchpoint.ACKNOWLEDGEMENT)
    return touchpoints.acknowledgement(words, meeting, touchpoints_views.poll(session, at.team_id, meeting.id))


def _meeting(session: Session, at: Moment, which: Touchpoint) -> MeetingView:
    meeting_id = int(at.refs["meeting"])
    opens = touchpoints_views.opens(session, at.team_id, meeting_id, which, at.now)
    if opens > at.now and not at.refs.get("now") and not at.is_refresh:
        raise Hold(opens)
    return touchpoints_views.meeting(session, at.team_id, meeting_id, at.now)
