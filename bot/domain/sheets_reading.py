"""Tables that a spreadsheet saved as CSV: in the encodings, and with the separators, that are met in the wild.

Excel writes what the computer's region says: semicolons or commas, Windows-1252 or UTF-8, and tabs in UTF-16 as
"Unicode text". A first line `sep=;` names the separator.
"""

import codecs
import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import StringIO
from typing import Final

from bot.domain.errors import Refused
from bot.domain.sheets import BOM, text_in

BYTES_MAX: Final = 1_000_000
LINES_MAX: Final = 5_000
SEPARATORS: Final = (";", ",", "\t")
NAMED_SEPARATOR: Final = re.compile(r'"?sep=([;,\t|])"?(\r\n|\r|\n|$)', re.IGNORECASE)
UTF_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
WORKBOOKS: Final = (".xlsx", ".xls", ".xlsm", ".ods", ".numbers")
ZIPPED, OLD_WORKBOOK = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"

IsKnown = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Table:
    """Column names, and the lines that have anything in them: the number a spreadsheet shows beside it, its cells."""

    names: list[str]
    lines: list[tuple[int, list[str]]]


def read(content: bytes, is_known: IsKnown) -> Table:
    """Return the table in a file; of the separators the one is taken that finds most column names that are known.

    Raises Refused, naming why, for what is no such table, or too much of it.
    """
    if len(content) > BYTES_MAX:
        raise Refused("file_too_large")
    found: list[tuple[int, list[str]]] = []
    for line in _lines(_text(content), is_known):
        if len(found) > LINES_MAX:
            raise Refused("too_many_lines", most=LINES_MAX)
        found.append(line)
    return Table(found[0][1] if found else [], found[1:])


def problem_at_sight(name: str, size: int) -> str | None:
    """Return why a file can't be read by its name, or its size in bytes; None where it has to be tried."""
    if name.lower().endswith(WORKBOOKS):
        return "is_a_workbook"
    return "file_too_large" if size > BYTES_MAX else None


def _text(content: bytes) -> str:
    if content.startswith((ZIPPED, OLD_WORKBOOK)):
        raise Refused("is_a_workbook")
    try:
        text = content.decode("utf-16" if content.startswith(UTF_16) else "utf-8")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if "\x00" in text:
        raise Refused("not_a_table")
    return text.removeprefix(BOM)


def _lines(text: str, is_known: IsKnown) -> Iterator[tuple[int, list[str]]]:
    named = NAMED_SEPARATOR.match(text)
    body = text[named.end() :] if named else text
    separator = named[1] if named else max(SEPARATORS, key=lambda each: _recognised(body, each, is_known))
    number = 0
    try:
        for number, cells in enumerate(_split(body, separator), start=1):
            if any(cell.strip() for cell in cells):
                yield number, [text_in(cell).strip() for cell in cells]
    except csv.Error:
        raise Refused("stray_quote", line=number + 1) from None


def _recognised(text: str, separator: str, is_known: IsKnown) -> int:
    """Return how many column names are known if this is what separates them."""
    try:
        names: list[str] = next((cells for cells in _split(text, separator) if any(map(str.strip, cells))), [])
    except csv.Error:
        return 0
    return sum(map(is_known, names))


def _split(text: str, separator: str) -> Iterator[list[str]]:
    return csv.reader(StringIO(text, newline=""), delimiter=separator, skipinitialspace=True, strict=True)
