"""Whole words and phrases in what people typed, whatever the capitals, hyphens and commas."""

import re
from collections.abc import Iterable, Sequence

WORD = re.compile(r"\w+(?:'\w+)*")
GAP = " | "


def spoken(text: str) -> str:
    """Return the words of a text in small letters, with one space around each; nothing but a space without words."""
    return " ".join(["", *WORD.findall(text.casefold().replace("’", "'")), ""]) or " "


def says(said: str, phrase: str) -> bool:
    """Say whether the words of a phrase stand in a text that is `spoken`."""
    words = spoken(phrase)
    return bool(words.strip()) and words in said


def without(said: str, phrases: Iterable[str]) -> str:
    """Return a text that is `spoken` with a gap where these phrases stood, the longest taken out first."""
    for phrase in sorted(map(spoken, phrases), key=len, reverse=True):
        said = said.replace(phrase, GAP) if phrase.strip() else said
    return said


def first_of(words: Iterable[str], all_said: Iterable[str], unless: Sequence[str]) -> str | None:
    """Return the first of these words, in their own order, that stands in a `spoken` text outside of `unless`."""
    clear = [without(said, unless) for said in all_said]
    return next((word for word in words if any(says(said, word) for said in clear)), None)
