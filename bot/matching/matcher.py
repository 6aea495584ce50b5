"""What means nearly the same as what: vectors of texts, their points, and what is near."""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bot.matching.encoder import Encoder, unit
from bot.matching.shelf import Shelf
from bot.matching.space import Space, rounded
from bot.matching.topics import load
from bot.matching.weights import MODEL, Floats

Vector = NDArray[np.float16]
Point = Floats

REMEMBERED: Final = 1_000  # vectors, of 1.5 kB each
BEYOND: Final = 0.25  # what the rest of a description weighs beside its sentence: it shifts a score by 6 % at most

# From here on two needs are called similar: of what is shown, nine in ten are (as measured with tests.bench.needs).
THRESHOLD: Final = 0.48
# A resource or a mentor is described in a few words, and a wrong one is passed over at a glance.
SUGGESTED: Final = 0.4


class Matcher:
    """Compares texts. The weights are loaded at the first text, in a tenth of a second; threads may share a matcher."""

    model: Final = MODEL

    def __init__(self) -> None:
        self._shelves: dict[tuple[str, str], Shelf] = {}

    def vector(self, sentence: str, beyond: str = "") -> Vector:
        """Return the vector of a sentence, drawn a little towards what else is said beyond it.

        It takes some 15 ms of one core for a text that is new. 384 half floats, always the same for the same text; of
        a text without a word that the model knows, all are 0.
        """
        vector = _vector(sentence)
        if beyond:
            vector = unit(vector + np.float32(BEYOND) * _vector(beyond))
        return vector.astype(np.float16)

    def point(self, vector: Vector) -> Floats:
        """Return the point of a vector; the product of two points is their score (see bot.matching.space)."""
        return _space().points(vector[np.newaxis])[0]

    def scores(self, texts: Sequence[str]) -> Floats:
        """Return the score of each text with each."""
        points = _space().points(np.array([self.vector(text) for text in texts]))
        return rounded(points @ points.T)

    def shared_topic(self, one: Floats, other: Floats) -> str | None:
        """Return the topic that both points are about, where one stands out."""
        return _space().shared_topic(one, other)

    def shelf(self, team_id: str, kind: str) -> Shelf:
        """Return where the points of a workspace's things of one kind are kept."""
        return self._shelves.setdefault((team_id, kind), Shelf(lambda vectors: _space().points(vectors)))


@cache
def _encoder() -> Encoder:
    return Encoder()


@cache
def _space() -> Space:
    return Space(load(_encoder().vector))


@lru_cache(REMEMBERED)
def _vector(text: str) -> Floats:
    """Return the vector of a text; a plan is put into words again and again, about the same takeaways."""
    return _encoder().vector(text)


def stored(vector: Vector) -> bytes:
    """Return a vector as it is kept in a database."""
    return vector.astype("<f2").tobytes()


def restored(kept: bytes) -> Vector:
    """Return the vector that was kept."""
    return np.frombuffer(kept, "<f2")
