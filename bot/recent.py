"""What was met lately, at most so much of it: a memory that can't grow with the number of people."""

from collections import OrderedDict
from typing import Final, Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")

MOST: Final = 10_000


class Recent(Generic[K, V]):
    """Values by key; once there are more than `most`, the one that was used longest ago is forgotten."""

    def __init__(self, most: int = MOST) -> None:
        """Begin with nothing."""
        self._most = most
        self._values: OrderedDict[K, V] = OrderedDict()

    def __len__(self) -> int:
        return len(self._values)

    def get(self, key: K) -> V | None:
        """Return what was kept under this key, None when nothing was or it is forgotten."""
        if key not in self._values:
            return None
        self._values.move_to_end(key)
        return self._values[key]

    def keep(self, key: K, value: V) -> V:
        """Keep a value under its key, and return it."""
        self._values[key] = value
        self._values.move_to_end(key)
        if len(self._values) > self._most:
            self._values.popitem(last=False)
        return value
