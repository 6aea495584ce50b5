"""Drafts: what the notes say, what the partner made of it, and what becomes of both when the notes change."""

from collections.abc import Sequence

from sqlmodel import Session

from bot.domain.meetings_items import Item, Kind, pairs
from bot.domain.meetings_merging import Correction, Entries, Entry, among, corrected
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


def save(session: Session, meeting: Meeting, correction: Correction) -> None:
    """Keep what the partner made of one page of a draft; all that it did not show stays as it is."""
    found = as_corrected(session, meeting, correction)
    days = (correction.met_on or meeting.met_on, correction.next_on if correction.says_next else meeting.next_on)
    if found == _standing(items_of(session, meeting)) and days == (meeting.met_on, meeting.next_on):
        return
    rows = kept(session, meeting)
    meeting.met_on, meeting.next_on = days
    meeting.revision += 1
    for kind, entries in found.items():
        _take(session, meeting, kind, [row for row in rows if row.kind == kind], entries)
    session.flush()


def as_corrected(session: Session, meeting: Meeting, correction: Correction) -> dict[Kind, Entries]:
    """Return what a draft holds, in order, as a correction would leave it."""
    rows = items_of(session, meeting)
    newer = {kind: {row.place for row in rows if row.kind == kind and row.revision > correction.revision}
             for kind in Kind}  # fmt: skip
    return {kind: corrected(entries, kind, correction, newer[kind]) for kind, entries in _standing(rows).items()}


def reread(session: Session, meeting: Meeting, notes: str, attached: str | None) -> list[DraftItem]:
    """Take new words for the notes, and return what the partner had corrected and the notes now say otherwise.

    What was corrected stays; what was not follows the notes.
    """
    rows = [row for row in kept(session, meeting) if row.read and row.source is None]
    meeting.notes, meeting.attached, meeting.revision = notes, attached, meeting.revision + 1
    said = meetings_reading.items(session, meeting)
    return [row for kind in Kind for row in _follow(session, meeting, kind, rows, said[kind])]


def add(session: Session, meeting: Meeting, kind: Kind, item: Item, beside: list[DraftItem] | None = None) -> DraftItem:
    """Put an item into a draft, behind those of its kind, which are `beside` it where they are known."""
    if beside is None:
        beside = [each for each in items_of(session, meeting) if each.kind == kind]
    row = DraftItem(
        team_id=meeting.team_id, meeting_id=meeting.id or 0, kind=kind, text="", revision=meeting.revision,
        place=1 + max((each.place for each in beside), default=-1),
        rank=1 + max((each.rank for each in beside), default=-1),
    )  # fmt: skip
    row.say(item)
    session.add(row)
    beside.append(row)
    return row


def _standing(rows: Sequence[DraftItem]) -> dict[Kind, Entries]:
    return {
        kind: tuple(Entry(row.item, row.place) for row in rows if row.kind == kind and not row.is_dropped)
        for kind in Kind
    }


def _take(session: Session, meeting: Meeting, kind: Kind, rows: list[DraftItem], entries: Entries) -> None:
    """Let the items of one kind be those that are given, in their order; what is left out keeps its place."""
    by_place = {row.place: row for row in rows}
    before, order = list(by_place), []
    for entry in entries:
        row = by_place.get(entry.place) if entry.place is not None else None
        if row is None:
            row = add(session, meeting, kind, entry.item, rows)
            row.is_corrected, by_place[row.place] = True, row
        _correct(row, entry.item)
        order.append(row.place)
    for place in set(before).difference(order):
        _correct(by_place[place], None)
    for rank, place in enumerate(among(before, order)):
        by_place[place].rank = rank


def _correct(row: DraftItem, item: Item | None) -> None:
    if item is None:
        row.is_corrected = row.is_corrected or not row.is_dropped
        row.is_dropped = True
    elif item != row.item or row.is_dropped:
        row.say(item)
        row.is_corrected, row.is_dropped = True, False


def _follow(
    session: Session, meeting: Meeting, kind: Kind, rows: Sequence[DraftItem], items: Sequence[Item]
) -> list[DraftItem]:
    """Let the items of one kind follow the notes, and return those that would not."""
    mine = [row for row in rows if row.kind == kind]
    beside = [row for row in items_of(session, meeting) if row.kind == kind]
    changed = []
    for old, new in pairs([row.read or row.item for row in mine], items):
        if old is None and new is not None:
            row = add(session, meeting, kind, items[new], beside)
            row.note(items[new])
            row.rank = new
        elif old is not None and _differs(session, mine[old], None if new is None else items[new], new):
            changed.append(mine[old])
    session.flush()
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
