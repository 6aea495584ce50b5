"""A meeting that turns out otherwise after it was confirmed: what its partner says it came to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.domain.followups import TEXT_MAX

FARTHEST = timedelta(days=366)
Said = tuple[str | None, str]


@dataclass(frozen=True, slots=True)
class Kept:
    """A line that was confirmed: its row's id, who it names (a user id, a name or nobody), and its text."""

    id: int
    who: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What a meeting came to, as the form shows it; follow-ups are those still open."""

    meeting_id: int
    met_on: date
    takeaways: tuple[Kept, ...]
    contributions: tuple[Kept, ...]
    follow_ups: tuple[Kept, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """What the partner says now: texts by row id, empty ones drop a line; `more_…` are new lines.

    Follow-ups are reworded here and nothing else: who and when is changed where they are listed.
    """

    met_on: date | None
    is_called_off: bool = False
    takeaways: Mapping[int, str] = field(default_factory=dict)
    more_takeaways: tuple[Said, ...] = ()
    contributions: Mapping[int, str] = field(default_factory=dict)
    more_contributions: tuple[Said, ...] = ()
    follow_ups: Mapping[int, str] = field(default_factory=dict)


def problems(said: Correction, today: date) -> dict[str, str]:
    """Return the reason for each field that needs another look."""
    found = {}
    if said.met_on and said.met_on > today + FARTHEST:
        found["met_on"] = "too_far"
    for number, text in said.follow_ups.items():
        if not text.strip():
            found[f"follow_up_{number}"] = "required"
        elif len(text) > TEXT_MAX:
            found[f"follow_up_{number}"] = "too_long"
    if any(not who for who, _ in said.more_contributions):
        found["more_contributions"] = "who_gave_it"
    return found
