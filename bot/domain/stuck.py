"""Messages that could not be said, or may have been: a partner decides what becomes of them."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.outbox import State

WAITING = frozenset({State.DEAD, State.UNKNOWN})


@dataclass(frozen=True, slots=True)
class StuckView:
    """A message that is stuck, or was: `kind` says what it is about, `reason` is Slack's word for why."""

    id: str
    kind: str
    recipient: str
    state: State
    reason: str
    due_at: datetime

    @property
    def is_waiting(self) -> bool:
        """Say whether a partner still has to decide."""
        return self.state in WAITING


def key(outgoing_id: str) -> str:
    """Return the business key of the report on a stuck message."""
    return f"stuck:{outgoing_id}"
