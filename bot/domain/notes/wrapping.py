"""Lines that an editor broke at its margin, put together again."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from bot.domain.notes.lines import Line
from bot.domain.notes.sections import Kind, kind_of, label_of

NARROWEST, WIDEST = 60, 140  # columns at which editors and people break lines
ONE_IN = 10  # lines may stick out of the margin, such as a long list of names
NEW_START = re.compile(r"(?:[A-Z@<][^\s:]* ?){1,3}(?::|(?<= )(?:to|will) )")  # "Action item: ...", "Ada to ..."

TITLED = re.compile(r"\W{1,4}(\*\*|__)[^*_]+\1:?")  # "- **Spring fair**"
TABLE = re.compile(r"\t|\|(?=\s)|^\||\S {3,}\S")  # a row of cells


def joined(lines: list[Line]) -> Iterator[Line]:
    """The lines with each hard-wrapped one appended to the line it goes on from."""
    width = _width(lines)
    held: Line | None = None
    last = 0
    for line in lines:
        if held is not None and _goes_on(held, last, line, width):
            held = replace(held, raw=f"{held.raw}\n{line.raw}", text=f"{held.text} {line.text}")
        else:
            if held is not None:
                yield held
            held = line
        last = line.indent + len(line.raw)
    if held is not None:
        yield held


def _width(lines: Iterable[Line]) -> int:
    widths = [line.indent + len(line.raw) for line in lines if "://" not in line.raw]
    fitting = [width for width in widths if width <= WIDEST]
    long = sum(width > NARROWEST for width in fitting)
    few_stick_out = (len(widths) - len(fitting)) * ONE_IN < long
    return max(fitting if few_stick_out else widths, default=0)


def _goes_on(held: Line, last: int, line: Line, width: int) -> bool:
    if line.marked or line.box or line.level or line.after_blank or not (line.text and held.text) or held.level:
        return False
    if TABLE.search(line.raw) or TABLE.search(held.raw) or _begins(line) or _is_whole(held, line):
        return False
    if held.marked and line.indent > held.indent:
        return not TITLED.fullmatch(held.raw)
    if not NARROWEST <= width <= WIDEST or NEW_START.match(line.text) or held.text[-1] in ":!?":
        return False
    first_word = line.text.split(maxsplit=1)[0]
    return last + 1 + len(first_word) > width or (line.text[0].islower() and last * 5 >= width * 3)


def _begins(line: Line) -> bool:
    label, title = label_of(line.text)[0], kind_of(line.text, alone=True)
    return line.text.startswith(("[name=", "@", "<@")) or not label is title is Kind.OTHER


def _is_whole(held: Line, line: Line) -> bool:
    names = label_of(held.text)[0] in (Kind.ATTENDEES, Kind.ABSENT)
    return names and not held.text.endswith((",", " and")) and "," not in line.text
