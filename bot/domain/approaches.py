"""Approaches that suit a kind of department: a file that L&D can change, checked when it is read."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.departments import KINDS
from bot.domain.detective import FlowError
from bot.domain.detective.tables import Table

SUGGEST_MAX = 300


@dataclass(frozen=True, slots=True)
class Approach:
    """What suits departments of these `kinds` when one of the `words` is in a takeaway, and `because` of what."""

    id: str
    kinds: frozenset[str]
    words: tuple[str, ...]
    suggest: str
    because: str

    def word_in(self, takeaway: str) -> str | None:
        """Return the first of the words that begins a word of the takeaway."""
        return next((word for word in self.words if re.search(rf"\b{re.escape(word)}", takeaway, re.IGNORECASE)), None)


def parse(text: str) -> tuple[Approach, ...]:
    """Read approaches from TOML; raises FlowError with a sentence for everything that is wrong."""
    mistakes: list[str] = []
    file = Table("The file", _toml(text), mistakes)
    file.only("approach")
    found = tuple(_approach(each) for each in file.tables("approach", "Approach"))
    ids = [each.id for each in found]
    for twice in sorted({each for each in ids if each and ids.count(each) > 1}):
        mistakes.append(f"Approach “{twice}”: this id is there twice. Please give each its own.")
    if mistakes:
        raise FlowError(mistakes)
    return found


def _toml(text: str) -> Mapping[str, Any]:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise FlowError([f"This is not TOML: {error}. Compare that place with the lines around it."]) from error


def _approach(table: Table) -> Approach:
    table.only("id", "kinds", "words", "suggest", "because")
    kinds, words = table.texts("kinds"), table.texts("words")
    for kind in kinds:
        if kind not in KINDS:
            table.wrong(f"there is no kind “{kind}”. You can write: {', '.join(KINDS)}.")
    for name, listed in (("kinds", kinds), ("words", words)):
        if not listed:
            table.wrong(f"{name} is missing. Please list at least one.")
    return Approach(
        table.id(), frozenset(kinds), words, table.text("suggest", SUGGEST_MAX), table.text("because", SUGGEST_MAX)
    )
