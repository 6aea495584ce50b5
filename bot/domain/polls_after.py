"""What follows a poll: its owner hears of the end, and the people who answered hear what comes of it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.polls import poll_key
from bot.domain.polls_results import PollView, QuestionView
from bot.domain.typed import is_visible

SAID_MAX = 1_500
WILL_MAX = 1_000
DAYS_TO_SAY = 5
UNDO = timedelta(minutes=10)
TEXTS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Word:
    """What comes of a poll: what people said, and what happens now. In the channel, too, where it `is_for_all`."""

    you_said: str
    we_will: str
    is_for_all: bool = True


@dataclass(frozen=True, slots=True)
class Ended:
    """A closed poll as its owner sees it.

    `due_on` is by when they want to say what comes of it, `may_undo_until` until when they can take it back; `is_said`
    as long as it stands.
    """

    poll: PollView
    due_on: date | None = None
    is_said: bool = False
    may_undo_until: datetime | None = None


def problems(word: Word) -> dict[str, str]:
    """Return the reason for each field that needs another look before it can be said."""
    found = {
        "you_said": _problem(word.you_said, SAID_MAX, "said_too_long"),
        "we_will": _problem(word.we_will, WILL_MAX, "will_too_long"),
    }
    return {field: reason for field, reason in found.items() if reason}


def owner_key(poll_id: int) -> str:
    """Return the business key of the DM in which the owner hears that the poll is closed."""
    return f"{poll_key(poll_id)}:owner"


def word_key(poll_id: int) -> str:
    """Return the business key of what is said of what comes of a poll."""
    return f"{poll_key(poll_id)}:came_of_it"


def percent(votes: int, answers: int) -> int:
    """Return how many of a hundred that is; none of none."""
    return round(100 * votes / answers) if answers else 0


def is_held_back(question: QuestionView) -> bool:
    """Say whether a question has answers that are too few for what they are to be shown."""
    return bool(question.answers) and question.texts is None and all(each.votes is None for each in question.choices)


def _problem(text: str, longest: int, too_long: str) -> str | None:
    if not is_visible(text):
        return "required"
    return too_long if len(text) > longest else None
