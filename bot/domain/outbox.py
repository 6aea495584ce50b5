"""The outbox is the timetable: every message that is to be said, from planned to said."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from typing import Any

LND = "lnd"
AT_ONCE = 20
KEPT_FOR_ANSWERS = 5
LEASE = timedelta(seconds=30)
CALL = timedelta(seconds=10)
SETTLE = timedelta(seconds=10)
RETRY_FIRST = timedelta(seconds=2)
RETRY_LONGEST = timedelta(minutes=5)
LEASE_LONGEST = 2 * RETRY_LONGEST
REFRESH_GAP = timedelta(seconds=1)
UNADDRESSED = timedelta(minutes=10)
NO_ADDRESS = "no_address"
BOT_IS_AWAY = "bot_is_away"
UNREACHED = frozenset({BOT_IS_AWAY, "not_in_channel", "channel_not_found", "is_archived"})


class State(StrEnum):
    """Where a planned message stands."""

    DUE = "due"
    SENDING = "sending"
    SENT = "sent"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    DEAD = "dead"
    UNKNOWN = "unknown"
    REMOVING = "removing"


SETTLED = frozenset({State.SENT, State.CANCELLED, State.EXPIRED, State.DEAD})


class Priority(IntEnum):
    """What goes first when several messages wait: answers to people, then the timetable."""

    ANSWER = 0
    PLANNED = 1
    BULK = 2


@dataclass(frozen=True, slots=True)
class Post:
    """A message to be planned. `key` names it in the business: `meeting:42:recap`.

    `to` is a channel (C…/G…/D…), a person (U…), or `LND`: the L&D channel, or a partner while there is none.
    `kind` picks who words it when its time comes, from `refs`. `thread` is the key of the message it replies to;
    `after` the key of one that must be settled before; `shown_in` the key of one that shows where this one stands.
    """

    key: str
    kind: str
    to: str
    refs: dict[str, Any] = field(default_factory=dict)
    thread: str | None = None
    thread_ts: str | None = None
    after: str | None = None
    priority: Priority = Priority.ANSWER
    shown_in: str | None = None


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message that this worker alone may send until the lease ends.

    A call to Slack takes `CALL` at most and is begun only where it ends before the lease does. `line` is how many
    messages are due to its recipient.
    """

    id: str
    team_id: str
    key: str
    kind: str
    to: str
    refs: dict[str, Any]
    channel_id: str | None
    ts: str | None
    thread_ts: str | None
    wanted: int
    attempts: int
    priority: Priority
    uncertain: bool
    first_tried_at: datetime | None
    lease_until: datetime
    line: int = 1
    is_removal: bool = False

    @property
    def urgency(self) -> tuple[int, int]:
        """Return what decides who goes first, the lowest: the priority, and then how long its recipient's line is."""
        return self.priority, -self.line

    @property
    def doing(self) -> str:
        """Return what is done with it: `post`, `refresh` or `remove`."""
        return "remove" if self.is_removal else "refresh" if self.is_refresh else "post"

    @property
    def is_refresh(self) -> bool:
        """Say whether the message stands in Slack already and only needs to be brought up to date."""
        return self.ts is not None and not self.is_removal


class Hold(Exception):
    """The message is not to be said yet; ask again at `until`."""

    def __init__(self, until: datetime) -> None:
        """Wait until the aware moment `until`."""
        super().__init__(until.isoformat())
        self.until = until


class Drop(Exception):
    """The message is no longer true or wanted; `reason` says why."""

    def __init__(self, reason: str, *, expired: bool = False) -> None:
        """Give it up for `reason`; `expired` when it came too late rather than being called off."""
        super().__init__(reason)
        self.reason = reason
        self.expired = expired


def retry_at(now: datetime, attempts: int) -> datetime:
    """Return when to try again after `attempts` failures: doubling from two seconds to five minutes."""
    doubled: int = 2 ** min(attempts, 12)
    return now + min(RETRY_FIRST * doubled, RETRY_LONGEST)
