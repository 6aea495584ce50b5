"""What a partner typed into a page of a draft, put together with what became of the draft meanwhile."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from bot.domain.meetings_items import Item, Kind, pairs
from bot.domain.meetings_points import Answer


@dataclass(frozen=True, slots=True)
class Entry:
    """An item with the place that names it in its draft; one that was just added has none."""

    item: Item
    place: int | None = None


Entries = tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """What a partner made of one page of a draft: what it `showed`, and what they `typed`; the rest stays as it is.

    `revision` is that of the draft which the page showed. `met_on` is a new day, `next_on` counts where `says_next`.
    `meant` are the user ids of whom unclear names mean, `points` what is said of open follow-ups, by their ids.
    `on_lines` are the places of follow-ups that have no fields of their own there.
    """

    revision: int
    showed: Mapping[Kind, Entries] = field(default_factory=dict)
    typed: Mapping[Kind, Entries] = field(default_factory=dict)
    met_on: date | None = None
    next_on: date | None = None
    says_next: bool = False
    meant: Mapping[str, str] = field(default_factory=dict)
    points: Mapping[int, Answer | None] = field(default_factory=dict)
    on_lines: frozenset[int] = frozenset()


def corrected(standing: Entries, kind: Kind, by: Correction, newer: Collection[int] = ()) -> Entries:
    """Return the items of one kind as a correction leaves them; `newer` are places that came after its page."""
    showed, typed = by.showed.get(kind, ()), by.typed.get(kind, ())
    was = {each.place: each.item for each in showed}
    typed = tuple(
        replace(each, place=None) if each.place in newer else each
        for each in typed
        if each.place not in newer or each.item != was[each.place]
    )
    found = merged(standing, tuple(each for each in showed if each.place not in newer), typed)
    return tuple(replace(each, item=_meant(each.item, by.meant)) for each in found)


def merged(standing: Entries, showed: Entries, typed: Entries) -> Entries:
    """Return `standing` with the difference between what was shown and what was typed, and with nothing else changed.

    What is typed of an item that went meanwhile brings it back; what stands elsewhere already is not added once more.
    """
    was, now = ({each.place: each.item for each in entries} for entries in (showed, standing))
    first = next((at for at, each in enumerate(standing) if each.place in was), len(standing))
    before, after = standing[:first], tuple(each for each in standing[first:] if each.place not in was)
    others = {each.item for each in (*before, *after)}
    mine = [_merged(each, was, now) for each in typed]
    middle = [each for each in mine if each and (each.place is not None or each.item not in others)]
    return (*before, *middle, *after)


def among(before: Sequence[int], order: Sequence[int]) -> list[int]:
    """Return a new order of places with those of `before` that it left out: each behind what stood before it."""
    found, kept, previous = list(order), set(order), None
    for place in before:
        if place not in kept:
            found.insert(0 if previous is None else found.index(previous) + 1, place)
        previous = place
    return found


def lines(
    shown: str | None, typed: str | None, places: Sequence[int], read: Callable[[str], Sequence[Item]]
) -> tuple[Entries, Entries]:
    """Return what stood in lines and what stands there now; which line was which item is told by its words."""
    were = [(line, read(line)[0]) for line in lines_of(shown)]
    showed = tuple(Entry(item, place) for (_, item), place in zip(were, places, strict=False))
    same = dict(were)
    items = [item for line in lines_of(typed) for item in ([same[line]] if line in same else read(line))]
    return showed, matched(showed, items)


def lines_of(text: str | None) -> list[str]:
    """Return the lines of a text that hold any words."""
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def matched(showed: Entries, items: Sequence[Item]) -> Entries:
    """Return items with the places of those shown that they were before."""
    were = {new: old for old, new in pairs([each.item for each in showed], items) if old is not None}
    places = {new: showed[old].place for new, old in were.items() if new is not None}
    return tuple(Entry(item, places.get(at)) for at, item in enumerate(items))


def _merged(typed: Entry, was: Mapping[int | None, Item], now: Mapping[int | None, Item]) -> Entry | None:
    if typed.place is None:
        return typed
    if typed.place in now:
        return replace(typed, item=_joined(now[typed.place], was[typed.place], typed.item))
    return typed if typed.item != was[typed.place] else None


def _joined(now: Item, was: Item, typed: Item) -> Item:
    """Return an item as it is now, but for the parts that were typed anew."""
    people = now if (was.user_id, was.name) == (typed.user_id, typed.name) else typed
    return Item(
        now.text if was.text == typed.text else typed.text,
        people.user_id,
        people.name,
        now.due_on if was.due_on == typed.due_on else typed.due_on,
    )


def _meant(item: Item, meant: Mapping[str, str]) -> Item:
    user = meant.get(item.name or "")
    return replace(item, user_id=user, name=None) if user else item
