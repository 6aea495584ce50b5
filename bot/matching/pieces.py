"""Words into the pieces that the model knows: lower case, no accents, the longest known beginning first."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

READ: Final = 2_000  # characters; more than the longest text that the model takes in
WORD: Final = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]|[^\W_\u3400-\u9fff\uf900-\ufaff]+|[^\w\s]|_")
LONGEST_WORD: Final = 100
REMEMBERED: Final = 20_000


class Pieces:
    """The vocabulary, one piece a line; `##` begins a piece that goes on with a word."""

    def __init__(self, vocabulary: Path) -> None:
        """Read the vocabulary."""
        lines = vocabulary.read_text(encoding="utf-8").splitlines()
        self._numbers = {piece: number for number, piece in enumerate(lines)}
        self._first, self._last, self._unknown = (self._numbers[each] for each in ("[CLS]", "[SEP]", "[UNK]"))
        self._of_word = lru_cache(REMEMBERED)(self._split)

    def of(self, text: str, most: int) -> list[int]:
        """Return the numbers of a text's pieces, framed, at most so many; empty when no piece of it is known."""
        found = [number for word in _words(text) for number in self._of_word(word)][: most - 2]
        if all(number == self._unknown for number in found):
            return []
        return [self._first, *found, self._last]

    def _split(self, word: str) -> tuple[int, ...]:
        """Return the numbers of a word's pieces; one that can't be split into known pieces is unknown as a whole."""
        found, at = [], 0
        while at < len(word):
            begins = (word[at:end] for end in range(len(word), at, -1))
            piece = next((each for each in begins if self._number(each, at) is not None), None)
            if piece is None or len(word) > LONGEST_WORD:
                return (self._unknown,)
            found.append(self._numbers[f"##{piece}" if at else piece])
            at += len(piece)
        return tuple(found)

    def _number(self, piece: str, at: int) -> int | None:
        return self._numbers.get(f"##{piece}" if at else piece)


def _words(text: str) -> Iterator[str]:
    plain = unicodedata.normalize("NFD", text[:READ].lower())
    kept = (" " if each.isspace() else each for each in plain if each.isspace() or _is_written(each))
    return (match[0] for match in WORD.finditer("".join(kept)))


def _is_written(character: str) -> bool:
    """Say whether a character is more than an accent or a control."""
    category = unicodedata.category(character)
    return category != "Mn" and not category.startswith("C")
