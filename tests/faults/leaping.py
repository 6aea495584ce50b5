"""An event loop whose clock leaps to the next moment at which something happens: hours pass in no time."""

import asyncio
from collections.abc import Coroutine
from selectors import DefaultSelector
from typing import Any, TypeVar

T = TypeVar("T")


class LeapingLoop(asyncio.SelectorEventLoop):
    """Nobody waits for a timer; only what has to be computed takes time."""

    def __init__(self) -> None:
        self._passed = 0.0
        super().__init__(_Leaping(self))

    def time(self) -> float:
        return self._passed

    def leap(self, seconds: float) -> None:
        self._passed += seconds


class _Leaping(DefaultSelector):
    def __init__(self, loop: LeapingLoop) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> Any:
        self._loop.leap(timeout or 0.0)
        return super().select(0)


def lived(story: Coroutine[Any, Any, T]) -> T:
    """Run a story to its end on a clock that leaps; `asyncio.get_running_loop().time()` tells its seconds."""
    with asyncio.Runner(loop_factory=LeapingLoop) as runner:
        return runner.run(story)
