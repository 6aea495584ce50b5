"""Where texts that mean nearly the same lie close together.

A score is the sum of two likenesses, weighted 7 to 3, each between -1 and 1:

- of what is said: the cosine of the two vectors, seen from the middle of all that is said about work. Seen from 0,
  everything about work looks alike; the middle is fixed, so a score never depends on what else is stored.
- of what it is about: the cosine of how much each text belongs to each topic, sharpened so that the nearest
  topics count. "Reps freeze when a buyer says no" and "nobody dares to answer doubts" share a topic and no word.

Everything is a product of two points, so that ten thousand needs are compared at once. Points are of length 1; a text
without a known word is at 0 and near nothing.
"""

from math import sqrt
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from bot.matching.encoder import unit
from bot.matching.topics import Topics
from bot.matching.weights import SIZE, Floats

# Of what was tried with tests.bench.needs these did well on plain needs and on those with hardly a word in common;
# values near them do hardly less.
BY_TOPIC: Final = 0.3
SHARPNESS: Final = 0.08
WEIGHT_SAID, WEIGHT_ABOUT = np.float32(sqrt(1 - BY_TOPIC)), np.float32(sqrt(BY_TOPIC))
SHARED: Final = 0.2  # of what two texts are about, when one topic is named as their common one
DIGITS: Final = 3


def rounded(scores: Floats) -> Floats:
    """Return scores with as many digits as every machine agrees on."""
    return np.round(scores, DIGITS)


class Space:
    """Turns vectors into points, whose product is the score."""

    def __init__(self, topics: Topics) -> None:
        """Look at texts from the middle of what is said of these topics."""
        self._topics = topics

    def points(self, vectors: NDArray[Any]) -> Floats:
        """Return a point for each vector; the shapes are (n, 384) and (n, 384 + topics)."""
        known = np.any(vectors, axis=1, keepdims=True)
        said = unit((vectors.astype(np.float32) - self._topics.mean) * known)
        likeness = said @ self._topics.centres.T
        about = unit(np.exp((likeness - 1) / np.float32(SHARPNESS)) * known)
        return np.hstack([WEIGHT_SAID * said, WEIGHT_ABOUT * about])

    def shared_topic(self, one: Floats, other: Floats) -> str | None:
        """Return the name of the topic that makes two points alike, if one alone does."""
        shares = one[SIZE:] * other[SIZE:] / np.float32(BY_TOPIC)
        best = int(shares.argmax())
        return self._topics.names[best] if shares[best] >= SHARED else None
