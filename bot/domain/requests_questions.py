"""The questions about a training request: put in batches, answered, skipped, waited for."""

import re
from dataclasses import dataclass
from typing import Final

BATCH: Final = 3
REMIND_AFTER: Final = (2, 4)
CLOSE_AFTER: Final = 3
ANSWER_MAX: Final = 40_000
NUMBER: Final = r"^\s*([1-3])\s*(?:\)|[.:](?!\d))"
NUMBERED: Final = re.compile(rf"{NUMBER}\s*(.+?)\s*(?={NUMBER}|\Z)", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Option:
    """One of the answers that a question offers."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was put to the requester, and what became of it.

    `asked_by` is None where the bot asked by itself; `answer` is what was said, in words or as one of the `options`.
    """

    id: int
    batch: int
    question: str
    why: str | None = None
    asked_by: str | None = None
    options: tuple[Option, ...] = ()
    choice: str | None = None
    words: str | None = None
    skipped: bool = False
    answered_by: str | None = None

    @property
    def answer(self) -> str | None:
        """Return the answer as it reads: the chosen option and what was added in words."""
        label = next((option.label for option in self.options if option.id == self.choice), None)
        said = [part for part in (label, self.words) if part]
        return "\n".join(said) or None

    @property
    def is_open(self) -> bool:
        """Say whether it still waits for an answer."""
        return self.answer is None and not self.skipped


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody says to a question: one of its options, words, or both; neither means it was left out."""

    question_id: int
    choice: str | None = None
    words: str | None = None

    @property
    def is_empty(self) -> bool:
        """Say whether nothing was said."""
        return not self.choice and not self.words


def numbered(text: str, questions: int) -> dict[int, str]:
    """Return what a message says to each question, by its place from 0: `2: nine` answers the second.

    Nothing is found in a message that does not begin with a number, or numbers more than there is. `2.5 hours` and
    `1:30` are no numbers of questions.
    """
    found = {int(each[1]) - 1: each[2] for each in NUMBERED.finditer(text)}
    return found if NUMBERED.match(text) and max(found) < questions else {}


def batch_key(request_id: int, batch: int) -> str:
    """Return the business key of the message that puts a batch of questions."""
    return f"request:{request_id}:questions:{batch}"


def reminder_key(request_id: int, batch: int, place: int) -> str:
    """Return the business key of a reminder of a batch: the first is 1."""
    return f"request:{request_id}:questions:{batch}:reminder:{place}"
