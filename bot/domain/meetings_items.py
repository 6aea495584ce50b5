"""What a draft holds, one by one: what was read in the notes, marked, or added by hand."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

ALIKE = 0.5


class Kind(StrEnum):
    """What an item of a draft is."""

    TAKEAWAY = "takeaway"
    FOLLOW_UP = "follow_up"
    CONTRIBUTION = "contribution"


@dataclass(frozen=True, slots=True)
class Item:
    """A takeaway with who said it, a follow-up with its owner, or what somebody gave.

    `user_id` is a colleague, `name` somebody who has no account here; `due_on` is a follow-up's local day.
    """

    text: str
    user_id: str | None = None
    name: str | None = None
    due_on: date | None = None

    @property
    def who(self) -> str | None:
        """Return whom it names: a user id, a name, or None."""
        return self.user_id or self.name


def of(text: str, who: str | None, known: Collection[str]) -> Item:
    """Return an item that names `who`: a user id if it is one of `known`, else a name."""
    return Item(text, who if who in known else None, None if who in known else who)


def pairs(before: Sequence[Item], after: Sequence[Item]) -> list[tuple[int | None, int | None]]:
    """Return which item became which, by their places; what is gone and what is new stand beside None.

    The same comes first, then what says nearly the same; each is paired once.
    """
    same = _same(before, after)
    olds = [place for place in range(len(before)) if place not in same]
    news = [place for place in range(len(after)) if place not in same.values()]
    alike = _alike(before, after, olds, news)
    found: list[tuple[int | None, int | None]] = list((same | alike).items())
    found += [(old, None) for old in olds if old not in alike]
    return found + [(None, new) for new in news if new not in alike.values()]


def likeness(one: Item, other: Item) -> float:
    """Return how much of their words two items share: from 0 to 1."""
    return _share(_words(one), _words(other))


def _same(before: Sequence[Item], after: Sequence[Item]) -> dict[int, int]:
    free: dict[Item, list[int]] = {}
    for place, item in reversed(list(enumerate(after))):
        free.setdefault(item, []).append(place)
    return {place: free[item].pop() for place, item in enumerate(before) if free.get(item)}


def _alike(before: Sequence[Item], after: Sequence[Item], olds: list[int], news: list[int]) -> dict[int, int]:
    words = {place: _words(after[place]) for place in news}
    ranked = sorted(
        (-common, old, new)
        for old in olds
        for new in news
        if (common := _share(_words(before[old]), words[new])) >= ALIKE
    )
    found: dict[int, int] = {}
    for _, old, new in ranked:
        if old not in found and new not in found.values():
            found[old] = new
    return found


def _words(item: Item) -> frozenset[str]:
    return frozenset(item.text.casefold().split())


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other) or 1)
