"""Pages of a draft: as much of it as somebody can look through at once, and nothing left out."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.meetings import Draft, Slot
from bot.domain.meetings_items import Kind
from bot.domain.meetings_points import SHOWN

LINES = 20
ROOM = 2_400
FOLLOW_UPS = 10
FOLLOW_UP_ROOM = 20_000
REST_LINES = 60
REST_ROOM = 6_000
REST_MAX = 2_000


def pages(draft: Draft) -> list[Draft]:
    """Return a draft page by page, each with its share of every kind of item."""
    learned = _cut(draft.slots.get(Kind.TAKEAWAY, ()), LINES, ROOM)
    given = _cut(draft.slots.get(Kind.CONTRIBUTION, ()), LINES, ROOM)
    promised = _cut(draft.slots.get(Kind.FOLLOW_UP, ()), FOLLOW_UPS, FOLLOW_UP_ROOM)
    points = _cut([Slot(0) for _ in draft.points], SHOWN, 1)
    pieces = [line[at : at + REST_MAX] for line in draft.unplaced for at in range(0, len(line), REST_MAX)]
    rest = _cut([Slot(len(each)) for each in pieces], REST_LINES, REST_ROOM)
    count = max(1, *map(len, (learned, given, promised, points, rest)))

    def numbered(number: int) -> Draft:
        shares = {
            Kind.TAKEAWAY: _share(learned, number),
            Kind.FOLLOW_UP: _share(promised, number),
            Kind.CONTRIBUTION: _share(given, number),
        }
        return replace(
            draft,
            takeaways=draft.takeaways[shares[Kind.TAKEAWAY]],
            promises=draft.promises[shares[Kind.FOLLOW_UP]],
            contributions=draft.contributions[shares[Kind.CONTRIBUTION]],
            places={kind: draft.places_of(kind)[share] for kind, share in shares.items()},
            points=draft.points[_share(points, number)],
            unplaced=tuple(pieces[_share(rest, number)]),
            page=number,
            pages=count,
            first=shares[Kind.FOLLOW_UP].start,
        )

    return [numbered(number) for number in range(count)]


def page(draft: Draft, number: int) -> Draft:
    """Return one page of a draft, the last one where it has fewer."""
    found = pages(draft)
    return found[max(0, min(number, len(found) - 1))]


def page_with(draft: Draft, place: int | None) -> int:
    """Return the number of the page on which a follow-up stands; the first one where there is none."""
    found = [each.page for each in pages(draft) if place in each.places_of(Kind.FOLLOW_UP)]
    return next(iter(found), 0)


def _cut(slots: Sequence[Slot], most: int, room: int) -> list[slice]:
    """Return which of the items that are shown stand together, in their order.

    So many fit into so much room; what is longer stands alone, and of what was added as many again find a place.
    """
    found, start, end, count, used = [], 0, 0, 0, 0
    for slot in slots:
        size, length = (0, 0) if slot.is_added else (1, slot.length)
        is_full = count + size > most or used + length > room or end - start >= 2 * most
        if is_full and (count or end > start):
            found.append(slice(start, end))
            start, count, used = end, 0, 0
        count, used, end = count + size, used + length, end + slot.is_shown
    return [*found, slice(start, end)] if slots else []


def _share(slices: Sequence[slice], number: int) -> slice:
    return slices[number] if number < len(slices) else slice(0, 0)
