"""Numbers as people write them: `12,5`, `1 200`, `12.5 %`, `€ 3m`."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final
from unicodedata import category

WRITTEN_MAX: Final = 40
CURRENCY_MAX: Final = 4
POWERS: Final = {
    "k": 3, "thousand": 3, "m": 6, "mn": 6, "mio": 6, "million": 6, "bn": 9, "billion": 9,
}  # fmt: skip
TYPED_ALIKE: Final = str.maketrans("\u2212\u2013\u2019", "--'")
NUMBER: Final = re.compile(r"([+-]?) ?([^\d .,+-]*) ?([+-]?) ?(\d[\d .,']*(?<=\d))(\D*)")
SCALED: Final = re.compile(rf"( ?(?ai:{'|'.join(POWERS)}))(?![^\W\d_])(.*)")
PLAIN: Final = re.compile(r"\d+(?:[.,]\d+)?")
GROUPED: Final = re.compile(r"[1-9]\d{0,2}([ .,'])(?:\d{2,3}\1)*\d{3}(?:(?!\1)[.,]\d+)?")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, and how somebody wrote it; its unit stands elsewhere."""

    written: str
    number: Decimal


class Unreadable(Exception):
    """What somebody wrote is no number, or could be more than one; `reason` says which."""

    def __init__(self, reason: str) -> None:
        """Name the `reason`."""
        super().__init__(reason)
        self.reason = reason


def read(text: str, unit: str | None) -> tuple[Figure, str | None]:
    """Return the figure in a text, and its unit: the one given, or else what stands beside the number.

    Raises Unreadable for anything that is not one number, and for a number in another unit.
    """
    text = " ".join(text.split()).translate(TYPED_ALIKE)
    if len(text) > WRITTEN_MAX:
        raise Unreadable("too_long")
    parts = NUMBER.fullmatch(text)
    if parts is None or (parts[1] and parts[3]):
        raise Unreadable("not_a_number")
    sign, digits = parts[1] or parts[3], parts[4]
    scale, after = _scaled(parts[5], unit)
    number = Decimal(f"{_plain(digits)}E{POWERS.get(scale.strip().lower(), 0)}")
    figure = Figure(f"{sign}{digits}{scale}", number.copy_negate() if sign == "-" else number)
    return figure, _unit(parts[2], after.strip(), unit)


def is_currency(unit: str) -> bool:
    """Say whether a unit is a currency's sign, which stands before its number: `€`, `US$`."""
    signs = [category(mark) for mark in unit]
    return len(unit) <= CURRENCY_MAX and "Sc" in signs and set(signs) <= {"Sc", "Lu"}


def _plain(digits: str) -> str:
    """Return digits as a computer writes them; `1,200` may be 1200 or 1.2, so it is not guessed at."""
    is_plain, is_grouped = PLAIN.fullmatch(digits), GROUPED.fullmatch(digits)
    if is_plain and is_grouped:
        raise Unreadable("two_numbers")
    if is_plain:
        return digits.replace(",", ".")
    if is_grouped:
        return digits.replace(is_grouped[1], "").replace(",", ".")
    raise Unreadable("not_a_number")


def _scaled(after: str, unit: str | None) -> tuple[str, str]:
    """Part what follows the digits into `m` or `thousand`, if it begins so, and the rest."""
    scaled = SCALED.fullmatch(after)
    if scaled is None or _same(after, unit):
        return "", after
    if _same(scaled[1], unit):
        raise Unreadable("not_a_number")
    return scaled[1], scaled[2]


def _unit(before: str, after: str, unit: str | None) -> str | None:
    if (before and after) or not _may_go_before(before) or not _may_go_after(after):
        raise Unreadable("not_a_number")
    found = before or after
    if found and unit and not _stands_for(found, unit):
        raise Unreadable("other_unit")
    return unit or found or None


def _may_go_before(text: str) -> bool:
    return not text or is_currency(text) or (len(text) < CURRENCY_MAX and text.isupper() and text.isalpha())


def _may_go_after(text: str) -> bool:
    return not text or text[0].isalpha() or text[0] in "%‰°/" or category(text[0]) == "Sc"


def _stands_for(text: str, unit: str) -> bool:
    """Say whether this is the unit or its first word: `calls` for `calls a week`."""
    return _same(text, unit) or unit.casefold().startswith(f"{text.casefold()} ")


def _same(text: str, unit: str | None) -> bool:
    return unit is not None and text.strip().casefold() == unit.casefold()
