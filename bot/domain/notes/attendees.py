"""Who was there, from the list of attendees or, without one, from who is tagged as speaking."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from bot.domain.notes.attendee_names import AFTER_NAME, BRACKETED, COMMAS, bare, initials, name_in, names_of
from bot.domain.notes.outline import Item
from bot.domain.notes.people import NAME, People, called
from bot.domain.notes.sections import Kind, kind_of
from bot.domain.notes.tables import DASHES, cells
from bot.domain.notes.words import NOT_NAMES, VERBS

TAGGED = re.compile(r"\[name=([^\[\]]+)\]")  # "[name=Priya] asks ..."
WHO = re.compile(r"(?:full )?(?:name|attendee|participant|member|who|person|director|representative)s?(?: name)?$")
CAME = re.compile(r"(?:present|attended|attendance|attending|status|here|in attendance)\??$")
MISSED = re.compile(r"(?:no|n|a|absent|apologies|regrets|excused|-|–|✗|✘|❌|:x:|away|false)\b|[-–✗✘❌]", re.IGNORECASE)
TURN = re.compile(rf"({NAME}):\s")
NAME_AND_ROLE = re.compile(rf"{NAME}(?:\s+[-–—]\s+[A-Z]\w+(?: \w+){{0,3}})?(?<! Group)(?<! Meeting)")
FULL_NAME = re.compile(r"[^\W\d_a-z][\w.'’-]* [^\W\d_a-z]")  # "Priya S"
LAST_AT_TOP = 12
NICK = re.compile(r"[a-z][\w.-]+")
FEWEST_TURNS = 3
MOST_ON_A_LINE = 5  # of more lines, most with one person, none has two
FEWEST, MOST_COMMAS = 3, 2


@dataclass(slots=True)
class Attendance:
    """The attendees in the order listed, the initials given beside them, and the items that list them."""

    names: list[str] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    initials: list[str] = field(default_factory=list)
    missing: list[Item] = field(default_factory=list)


def attendance(items: Sequence[Item]) -> Attendance:
    """Who the notes list as present; a list ends at the first paragraph that is none."""
    found = Attendance()
    listing, columns, in_one_line = True, None, False
    listed = [item for item in items if item.kind is Kind.ATTENDEES and not item.labelled and not item.is_heading]
    ticked = any(item.box in ("done", "tick") for item in listed)
    with_roles = {id(item) for run in _runs(items) if _have_roles(run) for item in run}
    strange = {id(item) for run in _runs(items) if _is_below_other_title(run) for item in run}
    for item in items:
        if id(item) in strange:
            continue
        listing = (listing or item.labelled or item.is_heading) and (item.kind is Kind.ATTENDEES or _is_who(item))
        if not listing or not item.text or item.is_heading or DASHES.match(item.raw):
            continue
        if values := cells(item.raw):
            names, columns = _in_row(values, columns), columns or _columns(values)
        else:
            ended = in_one_line and not (item.marked or item.labelled or "," in item.text)
            names = [] if ended or _is_detail(item) else list(names_of(item, with_roles=id(item) in with_roles))
            in_one_line = in_one_line or (len(names) >= FEWEST and not item.marked)
            listing = bool(names) or item.labelled or item.marked or (not found.names and item.text.endswith(":"))
        if names and ticked and item.box == "open":
            found.missing.append(item)
        elif names:
            found.items.append(item)
            found.names.extend(name for name in names if name not in found.names)
            found.initials.extend(initials(item.text))
    return found if found.names else _at_the_top(items)


def _at_the_top(items: Sequence[Item]) -> Attendance:
    """Those whom notes name a line each, with what they are, ahead of all else and under no title."""
    top = [item for item in items[:LAST_AT_TOP] if not item.is_heading]
    for is_name, run in groupby(top, lambda item: not item.marked and NAME_AND_ROLE.fullmatch(item.text) is not None):
        people = list(run)
        if is_name and len(people) >= FEWEST and any(AFTER_NAME.search(item.text) for item in people):
            return Attendance([name_in(AFTER_NAME.split(item.text, maxsplit=1)[0]) for item in people], people)
    return Attendance()


def speakers(items: Iterable[Item], people: People) -> list[str]:
    """Those whom the notes tag as speaking, "[name=Priya] ...", or show taking turns: "Priya: ..."."""
    tagged = [called(name) for item in items for name in TAGGED.findall(item.text)]
    first = (TURN.match(item.text) for item in items if not item.labelled)
    turns = Counter(found[1] for found in first if found and people.named(found[1]))
    several = [name for name, count in turns.items() if count >= FEWEST_TURNS]
    return list(dict.fromkeys([*tagged, *several]))


def assigned(items: Iterable[Item]) -> list[str]:
    """Those named in the label of a task: "TODO(priya): ..."."""
    return [
        item.extra
        for item in items
        if item.labelled
        and item.kind is Kind.ACTIONS
        and NICK.fullmatch(item.extra)
        and item.extra.casefold() not in NOT_NAMES | VERBS
    ]


def _runs(items: Iterable[Item]) -> list[list[Item]]:
    """The lines of lists of attendees, each with the title above it."""
    runs: list[list[Item]] = []
    for item in items:
        if item.kind is Kind.ATTENDEES and (item.is_heading or not runs or item.opens_scope):
            runs.append([item])
        elif item.kind is Kind.ATTENDEES:
            runs[-1].append(item)
    return runs


def _is_below_other_title(run: list[Item]) -> bool:
    """Whether a title below "Attendees" heads something else: most of its lines name nobody in full."""
    title, *lines = run
    if not title.is_heading or kind_of(title.text) is Kind.ATTENDEES:
        return False
    named = sum(FULL_NAME.match(line.text) is not None or line.text.startswith(("@", "<@")) for line in lines)
    return named * 2 < len(lines)


def _columns(header: list[str]) -> tuple[int, int]:
    """Where a table of attendees holds names, and whether they came (-1: nowhere)."""
    titles = [title.casefold().strip(" *_") for title in header]
    who = next((at for at, title in enumerate(titles) if WHO.match(title)), 0)
    return who, next((at for at, title in enumerate(titles) if CAME.match(title)), -1)


def _in_row(values: list[str], columns: tuple[int, int] | None) -> list[str]:
    if columns is None or columns[0] >= len(values):
        return []
    who, came = columns
    if 0 <= came < len(values) and (not values[came] or MISSED.match(values[came])):
        return []
    name = name_in(AFTER_NAME.split(BRACKETED.sub("", values[who]).split(",")[0], maxsplit=1)[0])
    return [name] if name else []


def _is_detail(item: Item) -> bool:
    """Whether the line but tells more of the attendee above it."""
    above = item.parent
    return above is not None and not (above.opens_scope or above.text.endswith(":") or item.labelled)


def _is_who(item: Item) -> bool:
    """Whether "Who: Priya, Sam" tells who met rather than who owns a task."""
    is_task = item.parent is not None and item.parent.kind is Kind.ACTIONS
    return item.labelled and item.kind is Kind.OWNER and not is_task and "," in item.text


def _may_be_one(item: Item) -> bool:
    return not (item.labelled or item.is_heading) and (item.marked or FULL_NAME.match(item.text) is not None)


def _have_roles(items: Iterable[Item]) -> bool:
    """Whether each line lists one person and what they are: "Priya Shah, Sales"."""
    commas = [len(COMMAS.findall(bare(item.text))) for item in items if item.text and _may_be_one(item)]
    if len(commas) == FEWEST - 1 and all(FULL_NAME.match(item.text) for item in items if _may_be_one(item)):
        return commas == [1] * len(commas)
    if len(commas) < FEWEST or max(commas) > MOST_COMMAS:
        return False
    return commas.count(1) * 2 > len(commas) or (commas.count(0) * 2 > len(commas) > MOST_ON_A_LINE and any(commas))
