"""Places in the code where a test can end the process at once, as a power cut would."""

import os
import signal
from enum import StrEnum


class Point(StrEnum):
    """Where a crash would hurt, in the words that TOUCHPOINT_FAIL_AT takes."""

    MIGRATING = "migrating"
    DELIVERY_UNCOMMITTED = "delivery.uncommitted"
    DELIVERY_COMMITTED = "delivery.committed"
    POST_CLAIMED = "post.claimed"
    POST_WORDED = "post.worded"
    POST_CALLING = "post.calling"
    POST_ANSWERED = "post.answered"
    POST_NOTED = "post.noted"
    REFRESH_CLAIMED = "refresh.claimed"
    REFRESH_WORDED = "refresh.worded"
    REFRESH_CALLING = "refresh.calling"
    REFRESH_ANSWERED = "refresh.answered"
    REFRESH_NOTED = "refresh.noted"
    POLL_CLOSING = "poll.closing"
    POLL_CLOSED = "poll.closed"


_passes_left: dict[Point, int] = {}


def arm(where: str) -> None:
    """End the process when it reaches the point `NAME`, or for the n-th time with `NAME:N`; "" arms nothing.

    Raises ValueError for a name that is no point.
    """
    _passes_left.clear()
    if where:
        name, _, count = where.partition(":")
        _passes_left[Point(name)] = int(count or 1)


def reach(point: Point) -> None:
    """Say that the program has come to this point; nothing happens unless it is armed."""
    if point not in _passes_left:
        return
    _passes_left[point] -= 1
    if _passes_left[point] < 1:
        os.kill(os.getpid(), signal.SIGKILL)
