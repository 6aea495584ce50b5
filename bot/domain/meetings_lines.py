"""Lines of the draft's form, written and read: `Priya: what she said`, and follow-ups one a line."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from bot.domain.followups import Promise
from bot.domain.meetings import MORE, Draft
from bot.domain.notes import FollowUp, read
from bot.domain.people import resolve

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
    found: FollowUp, known: Known, shown: Callable[[str], str] = str, called: Callable[[str], str] = str
) -> list[Promise]:
    """Return a promise for each owner that was named; one without an owner when nobody was.

    `shown` turns the text of the notes into plain words, `called` somebody who is no colleague into a name.
    """
    text = shown(found.text)
    if not found.owners:
        return [Promise(text, due_on=found.due_on)]
    owners = [(resolve(name, known), name) for name in found.owners]
    return [Promise(text, owner, None if owner else called(name), found.due_on) for owner, name in owners]


def named(text: str | None, draft: Draft) -> list[tuple[str | None, str]]:
    """Return who and what for each line; a part before a colon is a name only if it is somebody's."""
    return [_named_line(line.strip(), draft) for line in (text or "").splitlines() if line.strip()]


def said(who: str | None, text: str, known: Known) -> str:
    """Return the line that `named` reads as this person and this text."""
    return f"{_name(who, known)}: {text}" if who else text


def promised(promise: Promise, known: Known) -> str:
    """Return the line that `more` reads as this promise."""
    due = f" (due {promise.due_on.isoformat()})" if promise.due_on else ""
    return said(promise.owner or promise.owner_name, promise.text + due, known)


def more(text: str | None, met_on: date, known: Known) -> dict[str, Promise]:
    """Return the follow-ups that were added one a line, by their place; every line is one."""
    lines = [line.strip() for line in (text or "").splitlines() if line.strip()]
    promises = [promise for line in lines for promise in _line(line, met_on, known)]
    return {f"{MORE}_{place}": promise for place, promise in enumerate(promises)}


def _name(who: str, known: Known) -> str:
    """Return the first of somebody's names that means nobody else; what is no colleague's id stands for itself."""
    return next((name for name in known.get(who, ()) if resolve(name, known) == who), who)


def _named_line(line: str, draft: Draft) -> tuple[str | None, str]:
    name, colon, said = line.partition(":")
    name = name.strip()
    if not colon or not said.strip():
        return None, line
    if user := resolve(name, draft.known):
        return user, said.strip()
    strangers = {each.said_by for each in draft.takeaways} | {each.who for each in draft.contributions}
    return (name, said.strip()) if name in strangers else (None, line)


def _line(line: str, met_on: date, known: Known) -> list[Promise]:
    due = DUE.search(line)
    owner, text = _addressed(line[: due.start()] if due else line, known)
    found = read(f"Action items:\n- {text}", met_on).follow_ups
    promises = [promise for each in found for promise in promises_of(each, known)] or [Promise(text)]
    if owner:
        promises = list(dict.fromkeys(replace(each, owner=owner, owner_name=None) for each in promises))
    return [replace(each, due_on=date.fromisoformat(due[1])) for each in promises] if due else promises


def _addressed(line: str, known: Known) -> tuple[str | None, str]:
    name, _, text = line.partition(":")
    owner = resolve(name.strip(), known) if text.strip() else None
    return (owner, text.strip()) if owner else (None, line)
