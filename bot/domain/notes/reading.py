"""What was understood of meeting notes."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Takeaway:
    """A thing learned or decided, and who said it: a Slack user id or a name as written."""

    text: str
    said_by: str | None


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A promise still open: its owners (Slack ids or names), the words for when, and the local day they mean.

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
    """All that was understood; `rest` holds, in order, the text that found no place, so that nothing is lost."""

    takeaways: tuple[Takeaway, ...]
    follow_ups: tuple[FollowUp, ...]
    contributions: tuple[Contribution, ...]
    attendees: tuple[str, ...]
    rest: tuple[str, ...]
