"""Places in the code where a test can end the process at once, as a power cut would, or make it stand still."""

import os
import signal
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


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
    REMOVE_CLAIMED = "remove.claimed"
    REMOVE_CALLING = "remove.calling"
    REMOVE_ANSWERED = "remove.answered"
    REMOVE_NOTED = "remove.noted"
    POLL_CLOSING = "poll.closing"
    POLL_CLOSED = "poll.closed"
    PICTURE_UPLOADED = "picture.uploaded"


HOW: Final = {"": signal.SIGKILL, "kill": signal.SIGKILL, "stop": signal.SIGSTOP}


@dataclass(slots=True)
class Charge:
    """What happens at an armed point, and how often it is still passed by."""

    passes_left: int
    signal: signal.Signals


_armed: dict[Point, Charge] = {}


def arm(where: str) -> None:
    """End the process when it reaches the point `NAME`, or for the n-th time with `NAME:N`; "" arms nothing.

    With `NAME:N:stop` the process stands still there until it is told to go on. Raises ValueError for a name that is
    no point.
    """
    _armed.clear()
    if not where:
        return
    name, _, rest = where.partition(":")
    count, _, how = rest.partition(":")
    if how not in HOW:
        raise ValueError(f"{how!r} is no way to end")
    _armed[Point(name)] = Charge(int(count or 1), HOW[how])


def reach(point: Point) -> None:
    """Say that the program has come to this point; nothing happens unless it is armed."""
    if charge := _armed.get(point):
        charge.passes_left -= 1
        if charge.passes_left == 0:
            os.kill(os.getpid(), charge.signal)
