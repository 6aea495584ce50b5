"""Tables for spreadsheets, as CSV (RFC 4180): what people wrote stays text and is never a formula.

The rule: https://owasp.org/www-community/attacks/CSV_Injection. All text is quoted, so that no separator that a
spreadsheet may prefer begins a new cell.
"""

import csv
import re
import unicodedata
from collections.abc import Iterable
from io import StringIO
from typing import Final

FORMULA: Final = frozenset("=+-@\N{MINUS SIGN}")
STARTS: Final = ("\t", "\r", "\n")
QUOTES: Final = frozenset("'\"`\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}“”„«»")
NUMBER: Final = re.compile(r"[+-]?\d+([.,]\d+)?", re.ASCII)
AS_TEXT: Final = "'"
BOM: Final = "\N{ZERO WIDTH NO-BREAK SPACE}"


def cell(text: str) -> str:
    """Return the text as it may stand in a cell: with an apostrophe before what a spreadsheet could calculate.

    That is a formula character, also after spaces, quotes and what can't be seen, or in its full width. A number
    stays one.
    """
    if NUMBER.fullmatch(text):
        return text
    is_risky = text.lstrip(AS_TEXT).startswith(STARTS) or _first(text) in FORMULA
    return AS_TEXT + text if is_risky else text


def text_in(written: str) -> str:
    """Return the text that a cell stands for: the other way round from `cell`."""
    bare = written.removeprefix(AS_TEXT)
    return bare if bare != written and cell(bare) == written else written


def rows(lines: Iterable[Iterable[str | int | float]], *, bom: bool = False) -> str:
    """Return lines of cells as CSV; `bom` puts the mark before it by which Excel knows UTF-8."""
    written = StringIO(newline="")
    writer = csv.writer(written, quoting=csv.QUOTE_NONNUMERIC)
    for line in lines:
        writer.writerow([cell(each) if isinstance(each, str) else each for each in line])
    return (BOM if bom else "") + written.getvalue()


def _first(text: str) -> str:
    """Return the first character that a spreadsheet sees, in its plain form; empty where there is none."""
    seen = next((each for each in text if not _is_passed_over(each)), "")
    return unicodedata.normalize("NFKC", seen)[:1]


def _is_passed_over(character: str) -> bool:
    return character in QUOTES or unicodedata.category(character)[0] in "CZ"
