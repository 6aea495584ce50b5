"""The points of everything of one kind, kept in memory from one question to the next."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from bot.matching.space import rounded
from bot.matching.weights import Floats

Key = tuple[int, str]
Points = Callable[[NDArray[Any]], Floats]
PART: Final = 1_000


class Source(Protocol):
    """Where the vectors are kept."""

    def version(self) -> int:
        """Return a number that is another one after every change."""

    def keys(self) -> Collection[Key]:
        """Return the keys of everything that is kept."""

    def vectors(self, keys: Collection[Key]) -> Mapping[Key, NDArray[Any]]:
        """Return the vectors of these keys."""


@dataclass(frozen=True, slots=True)
class Near:
    """Something near a point: its key, the score, and its own point."""

    key: Key
    score: float
    point: Floats


class Shelf:
    """Points by key: a number, and what tells one text of it from another. Threads may share it."""

    def __init__(self, points: Points) -> None:
        """Turn vectors into points with `points`."""
        self._points_of = points
        self._lock = Lock()
        self._held = Held(0, (), np.empty(0, np.int64), None)

    def nearest(self, point: Floats, source: Source, most: int, exclude: Collection[int] = ()) -> list[Near]:
        """Return what is nearest to a point, each number once: the nearest first, then the lower number.

        What is new in the source is loaded, and what is not there any more is let go; `exclude` are numbers left out.
        """
        with self._lock:
            if self._held.version != source.version():
                self._held = self._held.followed(source, self._points_of)
            held = self._held
        return held.nearest(point, most, exclude)


@dataclass(frozen=True, slots=True)
class Held:
    """What is on the shelf at one moment: keys, their numbers, and a row of `points` for each."""

    version: int
    keys: tuple[Key, ...]
    numbers: NDArray[np.int64]
    points: Floats | None

    def followed(self, source: Source, points: Points) -> "Held":
        """Return what the source keeps now: what stays is taken from here, and what is new is loaded."""
        wanted = set(source.keys())
        stays = [at for at, key in enumerate(self.keys) if key in wanted]
        new = source.vectors(wanted.difference(self.keys))
        parts = [self.points[stays]] if self.points is not None and stays else []
        vectors = [*new.values()]
        parts += [points(np.array(vectors[at : at + PART])) for at in range(0, len(vectors), PART)]
        keys = (*(self.keys[at] for at in stays), *new)
        numbers = np.array([number for number, _ in keys], np.int64)
        return Held(source.version(), keys, numbers, np.concatenate(parts) if parts else None)

    def nearest(self, point: Floats, most: int, exclude: Collection[int]) -> list[Near]:
        """Return what is nearest to a point."""
        if self.points is None:
            return []
        scores = rounded(self.points @ point)
        best: dict[int, Near] = {}
        for at in np.lexsort((self.numbers, -scores)):
            number = self.keys[at][0]
            if number not in exclude:
                best.setdefault(number, Near(self.keys[at], float(scores[at]), self.points[at]))
            if len(best) == most:
                break
        return [*best.values()]
