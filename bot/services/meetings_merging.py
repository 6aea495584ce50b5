"""What a meeting came to: all pages of its draft put together, as the partner leaves them."""

from datetime import datetime

from sqlmodel import Session

from bot.domain.followups import Promise
from bot.domain.meetings import MORE, Contribution, Corrected, Takeaway
from bot.domain.meetings_items import Item, Kind
from bot.domain.meetings_merging import Correction, Entry
from bot.services import meetings_drafts, meetings_points
from bot.store.meetings import Meeting


def came_to(session: Session, meeting: Meeting, correction: Correction, now: datetime) -> Corrected:
    """Return what a meeting came to, all pages of its draft together, as a correction of one page leaves it."""
    found, rows = meetings_drafts.as_corrected(session, meeting, correction), meetings_drafts.items_of(session, meeting)
    points = meetings_points.offered(session, meeting, rows, now)
    again = meetings_points.repeated(points, rows)
    said = {each.follow_up.id: each.answer for each in points} | dict(correction.points)
    in_fields = (each for each in found[Kind.FOLLOW_UP] if each.place not in again)
    return Corrected(
        met_on=correction.met_on or meeting.met_on,
        takeaways=tuple(Takeaway(each.item.text, each.item.who) for each in found[Kind.TAKEAWAY]),
        promises={_place(each, at, correction): _promise(each.item) for at, each in enumerate(in_fields)},
        contributions=tuple(Contribution(each.item.who or "", each.item.text) for each in found[Kind.CONTRIBUTION]),
        next_on=correction.next_on if correction.says_next else meeting.next_on,
        points={number: answer for number, answer in said.items() if answer},
    )


def _place(entry: Entry, at: int, correction: Correction) -> str:
    """Return what names a follow-up in the form: one that stands on a line there has no fields of its own."""
    return f"{MORE}_{at}" if entry.place is None or entry.place in correction.on_lines else str(entry.place)


def _promise(item: Item) -> Promise:
    return Promise(item.text, item.user_id, item.name, item.due_on)
