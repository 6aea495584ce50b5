"""Charts: horizontal bars under their labels, as marks on a sheet that a phone shows in full width.

The sheet has a ground of its own, so that it reads alike in light and dark; all bars have one colour, and say their
numbers in words beside them. Lengths are inches from the upper left corner.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Final

GROUND: Final = "#F5F6F8"
INK: Final = "#1D1C1D"
QUIET: Final = "#4A4F57"
BAR: Final = "#1F5FA8"
TRACK: Final = "#D3D9E2"

WIDTH: Final = 6.0
MARGIN: Final = 0.28
ACROSS: Final = WIDTH - 2 * MARGIN
NUMBERS: Final = 1.5
THICK: Final = 0.17
GAP: Final = 0.13
BETWEEN_PANELS: Final = 0.32
TITLE: Final = 11.5
LABEL: Final = 10.0
SPACING: Final = 1.35 / 72
LINES: Final = 2
CUT: Final = "…"

Measure = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: what it is called, how long it is (0 to 1), and the numbers that are written beside it."""

    label: str
    share: float
    numbers: str


@dataclass(frozen=True, slots=True)
class Panel:
    """Bars under a title; `note` is a line below them."""

    title: str
    bars: tuple[Bar, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Typeface:
    """What is known of the letters: how wide a text of one point is, plain or bold, and which letters there are."""

    plain: Measure
    bold: Measure
    letters: Collection[int]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text; `y` is the middle of its height."""

    x: float
    y: float
    text: str
    size: float
    colour: str
    is_bold: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle; `y` is its upper edge."""

    x: float
    y: float
    width: float
    colour: str


@dataclass(slots=True)
class Sheet:
    """Marks on a sheet of some depth; what is added goes below."""

    face: Typeface
    marks: list[Line | Box]
    depth: float = MARGIN

    def add(self, panel: Panel) -> None:
        """Add a panel; a label in letters that there are none of is its number."""
        self.depth += BETWEEN_PANELS if self.marks else 0
        self._paragraph(panel.title, TITLE, INK, is_bold=True)
        for place, bar in enumerate(panel.bars, 1):
            self._paragraph(legible(bar.label, self.face.letters) or f"{place}.", LABEL, INK)
            self._bar(bar)
        if panel.note:
            self._paragraph(panel.note, LABEL, QUIET)

    def _bar(self, bar: Bar) -> None:
        room = ACROSS - NUMBERS
        self.marks.append(Box(MARGIN, self.depth, room, TRACK))
        if bar.share > 0:
            self.marks.append(Box(MARGIN, self.depth, room * min(bar.share, 1), BAR))
        self.marks.append(Line(MARGIN + room + GAP, self.depth + THICK / 2, bar.numbers, LABEL, INK))
        self.depth += THICK + GAP

    def _paragraph(self, text: str, size: float, colour: str, *, is_bold: bool = False) -> None:
        measure, height = self.face.bold if is_bold else self.face.plain, size * SPACING
        for line in wrapped(legible(text, self.face.letters), ACROSS / size, measure):
            self.marks.append(Line(MARGIN, self.depth + height / 2, line, size, colour, is_bold))
            self.depth += height


def laid_out(panels: Sequence[Panel], face: Typeface) -> tuple[list[Line | Box], float]:
    """Return the marks of these panels, one below the other, and how deep the sheet is."""
    sheet = Sheet(face, [])
    for panel in panels:
        sheet.add(panel)
    return sheet.marks, sheet.depth + MARGIN


def legible(text: str, letters: Collection[int]) -> str:
    """Return what of a text can be written in these letters, in one line."""
    return " ".join("".join(each if ord(each) in letters else " " for each in text).split())


def wrapped(text: str, room: float, measure: Measure, lines: int = LINES) -> list[str]:
    """Return the text in lines that fit into `room` as `measure` tells; what is left ends in an ellipsis."""
    found: list[str] = []
    while text:
        fitting = max(_fitting(text, room, measure), 1)
        if fitting == len(text):
            return [*found, text]
        if len(found) == lines - 1:
            return [*found, text[: _fitting(text, room - measure(CUT), measure)].rstrip() + CUT]
        end = text.rfind(" ", 1, fitting + 1)
        end = end if end > 0 else fitting
        found.append(text[:end].rstrip())
        text = text[end:].lstrip()
    return found


def _fitting(text: str, room: float, measure: Measure) -> int:
    """Return how many characters of the text fit."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if measure(text[:middle]) <= room else (low, middle - 1)
    return low
