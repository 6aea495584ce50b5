"""Topics of working life, each with things that people say about it: what two needs share when they share no word.

They stand in topics.txt, for people of L&D to read and change: a topic a line, and indented below it what is said of
it, best in the words of different departments. `make topics` works their vectors out anew, which takes some seconds.
"""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

import numpy as np

from bot.matching.encoder import unit
from bot.matching.weights import MODEL, Floats

TEXT: Final = Path(__file__).with_name("topics.txt")


@dataclass(frozen=True, slots=True)
class Topics:
    """The topics by name; `centres` has their directions as seen from `mean`, the middle of all that is said."""

    names: tuple[str, ...]
    mean: Floats
    centres: Floats


def load(vector: Callable[[str], Floats], text: Path = TEXT) -> Topics:
    """Return the topics; their vectors are worked out with `vector` where those beside the text are of another text."""
    with np.load(text.with_suffix(".npz")) as saved:
        if bytes(saved["digest"]) == _digest(text):
            return Topics(tuple(read(text)), saved["mean"].astype(np.float32), saved["centres"].astype(np.float32))
    return make(vector, text)


def make(vector: Callable[[str], Floats], text: Path = TEXT) -> Topics:
    """Return the topics with their vectors worked out from the text."""
    said = {name: np.array([vector(each) for each in (name, *phrases)]) for name, phrases in read(text).items()}
    mean = np.concatenate(list(said.values())).mean(0)
    centres = unit(np.array([unit(vectors - mean).mean(0) for vectors in said.values()]))
    return Topics(tuple(said), mean, centres)


def read(text: Path = TEXT) -> dict[str, list[str]]:
    """Return what is said of each topic."""
    topics: dict[str, list[str]] = {}
    phrases: list[str] = []
    for line in filter(str.strip, text.read_text(encoding="utf-8").splitlines()):
        if line.startswith(" "):
            phrases.append(line.strip())
        else:
            phrases = topics.setdefault(line.strip(), [])
    return topics


def save(topics: Topics, text: Path = TEXT) -> None:
    """Write the vectors down beside the text that they are of."""
    half = {"mean": topics.mean.astype(np.float16), "centres": topics.centres.astype(np.float16)}
    np.savez(text.with_suffix(".npz"), allow_pickle=False, digest=np.bytes_(_digest(text)), **half)


def _digest(text: Path) -> bytes:
    return sha256(MODEL.encode() + text.read_bytes()).hexdigest().encode()
