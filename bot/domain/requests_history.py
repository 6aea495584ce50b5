"""What happened to a training request, step by step."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """What was done."""

    SENT = "sent"
    CAPTURED = "captured"
    COMPLETED = "completed"
    TAKEN = "taken"
    NAMED = "named"
    HANDED_OVER = "handed_over"
    ASKED = "asked"
    ANSWERED = "answered"
    SKIPPED = "skipped"
    ANALYSED = "analysed"
    REMARKED = "remarked"
    LINKED = "linked"
    UNLINKED = "unlinked"
    INTRODUCED = "introduced"
    DECIDED = "decided"
    AGREED = "agreed"
    RESUMED = "resumed"
    CLOSED = "closed"
    REOPENED = "reopened"
    WITHDRAWN = "withdrawn"
    CRISIS = "crisis"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: `by` is a user id, None for the bot; `note` holds somebody's words, or a number."""

    kind: Kind
    at: datetime
    by: str | None
    note: str | None = None


def step_key(request_id: int, step_id: int) -> str:
    """Return the business key of the reply that says a step; such keys sort in the order of the steps."""
    return f"request:{request_id}:step:{step_id:08d}"
