"""What a table changes in the catalogue: each line meets at most one resource, and the same table twice nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.catalogue import Entry, ResourceView, titled
from bot.domain.catalogue_sheet import REPEATED, Said, Sheet, Trouble


@dataclass(frozen=True, slots=True)
class Merge:
    """What is to be added and changed, how many stay the `same`, and which lines can't be taken, in order."""

    added: tuple[Entry, ...]
    changed: tuple[ResourceView, ...]
    same: int
    troubles: tuple[Trouble, ...]


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a table: how many were added, changed, the same before, or `unread`, with the first of those."""

    added: int
    changed: int
    same: int
    unread: int
    troubles: tuple[Trouble, ...]


def merged(sheet: Sheet, known: Sequence[ResourceView]) -> Merge:
    """Return what a table means for the resources that are known.

    A line means the resource with its address, else the one with its title that has no address yet; where the
    table has no addresses at all, whichever has its title.
    """
    lines, repeats = _each_once(sheet.said)
    meant = _meant(lines, known, by_title_alone=not sheet.has_addresses)
    met = [(meant[each.line], replace(meant[each.line], **each.fields)) for each in lines if each.line in meant]
    changed = tuple(after for before, after in met if after != before)
    added = tuple(each.entry for each in lines if each.line not in meant)
    troubles = sorted([*sheet.troubles, *repeats], key=lambda each: each.line)
    return Merge(added, changed, len(met) - len(changed), tuple(troubles))


def _each_once(said: Sequence[Said]) -> tuple[list[Said], list[Trouble]]:
    """Return the first line about each resource, and the lines that repeat one."""
    firsts: dict[str, Said] = {}
    for each in said:
        firsts.setdefault(each.entry.identity, each)
    repeats = [each for each in said if firsts[each.entry.identity] is not each]
    return list(firsts.values()), [Trouble(each.line, REPEATED) for each in repeats]


def _meant(lines: Sequence[Said], known: Sequence[ResourceView], *, by_title_alone: bool) -> dict[int, ResourceView]:
    """Return which resource each line means; those that are certain go before those that are only alike."""
    exact = {each.identity: each for each in known}
    alike = {titled(each.title): each for each in reversed(known)} if by_title_alone else exact
    meant = {each.line: exact[each.entry.identity] for each in lines if each.entry.identity in exact}
    taken = {each.id for each in meant.values()}
    for each in lines:
        view = alike.get(titled(each.entry.title))
        if view and each.line not in meant and view.id not in taken:
            meant[each.line] = view
            taken.add(view.id)
    return meant
