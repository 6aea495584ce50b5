"""A list that may be told to forget."""

from __future__ import annotations

from typing import TypeVar

T = TypeVar("T")


class Newest(list[T]):
    """A list that keeps its newest `most` items when appended to; all of them where `most` is None.

    `total` counts all that were ever appended, so that a reader can go on from where it was (`since`).
    """

    def __init__(self, most: int | None = None) -> None:
        super().__init__()
        self.most, self.total = most, 0

    def append(self, item: T) -> None:
        """Adds the newest, and forgets the oldest where there are too many."""
        super().append(item)
        self.total += 1
        if self.most is not None and len(self) > self.most:
            del self[: len(self) - self.most]

    def since(self, total: int) -> list[T]:
        """What was appended after the first `total` items, as far as it is remembered."""
        return self[max(0, len(self) - (self.total - total)) :]
