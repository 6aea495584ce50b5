"""What a flow of questions is made of: questions with choices, and words that mean something else to everybody."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

UNSAID = "unsaid"
VAGUE = "vague"


class Cause(StrEnum):
    """Why people don't do what is hoped for; the first four stand in the order of what is cheapest to mend."""

    EXPECTATIONS = "expectations"
    TOOLS = "tools"
    INCENTIVES = "incentives"
    STAFFING = "staffing"
    SKILL = "skill"
    MIXED = "mixed"
    UNCLEAR = "unclear"


LEARNING = frozenset({Cause.SKILL, Cause.MIXED})


class FlowError(Exception):
    """A file of questions can't be used; its text is one line, `mistakes` are whole sentences."""

    def __init__(
        self, mistakes: Sequence[str], file: str | None = None, used_as: str = "the list of questions"
    ) -> None:
        """Keep everything that is wrong, and the name of the `file` where it is known, with what it is `used_as`."""
        named = f"{file} can't be used as {used_as}. " if file else ""
        super().__init__(named + " ".join(mistakes))
        self.mistakes = tuple(mistakes)


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer that is offered; `weight` is how much it speaks for its `cause`, below zero against it.

    `because` says to the partner what the answer tells; `said_as` are other ways of typing the label.
    """

    id: str
    label: str
    cause: Cause | None = None
    weight: int = 0
    because: str = ""
    said_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Condition:
    """Holds when the answer to an earlier `question` is one of `choices`; `unsaid`: skipped, or in other words."""

    question: str
    choices: frozenset[str]


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to ask, and `why` it is asked; `doubts` are words after which an answer is no choice for certain.

    It is asked unless one of `known_from` is known, and once every condition of `when` holds.
    """

    id: str
    step: str
    cell: str
    ask: str
    why: str
    choices: tuple[Choice, ...] = ()
    known_from: frozenset[str] = frozenset()
    when: tuple[Condition, ...] = ()
    doubts: tuple[str, ...] = ()

    def choice(self, choice_id: str | None) -> Choice | None:
        """Return the choice of this id, None where the question offers none such."""
        return next((choice for choice in self.choices if choice.id == choice_id), None)

    def answer(self, reply: "Reply") -> str | None:
        """Return the id of the choice in a reply, `unsaid` where there is none to read, None while it is open."""
        if reply.is_open:
            return None
        choice = self.choice(reply.choice)
        return choice.id if choice else UNSAID


@dataclass(frozen=True, slots=True)
class Vague:
    """Words that sound clear and are not, and the question that one of them brings, which names it as `{word}`.

    Where a word stands within a phrase of `unless`, it means something else and brings nothing.
    """

    id: str
    words: tuple[str, ...]
    ask: str
    why: str
    unless: tuple[str, ...] = ()

    @property
    def question_id(self) -> str:
        """Return the id of the question about these words."""
        return f"{VAGUE}.{self.id}"

    def question(self, word: str) -> Question:
        """Return the question about the `word` that somebody used."""
        return Question(self.question_id, "gap", "information", self.ask.replace("{word}", word), self.why)


@dataclass(frozen=True, slots=True)
class Flow:
    """Questions in the order they are asked, and the vague words that bring another."""

    questions: tuple[Question, ...]
    vague: tuple[Vague, ...] = ()

    def question(self, question_id: str) -> Question | None:
        """Return the question of this id, None where there is none (any more).

        `vague.<id>` is the question about a group of vague words; it names the first of them, since which one
        somebody used stands in their text.
        """
        asked = (*self.questions, *(group.question(group.words[0]) for group in self.vague))
        return next((question for question in asked if question.id == question_id), None)


@dataclass(frozen=True, slots=True)
class Reply:
    """A question that was put to somebody and what came back: a choice, words, a skip, or nothing yet.

    `choice` is also what was read from words with `read_choice`.
    """

    question: str
    choice: str | None = None
    text: str | None = None
    skipped: bool = False

    @property
    def is_open(self) -> bool:
        """Say whether the question was put and nothing came back yet."""
        return self.choice is None and not (self.text or "").strip() and not self.skipped
