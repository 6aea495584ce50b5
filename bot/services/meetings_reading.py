"""Notes as they are read: in the workspace's own people, and in plain words."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache, lru_cache, partial

from sqlmodel import Session

from bot.domain.markup import readable
from bot.domain.meetings_items import Item, Kind, of
from bot.domain.meetings_lines import promises_of, without_speaker
from bot.domain.meetings_sources import next_meeting
from bot.domain.notes import Reading
from bot.domain.notes import read as read_notes
from bot.domain.people import resolve
from bot.services import people
from bot.store.meetings import Meeting
from bot.store.meetings_items import DraftItem

Items = dict[Kind, list[Item]]

# The same notes are read when they come, when they are shown, and when they are corrected.
_read = lru_cache(maxsize=16)(read_notes)


def notes_of(meeting: Meeting) -> str:
    """Return all that was noted of a meeting: the words of the message, and what its files hold."""
    return "\n\n".join(part for part in (meeting.notes, meeting.attached) if part)


def reading_of(meeting: Meeting) -> Reading:
    """Return what the notes say, in words as they were written."""
    return _read(notes_of(meeting), meeting.met_on, meeting.next_on)


def as_read(session: Session, meeting: Meeting) -> list[DraftItem]:
    """Return the items of the notes as rows that are not kept yet."""
    rows = []
    for kind, said in items(session, meeting).items():
        for place, item in enumerate(said):
            row = DraftItem(
                team_id=meeting.team_id, meeting_id=meeting.id or 0, kind=kind, place=place, rank=place, text=""
            )
            row.say(item)
            row.note(item)
            rows.append(row)
    return rows


def items(session: Session, meeting: Meeting) -> Items:
    """Return what the notes say, with the people that are meant and in plain words."""
    reading, known = reading_of(meeting), people.known_as(session, meeting.team_id)
    plain = partial(readable, names={user: names[0] for user, names in known.items()})
    meant = cache(partial(_meant, session, meeting.team_id, known))

    def named(text: str, who: str | None) -> Item:
        return of(plain(without_speaker(text, who)), meant(who) if who else None, known)

    promised = [promise for each in reading.follow_ups for promise in promises_of(each, known, meant, plain)]
    return {
        Kind.TAKEAWAY: [named(each.text, each.said_by) for each in reading.takeaways],
        Kind.FOLLOW_UP: [Item(each.text, each.owner, each.owner_name, each.due_on) for each in promised],
        Kind.CONTRIBUTION: [named(each.gave, each.who) for each in reading.contributions],
    }


def says_anything(text: str, met_on: date) -> bool:
    """Say whether there is any note in a text, be it one that finds no place."""
    reading = _read(text, met_on, next_meeting(text, met_on))
    return bool(reading.takeaways or reading.follow_ups or reading.contributions or reading.rest)


def read_ahead(_: Session, text: str, now: datetime) -> None:
    """Read notes before they are kept: a long text would hold up the one thread that writes."""
    _read(text, now.date(), next_meeting(text, now.date()))


def unplaced(session: Session, meeting: Meeting) -> tuple[str, ...]:
    """Return the lines that are neither takeaway nor follow-up nor contribution, in plain words."""
    names = _first_names(session, meeting.team_id)
    return tuple(readable(line, names) for line in reading_of(meeting).rest)


def shown(session: Session, team_id: str, text: str) -> str:
    """Return words of notes with mentions as names and links written out."""
    return readable(text, _first_names(session, team_id))


def _first_names(session: Session, team_id: str) -> dict[str, str]:
    return {user: names[0] for user, names in people.known_as(session, team_id).items()}


def _meant(session: Session, team_id: str, known: Mapping[str, Sequence[str]], name: str) -> str:
    """Return the user id of the colleague whom a name means, else the name to show."""
    return resolve(name, known) or people.called(session, team_id, name)
