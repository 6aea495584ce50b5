"""The outline of notes: under which heading, label and parent line each line stands."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from bot.domain.notes.lines import BOLD_LEVEL, Box, Line
from bot.domain.notes.sections import Kind, kind_of, label_of

INHERITED = frozenset({Kind.ACTIONS, Kind.DECISIONS, Kind.LEARNINGS, Kind.THANKS, Kind.ATTENDEES})  # by headings below

DETAILS = frozenset({Kind.OWNER, Kind.DUE})  # of the line above
SCRIBED = re.compile(r"\[name=[^\[\]]+\]\s*")  # "[name=Priya] Action: ..."
MOST_WORDS_OF_A_PERSON = 7  # "Priya (PS) - Deputy Head of Sales"
MOST_WORDS_OF_A_POINT = 10  # of an agenda
STATE = re.compile(
    r"(?:the )?(?:(?:action|task|item)s? )?(?:is |was |has been |now |all )*(?:done|completed?|closed|finished)[.!]?$",
    re.IGNORECASE,
)
ANNOUNCED = re.compile(r"\b(?:agreed|decided|resolved|concluded)(?: \w+)?:$", re.IGNORECASE)  # "We decided that:"


@dataclass(slots=True, eq=False)
class Item:
    """A line in its place: `text` without its label, `extra` of that label, `kind` by label, parent or heading."""

    raw: str
    text: str
    kind: Kind
    box: Box | None = None
    marked: bool = False
    labelled: bool = False
    extra: str = ""
    indent: int = 0
    parent: "Item | None" = None
    has_children: bool = False
    has_boxes: bool = False
    has_details: bool = False
    is_heading: bool = False

    @property
    def opens_scope(self) -> bool:
        """Whether the line is but a label or title ("Next steps:") for those under it."""
        return self.labelled and not self.text


def outline(lines: Sequence[Line]) -> Iterator[Item]:
    """The lines as items, in order, each with the kind of the part it stands in."""
    section = Section()
    parents: list[Item] = []
    above: Item | None = None
    for line, below in zip_longest(lines, lines[1:]):
        if line.level:
            section, parents = section.below(line), []
            above = Item(line.raw, line.text, section.kind, is_heading=True)
            yield above
            continue
        while parents and (parents[-1].indent >= _rank(line) or not (line.marked or line.box)):
            parents.pop()
        item = section.place(line, parents[-1] if parents else None, is_owned=below is not None and _is_detail(below))
        if item.labelled and item.kind in DETAILS:
            _attach(item, above)
        elif STATE.match(item.text) and above is not None and above.kind is Kind.ACTIONS:
            above.box = item.box = "done"
        elif item.opens_scope and not item.marked:
            section = Section(item.kind, loose=True)
        else:
            parents.append(item)
            above = item
        yield item


def with_minutes_in_agenda(items: list[Item]) -> list[Item]:
    """The items; where all that was said stands below the agenda, its lines are no longer mere points of it."""
    first = next((at for at, item in enumerate(items) if item.kind is Kind.AGENDA), len(items))
    told = [item for item in items[first:] if not item.is_heading and item.text]
    if all(item.kind is Kind.AGENDA for item in told) and any(_is_minuted(item) for item in told):
        for item in told:
            item.kind = Kind.TOPICS
    return items


def _is_minuted(item: Item) -> bool:
    return item.parent is not None or len(item.text.split()) >= MOST_WORDS_OF_A_POINT


def _is_detail(line: Line) -> bool:
    return not line.level and label_of(line.text)[0] in DETAILS


def _attach(detail: Item, above: Item | None) -> None:
    """Put "Owner: Priya" below the line it speaks of, be it further in or not."""
    if above is not None and (detail.parent is None or detail.parent is above or above.indent >= detail.indent):
        detail.parent = above
        above.has_details = True


@dataclass(slots=True)
class Section:
    """What a heading opened, up to the next; a `loose` one only up to the first paragraph after its items."""

    kind: Kind = Kind.OTHER
    level: int = 0
    loose: bool = False
    items: int = 0
    indent: int = 0
    in_one_line: bool = False
    in_bullets: bool = False

    def below(self, line: Line) -> "Section":
        """The section that a heading line opens here."""
        kind = kind_of(line.text)
        if kind is Kind.OTHER and self.kind in INHERITED and self.level < line.level < BOLD_LEVEL and not self.loose:
            return Section(self.kind, self.level)
        return Section(kind, line.level)

    def place(self, line: Line, parent: Item | None, *, is_owned: bool = False) -> Item:
        """The item a line is in this section; one whose owner stands below it is no paragraph after the items."""
        if (
            self.loose
            and self.items
            and line.after_blank
            and not is_owned
            and self._is_past(line)
            and not self._lists(line)
        ):
            self.kind = Kind.OTHER
        self.indent = line.indent if not self.items else self.indent
        self.items += 1
        self.in_bullets = self.in_bullets or line.marked
        self.in_one_line = self.in_one_line or line.text.count(",") > 1
        kind, extra, text = label_of(SCRIBED.sub("", line.text))
        labelled = kind is not Kind.OTHER
        if not labelled and (title := _title_kind(line)) is not Kind.OTHER:
            kind, labelled, text = title, True, ""
        if not labelled:
            text = line.text
            kind = Kind.DECISIONS if ANNOUNCED.search(text[-40:]) else self._inherited(parent)
        if parent:
            parent.has_children = True
            parent.has_boxes = parent.has_boxes or line.box is not None
        return Item(line.raw, text, kind, line.box, line.marked, labelled, extra, _rank(line), parent)

    def _inherited(self, parent: Item | None) -> Kind:
        """What stands below a line is of its kind; below "Action: send it" it only tells more of it."""
        if parent is None or (parent.labelled and parent.text and parent.kind is Kind.ACTIONS):
            return self.kind
        return parent.kind

    def _lists(self, line: Line) -> bool:
        """Whether a paragraph but names one more person of a list of people."""
        return (
            self.kind in (Kind.ATTENDEES, Kind.ABSENT)
            and not (self.in_one_line or self.in_bullets)
            and len(line.text.split()) <= MOST_WORDS_OF_A_PERSON
            and line.text[-1:] not in ".:!?"
        )

    def _is_past(self, line: Line) -> bool:
        return not (line.marked or line.box) or line.indent < self.indent


def _title_kind(line: Line) -> Kind:
    if line.text.endswith((".", "!")):
        return Kind.OTHER
    if line.text.endswith(":"):
        return kind_of(line.text.rsplit(". ", 1)[-1])
    return kind_of(line.text, alone=not _looks_like_title(line))


def _looks_like_title(line: Line) -> bool:
    return (
        line.after_blank
        and not line.marked
        and len(line.text.split()) <= 6
        and (line.text[-1:].isalnum() or line.text[-1:] == "?")
    )


def _rank(line: Line) -> int:
    if not line.marked and line.text.endswith(":"):
        return 2 * line.indent - 1
    return 2 * line.indent + (not line.raw[:1].isdigit())
