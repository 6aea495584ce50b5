"""What was understood of meeting notes."""

from dataclasses import dataclass, field, replace
from datetime import date

from bot.domain.notes.next_meeting import is_due_by_then


@dataclass(frozen=True, slots=True)
class Takeaway:
    """A thing learned or decided, and who said it: a Slack user id or a name as written."""

    text: str
    said_by: str | None


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A promise still open: its owners (Slack ids or names), when it is due, in words and as a local day.

    `due_on` is None when nothing or only something vague ("ASAP") was said; `due_words` is None when nothing was.
    """

    text: str
    owners: tuple[str, ...]
    due_on: date | None
    due_words: str | None


@dataclass(frozen=True, slots=True)
class Contribution:
    """What a named person gave: an idea, a fact, a talk, or what they are thanked for."""

    who: str
    gave: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was understood; `rest` holds, in order, the text that found no place: nothing is lost."""

    takeaways: tuple[Takeaway, ...]
    follow_ups: tuple[FollowUp, ...]
    contributions: tuple[Contribution, ...]
    attendees: tuple[str, ...]
    rest: tuple[str, ...]


@dataclass(slots=True)
class Findings:
    """A reading in the making."""

    takeaways: list[Takeaway] = field(default_factory=list)
    follow_ups: list[FollowUp] = field(default_factory=list)
    contributions: list[Contribution] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)

    def size(self) -> tuple[int, int, int]:
        """How many follow-ups, takeaways and contributions were found so far."""
        return len(self.follow_ups), len(self.takeaways), len(self.contributions)

    def settle(self, next_on: date | None) -> None:
        """Give what is due by the next meeting its day, where that is known."""
        if next_on:
            self.follow_ups = [
                replace(made, due_on=next_on) if made.due_on is None and is_due_by_then(made.due_words) else made
                for made in self.follow_ups
            ]

    def reading(self, attendees: tuple[str, ...]) -> Reading:
        """All that was found, each thing once; who said a takeaway contributed it."""
        credited = [Contribution(takeaway.said_by, takeaway.text) for takeaway in self.takeaways if takeaway.said_by]
        return Reading(
            tuple(dict.fromkeys(self.takeaways)),
            tuple(dict.fromkeys(self.follow_ups)),
            tuple(dict.fromkeys([*self.contributions, *credited])),
            attendees,
            tuple(self.rest),
        )
