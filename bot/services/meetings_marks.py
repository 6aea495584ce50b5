"""A partner's emoji on a single message puts it into the draft of that day's meeting; taking it away takes it out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlmodel import Session

from bot.domain.meetings import Status, draft_key
from bot.domain.meetings_items import Item, Kind
from bot.domain.meetings_lines import promised_in
from bot.domain.typed import one_line
from bot.services import departments, meetings_drafts, outbox, people
from bot.services.meetings import begin
from bot.store import meetings, meetings_items
from bot.store.meetings import Meeting
from bot.store.meetings_items import DraftItem


@dataclass(frozen=True, slots=True)
class Marked:
    """A message that somebody put an emoji on: where it stands, who wrote it, and its plain words."""

    channel_id: str
    ts: str
    writer: str
    text: str

    @property
    def source(self) -> str:
        """Return what names the message: `channel:ts`."""
        return f"{self.channel_id}:{self.ts}"

    @property
    def at(self) -> datetime:
        """Return when it was written, in UTC."""
        return datetime.fromtimestamp(float(self.ts), UTC)


def mark(session: Session, team_id: str, user_id: str, kind: Kind, marked: Marked, now: datetime) -> None:
    """Put a message into the open draft of its day, which begins if there is none; the same mark again lands once.

    Raises Refused for everybody but partners.
    """
    people.require_partner(session, team_id, user_id)
    if known := meetings_items.marked(session, team_id, marked.source, kind):
        _also_marked_by(known, user_id)
        return
    meeting = _draft_of_the_day(session, team_id, user_id, marked, now)
    meetings_drafts.kept(session, meeting)
    meeting.revision += 1
    _put(session, meeting, kind, marked, [user_id])
    _show(session, meeting, now)


def unmark(session: Session, team_id: str, user_id: str, kind: Kind, source: str, now: datetime) -> None:
    """Take a message out of a draft again once nobody marks it so any more; confirmed meetings stay.

    Raises Refused for everybody but partners.
    """
    people.require_partner(session, team_id, user_id)
    rows = [row for row in meetings_items.marked(session, team_id, source, kind) if user_id in row.marked_by]
    for row in rows:
        row.marked_by = [other for other in row.marked_by if other != user_id]
    _take_out(session, [row for row in rows if not row.marked_by], now)


def reworded(session: Session, team_id: str, source: str, text: str, now: datetime) -> None:
    """Let what was marked follow its message, as far as the partner did not correct it."""
    rows = meetings_items.marked(session, team_id, source)
    for kind in Kind:
        mine = [row for row in rows if row.kind == kind]
        meeting = _draft(session, mine[0]) if mine else None
        if meeting and one_line(text) and not any(row.is_corrected for row in mine):
            channel_id, ts = source.split(":")
            marked, marked_by = Marked(channel_id, ts, mine[0].user_id or "", text), mine[0].marked_by
            _take_out(session, mine, now)
            _put(session, meeting, kind, marked, marked_by)


def gone(session: Session, team_id: str, source: str, now: datetime) -> None:
    """Take out of drafts what was marked on a message that was deleted."""
    _take_out(session, meetings_items.marked(session, team_id, source), now)


def _put(session: Session, meeting: Meeting, kind: Kind, marked: Marked, marked_by: list[str]) -> None:
    for item in _items(session, meeting.team_id, kind, marked, meeting):
        row = meetings_drafts.add(session, meeting, kind, item)
        row.note(item)
        row.source, row.marked_by = marked.source, marked_by


def _also_marked_by(rows: Iterable[DraftItem], user_id: str) -> None:
    for row in rows:
        row.marked_by = list(dict.fromkeys([*row.marked_by, user_id]))


def _draft_of_the_day(session: Session, team_id: str, user_id: str, marked: Marked, now: datetime) -> Meeting:
    department = departments.at(session, team_id, marked.channel_id, user_id, now)
    day = departments.calendar(department).today(marked.at)
    if known := meetings.draft_on(session, team_id, marked.channel_id, day):
        return known
    meeting = Meeting(
        team_id=team_id, channel_id=marked.channel_id, partner=user_id, notes="", met_on=day, created_at=now
    )
    begin(session, meeting, now)
    return meeting


def _items(session: Session, team_id: str, kind: Kind, marked: Marked, meeting: Meeting) -> list[Item]:
    """Return what the message gives: what its writer said, or gave, or the follow-ups that its words name."""
    text = one_line(marked.text)
    if kind != Kind.FOLLOW_UP:
        return [Item(text, marked.writer)]
    return promised_in(text, meeting.met_on, people.known_as(session, team_id))


def _take_out(session: Session, rows: Iterable[DraftItem], now: datetime) -> None:
    for row in rows:
        if meeting := _draft(session, row):
            session.delete(row)
            session.flush()
            meeting.revision += 1
            _show(session, meeting, now)


def _draft(session: Session, row: DraftItem) -> Meeting | None:
    meeting = meetings.get(session, row.team_id, row.meeting_id)
    return meeting if meeting and meeting.status == Status.DRAFT else None


def _show(session: Session, meeting: Meeting, now: datetime) -> None:
    key = draft_key(meeting.id or 0)
    outbox.bring_forward(session, meeting.team_id, key, now)
    outbox.refresh(session, meeting.team_id, key, now)
