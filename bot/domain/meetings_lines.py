"""Lines of the draft's form, written and read: `Priya: what she said`, and follow-ups one a line."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from bot.domain.followups import Promise
from bot.domain.meetings import Draft
from bot.domain.meetings_items import Item
from bot.domain.meetings_items import of as item_of
from bot.domain.notes import FollowUp, read
from bot.domain.people import fitting, resolve
from bot.domain.typed import one_line

Known = Mapping[str, Sequence[str]]
SAID = (
    r"\s+(?:said|says|mentioned|mentions|added|noted|thinks|reported|explained|told us|pointed out)(?:\s+that)?[\s:,]+"
)
DUE = re.compile(r" \(due (\d{4}-\d\d-\d\d)\)$")


def without_speaker(text: str, said_by: str | None) -> str:
    """Return a takeaway without the words that name who said it: `Tom said that …` becomes `…`."""
    if said_by is None:
        return text
    name = re.escape(said_by)
    rest = re.sub(rf"^(?:@?{name}|<@{name}(?:\|[^<>]*)?>)(?:{SAID}|\s*[:–-]\s+)", "", text, flags=re.IGNORECASE)
    return rest[:1].upper() + rest[1:]


def promises_of(
    found: FollowUp, known: Known, meant: Callable[[str], str], shown: Callable[[str], str] = str
) -> list[Promise]:
    """Return a promise for each owner that was named; one without an owner when nobody was.

    `meant` turns a name of the notes into a colleague's user id or the name to show, `shown` text into plain words.
    """
    text = shown(found.text)
    if not found.owners:
        return [Promise(text, due_on=found.due_on)]
    items = [item_of(text, meant(name), known) for name in found.owners]
    return [Promise(each.text, each.user_id, each.name, found.due_on) for each in items]


def learned(line: str, draft: Draft) -> list[Item]:
    """Return the takeaway on a line; a part before a colon is a name only if it is somebody's."""
    name, said = _parted(line)
    if name is None:
        return [Item(line)]
    if user := resolve(name, draft.known):
        return [Item(said, user)]
    return [Item(said, name=name)] if name in _named(draft) or fitting(name, draft.known) else [Item(line)]


def given(line: str, draft: Draft) -> list[Item]:
    """Return what was given on a line, by whoever stands before its colon; without one nobody is named."""
    name, said = _parted(line)
    user = resolve(name, draft.known) if name else None
    return [Item(said, user, None if user else name)]


def owned(text: str, owner: str | None, due_on: date | None, name: str | None, draft: Draft) -> Item:
    """Return a follow-up from fields of its own; in the text may stand `name`, or whoever else is to do it."""
    before, said = _parted(text)
    if owner or before is None:
        return Item(said if before == name else text, owner, due_on=due_on)
    user = resolve(before, draft.known)
    if user or before == name:
        return Item(said, user, None if user else name, due_on)
    return Item(text, due_on=due_on)


def promised_in(line: str, met_on: date, known: Known) -> list[Item]:
    """Return the follow-ups on a line; every line is at least one."""
    return [Item(each.text, each.owner, each.owner_name, each.due_on) for each in _line(line, met_on, known)]


def said(who: str | None, text: str, known: Known) -> str:
    """Return the line that `learned` and `given` read as this person and this text."""
    return f"{_name(who, known)}: {one_line(text)}" if who else one_line(text)


def promised(promise: Promise, known: Known) -> str:
    """Return the line that `promised_in` reads as this promise."""
    due = f" (due {promise.due_on.isoformat()})" if promise.due_on else ""
    return said(promise.owner or promise.owner_name, promise.text + due, known)


def _name(who: str, known: Known) -> str:
    """Return the first of somebody's names that means nobody else; what is no colleague's id stands for itself."""
    return next((name for name in known.get(who, ()) if resolve(name, known) == who), who)


def _parted(line: str) -> tuple[str | None, str]:
    """Return what stands before a colon and after it; without both there is no name."""
    name, _, said = line.partition(":")
    return (name.strip(), said.strip()) if name.strip() and said.strip() else (None, line)


def _named(draft: Draft) -> set[str | None]:
    return {each.said_by for each in draft.takeaways} | {each.who for each in draft.contributions}


def _line(line: str, met_on: date, known: Known) -> list[Promise]:
    def meant(name: str) -> str:
        return resolve(name, known) or name

    due = DUE.search(line)
    owner, text = _addressed(line[: due.start()] if due else line, known)
    found = read(f"Action items:\n- {text}", met_on).follow_ups
    promises = [promise for each in found for promise in promises_of(each, known, meant)] or [Promise(text)]
    if owner:
        promises = list(dict.fromkeys(replace(each, owner=owner, owner_name=None) for each in promises))
    return [replace(each, due_on=date.fromisoformat(due[1])) for each in promises] if due else promises


def _addressed(line: str, known: Known) -> tuple[str | None, str]:
    name, text = _parted(line)
    owner = resolve(name, known) if name else None
    return (owner, text) if owner else (None, line)
