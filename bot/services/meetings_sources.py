"""Where notes came from goes on living: their message is edited or deleted, its thread grows, its files are read."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from bot.domain.errors import Refused
from bot.domain.markup import unescape
from bot.domain.meetings import NOTES_MAX, Status, draft_key, edited_key
from bot.domain.meetings_sources import Wrote, next_meeting, thread, told_by, without_mention
from bot.domain.outbox import Post
from bot.services import meetings_drafts, meetings_marks, meetings_reading, outbox, people
from bot.services.meetings import draft_of, give_up
from bot.store import meetings, meetings_items
from bot.store.meetings import Meeting
from bot.store.meetings_items import DraftItem


def knows(session: Session, team_id: str, sources: Sequence[str]) -> bool:
    """Say whether one of these messages (`channel:ts`) is in a draft: the cheap question about every message."""
    return meetings_items.knows(session, team_id, sources)


def is_read_whole(session: Session, team_id: str, root: str) -> bool:
    """Say whether the thread under this root (`channel:ts`) is a draft's notes."""
    meeting = meetings.of_source(session, team_id, root)
    return meeting is not None and meeting.status == Status.DRAFT and meeting.in_thread


def edited(session: Session, team_id: str, source: str, message: Wrote, now: datetime) -> None:
    """Let a draft follow the message (`channel:ts`) that its notes, or what was marked, came in."""
    if meeting := _draft(session, team_id, source):
        notes = told_by(without_mention(unescape(message.text)), message.user_id)
        _follow(session, meeting, notes, meeting.attached, now)
    meetings_marks.reworded(session, team_id, source, people.readable(session, team_id, message.text), now)


def deleted(session: Session, team_id: str, source: str, now: datetime) -> None:
    """Withdraw the draft of a message that was deleted, and take out what was marked there; confirmed meetings stay."""
    if meeting := _draft(session, team_id, source):
        give_up(session, meeting, Status.WITHDRAWN, now)
    meetings_marks.gone(session, team_id, source, now)


def thread_changed(session: Session, team_id: str, root: str, messages: Sequence[Wrote], now: datetime) -> None:
    """Let a draft follow the thread that its notes are; it is withdrawn once nothing is left there."""
    meeting = _draft(session, team_id, root)
    if meeting is None:
        return
    notes = thread(messages, meeting.partner)
    if notes.strip():
        _follow(session, meeting, notes, meeting.attached, now)
    else:
        deleted(session, team_id, root, now)


def attach(session: Session, team_id: str, user_id: str, meeting_id: int, text: str, now: datetime) -> None:
    """Take what the files of a tagged message hold into its draft, and tell the partner. Raises Refused."""
    meeting = draft_of(session, team_id, user_id, meeting_id)
    if len(meeting.notes) + len(text) > NOTES_MAX:
        raise Refused("notes_too_long")
    if not meetings_reading.says_anything(f"{meeting.notes}\n\n{text}", meeting.met_on):
        raise Refused("empty_notes")
    if (attached := told_by(text, user_id)) != meeting.attached:
        _follow(session, meeting, meeting.notes, attached, now)
    _tell_now(session, meeting, now)


def without_files(session: Session, team_id: str, user_id: str, meeting_id: int, now: datetime) -> None:
    """Go on with a draft whose files could not be read; without any words of its own it is given up unseen."""
    meeting = draft_of(session, team_id, user_id, meeting_id)
    if meetings_reading.says_anything(meetings_reading.notes_of(meeting), meeting.met_on):
        _tell_now(session, meeting, now)
    else:
        give_up(session, meeting, Status.DISCARDED, now)


def follow_thread(session: Session, team_id: str, user_id: str, meeting_id: int, notes: str, now: datetime) -> None:
    """Take the whole thread for the notes of a draft that was tagged in it, perhaps once more. Raises Refused."""
    meeting = draft_of(session, team_id, user_id, meeting_id)
    meeting.in_thread = True
    if notes != meeting.notes:
        _follow(session, meeting, notes, meeting.attached, now)


def _draft(session: Session, team_id: str, source: str) -> Meeting | None:
    meeting = meetings.of_source(session, team_id, source)
    return meeting if meeting and meeting.status == Status.DRAFT else None


def _follow(session: Session, meeting: Meeting, notes: str, attached: str | None, now: datetime) -> None:
    before = next_meeting(meetings_reading.notes_of(meeting), meeting.met_on)
    stays = meetings_drafts.reread(session, meeting, notes, attached)
    if meeting.next_on == before:
        meeting.next_on = next_meeting(meetings_reading.notes_of(meeting), meeting.met_on)
    outbox.refresh(session, meeting.team_id, draft_key(meeting.id or 0), now)
    if any(row.is_corrected for row in meetings_drafts.items_of(session, meeting)):
        _tell_changes(session, meeting, stays, now)


def _tell_changes(session: Session, meeting: Meeting, stays: Sequence[DraftItem], now: datetime) -> None:
    refs = {"meeting": meeting.id, "items": [row.id for row in stays]}
    post = Post(edited_key(meeting.id or 0, meeting.revision), "meetings.changed", meeting.partner, refs)
    outbox.plan(session, meeting.team_id, post, now, now)


def _tell_now(session: Session, meeting: Meeting, now: datetime) -> None:
    outbox.bring_forward(session, meeting.team_id, draft_key(meeting.id or 0), now)
