"""Pages of a draft: as much of it as somebody can look through at once, and nothing left out."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.meetings import Draft
from bot.domain.meetings_items import Kind
from bot.domain.meetings_lines import said
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
    learned = _cut([len(said(each.said_by, each.text, draft.known)) for each in draft.takeaways], LINES, ROOM)
    given = _cut([len(said(each.who, each.gave, draft.known)) for each in draft.contributions], LINES, ROOM)
    promised = _cut([len(each.text) for each in draft.promises], FOLLOW_UPS, FOLLOW_UP_ROOM)
    points = _cut([0 for _ in draft.points], SHOWN, 1)
    pieces = [line[at : at + REST_MAX] for line in draft.unplaced for at in range(0, len(line), REST_MAX)]
    rest = _cut([len(each) for each in pieces], REST_LINES, REST_ROOM)
    count = max(1, *map(len, (learned, given, promised, points, rest)))
    return [
        replace(
            draft,
            page=number,
            pages=count,
            first=_share(promised, number).start,
            takeaways=draft.takeaways[_share(learned, number)],
            promises=draft.promises[_share(promised, number)],
            contributions=draft.contributions[_share(given, number)],
            points=draft.points[_share(points, number)],
            unplaced=tuple(pieces[_share(rest, number)]),
            places={
                Kind.TAKEAWAY: draft.places_of(Kind.TAKEAWAY)[_share(learned, number)],
                Kind.FOLLOW_UP: draft.places_of(Kind.FOLLOW_UP)[_share(promised, number)],
                Kind.CONTRIBUTION: draft.places_of(Kind.CONTRIBUTION)[_share(given, number)],
            },
        )
        for number in range(count)
    ]


def page(draft: Draft, number: int) -> Draft:
    """Return one page of a draft, the last one where it has fewer."""
    found = pages(draft)
    return found[max(0, min(number, len(found) - 1))]


def page_with(draft: Draft, place: int | None) -> int:
    """Return the number of the page on which a follow-up stands; the first one where there is none."""
    found = [each.page for each in pages(draft) if place in each.places_of(Kind.FOLLOW_UP)]
    return next(iter(found), 0)


def _cut(lengths: Sequence[int], most: int, room: int) -> list[slice]:
    """Return slices of at most so many items that need no more room; one that is longer than that stands alone."""
    found, start, used = [], 0, 0
    for at, length in enumerate(lengths):
        if at > start and (at - start == most or used + length > room):
            found.append(slice(start, at))
            start, used = at, 0
        used += length
    return [*found, slice(start, len(lengths))] if lengths else []


def _share(slices: Sequence[slice], number: int) -> slice:
    return slices[number] if number < len(slices) else slice(0, 0)
