"""Meetings: notes are kept, read, corrected by the partner, and then planned as three touchpoints."""

from datetime import date, datetime, timedelta
from functools import partial

from sqlmodel import Session

from bot.domain.errors import Invalid, Refused
from bot.domain.markup import readable
from bot.domain.meetings import NOTES_MAX, Contribution, Corrected, Draft, Status, Takeaway, draft_key, problems
from bot.domain.meetings_lines import promises_of, without_speaker
from bot.domain.notes import read
from bot.domain.outbox import Post
from bot.domain.people import resolve
from bot.services import departments, followups, outbox, people, touchpoints
from bot.store import meetings
from bot.store.departments import Department
from bot.store.meetings import Given, Learned, Meeting

FORM_IS_OPEN = timedelta(minutes=10)


def note(
    session: Session, team_id: str, user_id: str, channel_id: str, notes: str, source: str | None,
    met_on: date | None, now: datetime,
) -> int:  # fmt: skip
    """Keep a partner's notes as a draft and return the meeting's id; the same message again is the same meeting.

    The draft's form is opened next; should it be closed by accident, a DM offers it again after ten minutes.

    Raises Refused for others, for notes that were posted before and for a message without words, Invalid for an
    empty form.
    """
    people.require_partner(session, team_id, user_id)
    if source and (known := meetings.of_source(session, team_id, source)):
        return _still_draft(known)
    if not notes.strip():
        raise Refused("empty_notes") if source else Invalid({"notes": "required"})
    if len(notes) > NOTES_MAX:
        raise Invalid({"notes": "too_long"})
    department = departments.at(session, team_id, channel_id, user_id, now)
    today = departments.calendar(department).today(now)
    meeting = Meeting(
        team_id=team_id, channel_id=channel_id, partner=user_id, source=source, notes=notes,
        met_on=met_on or today, created_at=now,
    )  # fmt: skip
    session.add(meeting)
    session.flush()
    meeting_id = meeting.id or 0
    post = Post(draft_key(meeting_id), "meetings.draft", user_id, {"meeting": meeting_id})
    outbox.plan(session, team_id, post, now + FORM_IS_OPEN, now)
    return meeting_id


def note_mention(
    session: Session, team_id: str, user_id: str, channel_id: str, notes: str, source: str, now: datetime
) -> None:
    """Keep notes that came with a mention, and tell the partner at once in a DM where to check them.

    Raises Refused for others, for empty notes and for notes that were posted before.
    """
    reading = read(notes, now.date())
    if not (reading.takeaways or reading.follow_ups or reading.contributions or reading.rest):
        raise Refused("empty_notes")
    meeting_id = note(session, team_id, user_id, channel_id, notes, source, None, now)
    outbox.bring_forward(session, team_id, draft_key(meeting_id), now)


def draft(session: Session, team_id: str, user_id: str, meeting_id: int) -> Draft:
    """Return what the notes seem to say, for a partner. Raises Refused for others and for posted notes."""
    _draft_of(session, team_id, user_id, meeting_id)
    return found(session, team_id, meeting_id)


def found(session: Session, team_id: str, meeting_id: int) -> Draft:
    """Return what a meeting's notes seem to say, with the people that are meant. Raises Refused when it is gone."""
    meeting = meetings.get(session, team_id, meeting_id)
    if meeting is None:
        raise Refused("gone")
    reading = read(meeting.notes, meeting.met_on)
    known = people.known_as(session, team_id)
    shown = partial(readable, names={user: names[0] for user, names in known.items()})
    called = partial(people.called, session, team_id)
    said = [(each.said_by, shown(without_speaker(each.text, each.said_by))) for each in reading.takeaways]
    given = [(each.who, shown(without_speaker(each.gave, each.who))) for each in reading.contributions]
    return Draft(
        meeting_id=meeting_id, channel_id=meeting.channel_id, met_on=meeting.met_on,
        takeaways=tuple(Takeaway(text, who and (resolve(who, known) or called(who))) for who, text in said),
        promises=tuple(promise for each in reading.follow_ups for promise in promises_of(each, known, shown, called)),
        contributions=tuple(Contribution(resolve(who, known) or called(who), text) for who, text in given),
        unplaced=tuple(map(shown, reading.rest)), known=known,
    )  # fmt: skip


def confirm(
    session: Session,
    team_id: str,
    user_id: str,
    meeting_id: int,
    corrected: Corrected,
    poll_question: str,
    now: datetime,
) -> None:
    """Take the partner's word for what the meeting came to, and plan the touchpoints with their poll.

    Raises Invalid for fields that need another look, Refused for others and for notes that were posted before.
    """
    meeting = _draft_of(session, team_id, user_id, meeting_id)
    department = departments.at(session, team_id, meeting.channel_id, user_id, now)
    days = departments.calendar(department)
    if wrong := problems(corrected, days.today(now)) | followups.problems(session, team_id, corrected.promises):
        raise Invalid(wrong)
    meeting.status, meeting.confirmed_at, meeting.met_on = Status.CONFIRMED, now, corrected.met_on or meeting.met_on
    _keep(session, meeting, corrected)
    touchpoints.plan(session, meeting, department, poll_question, now)
    partner = _looks_after(session, meeting, department)
    followups.promise(session, meeting, partner, tuple(corrected.promises.values()), days, now)
    outbox.cancel(session, team_id, draft_key(meeting_id), "confirmed")
    outbox.refresh(session, team_id, draft_key(meeting_id), now)


def _keep(session: Session, meeting: Meeting, corrected: Corrected) -> None:
    meeting_id = meeting.id or 0
    for takeaway in corrected.takeaways:
        learned = Learned(team_id=meeting.team_id, meeting_id=meeting_id, text=takeaway.text, said_by=takeaway.said_by)
        session.add(learned)
        session.flush()
    for given in corrected.contributions:
        session.add(Given(team_id=meeting.team_id, meeting_id=meeting_id, who=given.who, gave=given.gave))
        session.flush()


def _looks_after(session: Session, meeting: Meeting, department: Department) -> str:
    """Return the department's own partner, or whoever took the notes while it has none."""
    theirs = department.partner
    return theirs if theirs and people.is_partner(session, meeting.team_id, theirs) else meeting.partner


def _draft_of(session: Session, team_id: str, user_id: str, meeting_id: int) -> Meeting:
    people.require_partner(session, team_id, user_id)
    meeting = meetings.get(session, team_id, meeting_id)
    if meeting is None:
        raise Refused("gone")
    _still_draft(meeting)
    return meeting


def _still_draft(meeting: Meeting) -> int:
    if meeting.status != Status.DRAFT:
        raise Refused("notes_confirmed_before")
    return meeting.id or 0
