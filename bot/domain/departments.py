"""What a department is, and the values that hold until somebody describes it."""

from dataclasses import dataclass
from datetime import time

KINDS = ("leadership", "sales", "procurement", "engineering", "support", "operations", "other")
OPENS, CLOSES = time(9), time(17)
NAME_MAX = 80


@dataclass(frozen=True, slots=True)
class DepartmentView:
    """A department as forms and messages show it; a user id where a person is meant."""

    channel_id: str
    name: str
    kind: str
    lead: str | None
    partner: str | None
    timezone: str
    opens: time
    closes: time
    country: str | None
    is_described: bool
