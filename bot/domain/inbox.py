"""One gesture of one person, or one event: the unit that has exactly one effect."""

from dataclasses import dataclass
from datetime import timedelta

KEPT = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Delivery:
    """Identifies what Slack delivered, however often it does."""

    team_id: str
    key: str
