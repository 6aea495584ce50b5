"""What the outbox says of meetings in private: the draft, what changed in it, and the brief before the next one."""

from sqlmodel import Session

from bot.domain.errors import Refused
from bot.domain.meetings import Status
from bot.domain.outbox import Drop
from bot.services import meetings_views
from messages import meetings
from messages.message import Message
from messages.words import Words
from scheduler.wording import Moment, Wordings

ENDED = {
    Status.CONFIRMED: meetings.confirmed,
    Status.WITHDRAWN: meetings.withdrawn,
    Status.DISCARDED: meetings.discarded,
}


def register(wordings: Wordings) -> None:
    """Say who words each kind of message about a meeting's notes."""
    wordings.update({"meetings.draft": draft, "meetings.changed": changed, "meetings.brief": brief})


def draft(session: Session, words: Words, at: Moment) -> Message:
    """Word what was found in the notes, or what became of them."""
    meeting_id = int(at.refs["meeting"])
    ended = ENDED.get(meetings_views.status(session, at.team_id, meeting_id))
    if ended:
        return ended(words, meetings_views.place(session, at.team_id, meeting_id))
    return meetings.draft(words, meetings_views.found(session, at.team_id, meeting_id, at.now))


def changed(session: Session, words: Words, at: Moment) -> Message:
    """Word what the notes say now of what the partner had corrected; there is nothing to say once it is settled."""
    meeting_id = int(at.refs["meeting"])
    if meetings_views.status(session, at.team_id, meeting_id) != Status.DRAFT and not at.is_refresh:
        raise Drop("it is no draft any more")
    changes = meetings_views.changes(session, at.team_id, meeting_id, at.refs["items"])
    channel = meetings_views.place(session, at.team_id, meeting_id)
    return meetings.changed(words, channel, meeting_id, changes)


def brief(session: Session, words: Words, at: Moment) -> Message:
    """Word what to know before the next meeting; there is none where a later meeting made it old."""
    try:
        return meetings.brief(words, meetings_views.brief(session, at.team_id, int(at.refs["meeting"]), at.now))
    except Refused as refused:
        raise Drop("a later meeting was confirmed") from refused
