"""Meetings: notes are kept, read, corrected by the partner, and then planned as three touchpoints."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session

from bot.domain.errors import Invalid, Refused
from bot.domain.meetings import NOTES_MAX, Corrected, Status, draft_key, problems
from bot.domain.meetings_merging import Correction
from bot.domain.meetings_sources import next_meeting
from bot.domain.outbox import Post
from bot.services import (
    departments,
    followups,
    meetings_drafts,
    meetings_merging,
    meetings_points,
    meetings_reading,
    outbox,
    people,
    touchpoints,
)
from bot.store import meetings
from bot.store.departments import Department
from bot.store.meetings import Given, Learned, Meeting

FORM_IS_OPEN = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Notes:
    """What a partner tagged: the words, and the message they came in (`channel:ts`), of a thread its root.

    `has_files` says that files of text came along, which are read next.
    """

    text: str
    source: str | None = None
    met_on: date | None = None
    in_thread: bool = False
    has_files: bool = False


def note(session: Session, team_id: str, user_id: str, channel_id: str, notes: Notes, now: datetime) -> int:
    """Keep a partner's notes as a draft and return the meeting's id; the same message again is the same meeting.

    The draft's form is opened next; should it be closed by accident, a DM offers it again after ten minutes.

    Raises Refused for others, for notes that were confirmed before and for a message without words, Invalid for a form
    that is empty or too full.
    """
    people.require_partner(session, team_id, user_id)
    if notes.source and (known := meetings.of_source(session, team_id, notes.source)):
        return _taken_up_again(session, known, notes, user_id, now)
    _check(notes)
    department = departments.at(session, team_id, channel_id, user_id, now)
    met_on = notes.met_on or departments.calendar(department).today(now)
    meeting = Meeting(
        team_id=team_id, channel_id=channel_id, partner=user_id, source=notes.source, notes=notes.text,
        in_thread=notes.in_thread, met_on=met_on, next_on=next_meeting(notes.text, met_on), created_at=now,
    )  # fmt: skip
    meeting_id = begin(session, meeting, now)
    meetings_drafts.kept(session, meeting)
    return meeting_id


def note_mention(session: Session, team_id: str, user_id: str, channel_id: str, notes: Notes, now: datetime) -> int:
    """Keep notes that came with a mention, and tell the partner at once in a DM where to check them.

    Where files came along they are read first. Raises Refused for others, for empty notes and for notes that were
    confirmed before.
    """
    if not notes.has_files and not meetings_reading.says_anything(notes.text, now.date()):
        raise Refused("empty_notes")
    meeting_id = note(session, team_id, user_id, channel_id, notes, now)
    if not notes.has_files:
        outbox.bring_forward(session, team_id, draft_key(meeting_id), now)
    return meeting_id


def begin(session: Session, meeting: Meeting, now: datetime) -> int:
    """Keep a new draft, have its DM said in ten minutes, and return its id."""
    session.add(meeting)
    session.flush()
    meeting_id = meeting.id or 0
    post = Post(draft_key(meeting_id), "meetings.draft", meeting.partner, {"meeting": meeting_id})
    outbox.plan(session, meeting.team_id, post, now + FORM_IS_OPEN, now)
    return meeting_id


def save(session: Session, team_id: str, user_id: str, meeting_id: int, correction: Correction, now: datetime) -> None:
    """Keep what the partner corrected so far, for later; nothing is checked or posted. Raises Refused."""
    meeting = draft_of(session, team_id, user_id, meeting_id)
    meetings_drafts.save(session, meeting, correction)
    meetings_points.save(session, meeting, correction.points)
    outbox.refresh(session, team_id, draft_key(meeting_id), now)


def confirm(
    session: Session,
    team_id: str,
    user_id: str,
    meeting_id: int,
    correction: Correction,
    poll_question: str,
    now: datetime,
) -> None:
    """Take the partner's word for what the meeting came to, and plan the touchpoints with their poll.

    Raises Invalid for fields that need another look, on whichever page, Refused for others, for notes that were
    confirmed before, and where the draft changed after the form was opened.
    """
    meeting = draft_of(session, team_id, user_id, meeting_id)
    if correction.revision != meeting.revision:
        raise Refused("notes_changed")
    department = departments.at(session, team_id, meeting.channel_id, user_id, now)
    days, made = departments.calendar(department), meetings_merging.came_to(session, meeting, correction, now)
    if wrong := problems(made, days.today(now)) | followups.problems(session, team_id, made.promises):
        raise Invalid(wrong)
    meetings_drafts.save(session, meeting, correction)
    meetings_points.save(session, meeting, dict(correction.points) | made.points)
    meeting.status, meeting.confirmed_at = Status.CONFIRMED, now
    _keep(session, meeting, made)
    partner = _looks_after(session, meeting, department)
    touchpoints.plan(session, meeting, department, poll_question, now)
    followups.promise(session, meeting, partner, tuple(made.promises.values()), now)
    meetings_points.settle(session, meeting, user_id, now)
    meetings_points.plan_brief(session, meeting, partner, days, now)
    outbox.cancel(session, team_id, draft_key(meeting_id), "confirmed")
    outbox.refresh(session, team_id, draft_key(meeting_id), now)


def discard(session: Session, team_id: str, user_id: str, meeting_id: int, now: datetime) -> None:
    """Give a draft up; tagging the message again takes it up again. Raises Refused."""
    give_up(session, draft_of(session, team_id, user_id, meeting_id), Status.DISCARDED, now)


def give_up(session: Session, meeting: Meeting, status: Status, now: datetime) -> None:
    """Let a draft be no draft any more, and have its DM say so; who discarded it unseen needs none."""
    key, meeting.status = draft_key(meeting.id or 0), status
    if status == Status.DISCARDED:
        outbox.cancel(session, meeting.team_id, key, status)
    outbox.bring_forward(session, meeting.team_id, key, now)
    outbox.refresh(session, meeting.team_id, key, now)


def draft_of(session: Session, team_id: str, user_id: str, meeting_id: int) -> Meeting:
    """Return a draft for a partner. Raises Refused for others, and for what is no draft any more."""
    people.require_partner(session, team_id, user_id)
    meeting = meetings.get(session, team_id, meeting_id)
    if meeting is None:
        raise Refused("gone")
    if meeting.status != Status.DRAFT:
        raise Refused(f"notes_{meeting.status}", day=meeting.met_on)
    return meeting


def _check(notes: Notes) -> None:
    if not notes.text.strip() and not notes.has_files:
        raise Refused("empty_notes") if notes.source else Invalid({"notes": "required"})
    if len(notes.text) > NOTES_MAX:
        raise Refused("notes_too_long") if notes.source else Invalid({"notes": "notes_too_long"})


def _taken_up_again(session: Session, meeting: Meeting, notes: Notes, user_id: str, now: datetime) -> int:
    """Return the meeting that came of this message before; a draft that was given up is one again, read anew."""
    if meeting.status in (Status.WITHDRAWN, Status.DISCARDED):
        meeting.status, meeting.partner = Status.DRAFT, user_id
        meetings_drafts.reread(session, meeting, notes.text, None)
        outbox.refresh(session, meeting.team_id, draft_key(meeting.id or 0), now)
    return draft_of(session, meeting.team_id, user_id, meeting.id or 0).id or 0


def _keep(session: Session, meeting: Meeting, corrected: Corrected) -> None:
    team_id, meeting_id = meeting.team_id, meeting.id or 0
    learned = [(each.text, each.said_by) for each in corrected.takeaways]
    gave = [(each.who, each.gave) for each in corrected.contributions]
    session.add_all(Learned(team_id=team_id, meeting_id=meeting_id, text=text, said_by=who) for text, who in learned)
    session.add_all(Given(team_id=team_id, meeting_id=meeting_id, who=who, gave=what) for who, what in gave)
    session.flush()


def _looks_after(session: Session, meeting: Meeting, department: Department) -> str:
    """Return the department's own partner, or whoever took the notes while it has none."""
    theirs = department.partner
    return theirs if theirs and people.is_partner(session, meeting.team_id, theirs) else meeting.partner
