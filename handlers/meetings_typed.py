"""What a partner typed into a page of a draft's form, beside what the page showed."""

import json
from collections.abc import Mapping
from functools import partial
from typing import Any

from bot.domain.meetings import MORE, Draft
from bot.domain.meetings_items import Item, Kind
from bot.domain.meetings_lines import given, learned, owned, promised_in
from bot.domain.meetings_merging import Correction, Entries, Entry, lines
from bot.domain.meetings_points import Answer
from handlers.payloads import fields, shown
from messages.forms import joined

Body = dict[str, Any]
Both = tuple[Entries, Entries]
FOLLOW_UP, POINT, WHICH, MET, NEXT = "follow_up_", "point_", "which_", "met_on", "next_on"


def correction(view: Body, found: Draft) -> Correction:
    """Return what the partner made of the page that this form is; `found` is the whole draft as it stands."""
    was, now, about = shown(view), fields(view), json.loads(view["private_metadata"])
    kinds = {
        Kind.TAKEAWAY: _lines(was, now, "takeaways", about[Kind.TAKEAWAY], partial(learned, draft=found)),
        Kind.FOLLOW_UP: _follow_ups(was, now, about[Kind.FOLLOW_UP], found),
        Kind.CONTRIBUTION: _lines(was, now, "contributions", about[Kind.CONTRIBUTION], partial(given, draft=found)),
    }
    return Correction(
        revision=about["revision"],
        showed={kind: both[0] for kind, both in kinds.items()},
        typed={kind: both[1] for kind, both in kinds.items()},
        met_on=now.get(MET) if now.get(MET) != was.get(MET) else None,
        next_on=now.get(NEXT),
        says_next=now.get(NEXT) != was.get(NEXT),
        meant={name: now[f"{WHICH}{at}"] for at, name in enumerate(about["which"]) if now.get(f"{WHICH}{at}")},
        points={int(each.removeprefix(POINT)): _answer(now[each]) for each in now if each.startswith(POINT)},
        on_lines=frozenset(about[Kind.FOLLOW_UP]),
    )


def _lines(was: Body, now: Body, field: str, places: list[int], read: Any) -> Both:
    return lines(joined(was, field), joined(now, field), places, read)


def _follow_ups(was: Body, now: Body, on_lines: list[int], found: Draft) -> Both:
    """Return the follow-ups in fields of their own, and behind them those that stand one a line."""
    met_on = now.get(MET) or found.met_on
    showed, typed = _lines(was, now, MORE, on_lines, lambda line: promised_in(line, met_on, found.known))
    order = {place: at for at, place in enumerate(found.places_of(Kind.FOLLOW_UP))}

    def stands(entry: Entry) -> int:
        return len(order) if entry.place is None else order.get(entry.place, len(order))

    both = (*_in_fields(was, found), *showed), (*_in_fields(now, found), *typed)
    return tuple(sorted(both[0], key=stands)), tuple(sorted(both[1], key=stands))


def _in_fields(values: Mapping[str, Any], found: Draft) -> Entries:
    places = [int(field.removeprefix(FOLLOW_UP)) for field in values if field.startswith(FOLLOW_UP)]
    read = [(place, _in_field(values, place, found)) for place in places]
    return tuple(Entry(item, place) for place, item in read if item)


def _in_field(values: Mapping[str, Any], place: int, found: Draft) -> Item | None:
    text = (values[f"{FOLLOW_UP}{place}"] or "").strip()
    names = {found.place(at): each.owner_name for at, each in enumerate(found.promises)}
    owner, due_on = values.get(f"owner_{place}"), values.get(f"due_{place}")
    return owned(text, owner, due_on, names.get(place), found) if text else None


def _answer(value: str | None) -> Answer | None:
    return Answer(value) if value else None
