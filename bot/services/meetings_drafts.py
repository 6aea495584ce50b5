"""Drafts: what the notes say, what the partner made of it, and what becomes of both when the notes change."""

from collections.abc import Sequence

from sqlmodel import Session

from bot.domain.meetings import Corrected
from bot.domain.meetings_items import Item, Kind, pairs
from bot.services import meetings_reading
from bot.store import meetings_items
from bot.store.meetings import Meeting
from bot.store.meetings_items import DraftItem


def items_of(session: Session, meeting: Meeting) -> Sequence[DraftItem]:
    """Return what a draft holds, in order, also what was left out; as read, where nobody has changed anything yet."""
    rows = meetings_items.of_meeting(session, meeting.team_id, meeting.id or 0)
    return rows or meetings_reading.as_read(session, meeting)


def kept(session: Session, meeting: Meeting) -> Sequence[DraftItem]:
    """Return what a draft holds as rows that may be changed."""
    rows = items_of(session, meeting)
    session.add_all(rows)
    session.flush()
    return rows


def save(session: Session, meeting: Meeting, corrected: Corrected) -> None:
    """Keep what the partner made of a draft. What came after their form was opened stays as it is."""
    rows = [row for row in kept(session, meeting) if row.revision <= corrected.revision and not row.is_dropped]
    meeting.met_on, meeting.next_on = corrected.met_on or meeting.met_on, corrected.next_on
    for kind, items in meetings_reading.typed(session, meeting, corrected).items():
        _take_lines(session, meeting, kind, [row for row in rows if row.kind == kind], items)
    _take_fields(session, meeting, [row for row in rows if row.kind == Kind.FOLLOW_UP], corrected)


def reread(session: Session, meeting: Meeting, notes: str, attached: str | None) -> list[DraftItem]:
    """Take new words for the notes, and return what the partner had corrected and the notes now say otherwise.

    What was corrected stays; what was not follows the notes.
    """
    rows = [row for row in kept(session, meeting) if row.read and row.source is None]
    meeting.notes, meeting.attached, meeting.revision = notes, attached, meeting.revision + 1
    said = meetings_reading.items(session, meeting)
    return [row for kind in Kind for row in _follow(session, meeting, kind, rows, said[kind])]


def add(session: Session, meeting: Meeting, kind: Kind, item: Item, rank: int | None = None) -> DraftItem:
    """Put an item into a draft, behind those of its kind if no other rank is given."""
    mine = [each for each in items_of(session, meeting) if each.kind == kind]
    place = 1 + max((each.place for each in mine), default=-1)
    behind = 1 + max((each.rank for each in mine), default=-1)
    row = DraftItem(
        team_id=meeting.team_id, meeting_id=meeting.id or 0, kind=kind, place=place, text="",
        rank=behind if rank is None else rank, revision=meeting.revision,
    )  # fmt: skip
    row.say(item)
    session.add(row)
    session.flush()
    return row


def _take_fields(session: Session, meeting: Meeting, rows: Sequence[DraftItem], corrected: Corrected) -> None:
    """Keep follow-ups: those in fields of their own by their place; the others, also those that are gone, as lines."""
    said = {
        place: Item(each.text, each.owner, each.owner_name, each.due_on) for place, each in corrected.promises.items()
    }
    typed = {place for place in said if place.isdigit()} | {str(place) for place in corrected.dropped}
    in_fields = typed & {str(row.place) for row in rows}
    for row in rows:
        if str(row.place) in in_fields:
            _correct(row, said.get(str(row.place)))
    lines = [item for place, item in said.items() if place not in in_fields]
    others = [row for row in rows if str(row.place) not in in_fields]
    _take_lines(session, meeting, Kind.FOLLOW_UP, others, lines, behind=len(rows))


def _take_lines(
    session: Session, meeting: Meeting, kind: Kind, rows: Sequence[DraftItem], items: Sequence[Item], behind: int = 0
) -> None:
    """Keep what was typed one a line, `behind` so many others; which line was which item is told by its words."""
    for old, new in pairs([row.item for row in rows], items):
        if old is not None:
            _correct(rows[old], None if new is None else items[new])
            rows[old].rank = rows[old].rank if new is None else behind + new
        elif new is not None:
            add(session, meeting, kind, items[new], behind + new).is_corrected = True


def _correct(row: DraftItem, item: Item | None) -> None:
    if item is None:
        row.is_dropped = row.is_corrected = True
    elif item != row.item:
        row.say(item)
        row.is_corrected = True


def _follow(
    session: Session, meeting: Meeting, kind: Kind, rows: Sequence[DraftItem], items: Sequence[Item]
) -> list[DraftItem]:
    """Let the items of one kind follow the notes, and return those that would not."""
    mine = [row for row in rows if row.kind == kind]
    changed = []
    for old, new in pairs([row.read or row.item for row in mine], items):
        if old is None and new is not None:
            add(session, meeting, kind, items[new], new).note(items[new])
        elif old is not None and _differs(session, mine[old], None if new is None else items[new], new):
            changed.append(mine[old])
    return changed


def _differs(session: Session, row: DraftItem, item: Item | None, rank: int | None) -> bool:
    """Let one item follow the notes; say whether it stays otherwise because the partner wanted it so."""
    if item is None and not row.is_corrected:
        session.delete(row)
        return False
    is_news = item != row.read
    row.read_text, row.read_user_id, row.read_name, row.read_due_on = None, None, None, None
    if item is not None:
        row.note(item)
        row.rank = rank if rank is not None and not row.is_corrected else row.rank
        if not row.is_corrected:
            row.say(item)
    return is_news and row.is_corrected and not row.is_dropped and item != row.item
