"""Polls: what a question needs to be asked, of whom, and under which promise."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.typed import is_visible

OPTIONS_MIN = 2
OPTIONS_MAX = 20
OPTION_MAX = 1_000
OPTIONS_TOGETHER = 6_000
QUESTION_MAX = 300
QUESTIONS_MAX = 10
TITLE_MAX = 150
REASON_MAX = 500
TEXT_MAX = 500
SCALE = 5
KEY = "poll:"
REFUSED = ":refused"


class Mode(StrEnum):
    """What becomes known of an answer.

    Named: who answered what. Confidential: who answered, and what, while the poll is open only for changing it.
    Anonymous: neither.
    """

    NAMED = "named"
    CONFIDENTIAL = "confidential"
    ANONYMOUS = "anonymous"

    @property
    def is_secret(self) -> bool:
        """Say whether nobody may learn who answered what."""
        return self is not Mode.NAMED


class Kind(StrEnum):
    """How a question is answered."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    SCALE = "scale"
    YES_NO = "yes_no"
    TEXT = "text"


class Rhythm(StrEnum):
    """How often a poll is asked again."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"
    FIRST_MONDAY = "first_monday"
    QUARTERLY = "quarterly"


@dataclass(frozen=True, slots=True)
class Question:
    """One question; `most` is how many options each person may choose, None for as many as they like.

    Single and multiple choice have `options`; a scale has five steps, yes or no two, text none.
    """

    text: str
    kind: Kind = Kind.SINGLE
    options: tuple[str, ...] = ()
    most: int | None = 1

    @property
    def size(self) -> int:
        """Return how many options there are to choose from."""
        return {Kind.SCALE: SCALE, Kind.YES_NO: 2, Kind.TEXT: 0}.get(self.kind, len(self.options))


@dataclass(frozen=True, slots=True)
class Ballot:
    """A poll to be put to a channel: one question, or several that are answered in one form.

    `opens_at` is aware, or None for at once; `closes_at` is aware, or None for a poll that somebody closes. With a
    `rhythm` it is asked again and again, open as long each time. `reason` says why it is asked. Of a secret poll
    results are shown at its close only, whatever `is_live` says: two states would tell what came between them.
    """

    channel_id: str
    owner: str
    questions: tuple[Question, ...]
    mode: Mode = Mode.NAMED
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    rhythm: Rhythm | None = None
    title: str = ""
    reason: str = ""
    is_live: bool = True
    may_add: bool = False
    for_guests: bool = True
    has_comments: bool = False
    reminds: bool = False

    @property
    def is_survey(self) -> bool:
        """Say whether it is answered in a form rather than with buttons in the channel."""
        return len(self.questions) > 1 or self.questions[0].kind == Kind.TEXT


def simple(channel_id: str, owner: str, text: str, options: tuple[str, ...], closes_at: datetime | None) -> Ballot:
    """Return a named poll with one question, of which everybody chooses one option."""
    return Ballot(channel_id, owner, (Question(text, options=options),), closes_at=closes_at)


def options_in(text: str) -> tuple[str, ...]:
    """Return the options typed one a line; lines without a visible character do not count."""
    return tuple(line.strip() for line in text.splitlines() if is_visible(line))


def problems(ballot: Ballot, now: datetime) -> dict[str, str]:
    """Return the reason for each field that needs another look before the poll can be asked."""
    found = {
        "title": "title_too_long" if len(ballot.title) > TITLE_MAX else None,
        "reason": "reason_too_long" if len(ballot.reason) > REASON_MAX else None,
        "questions": _questions_problem(ballot.questions),
        "opens_at": "opening_is_over" if ballot.opens_at and ballot.opens_at < now else None,
        "closes_at": _closing_problem(ballot, now),
    }
    first = question_problems(ballot.questions[0]) if len(ballot.questions) == 1 else {}
    return first | {field: reason for field, reason in found.items() if reason}


def question_problems(question: Question) -> dict[str, str]:
    """Return the reason for each field of one question that needs another look."""
    found = {
        "question": _text_problem(question.text),
        "options": _options_problem(question) if question.kind in (Kind.SINGLE, Kind.MULTIPLE) else None,
        "most": _most_problem(question),
    }
    return {field: reason for field, reason in found.items() if reason}


def poll_key(poll_id: int) -> str:
    """Return the business key of a poll's message."""
    return f"{KEY}{poll_id}"


def refused_key(poll_id: int) -> str:
    """Return the business key of what the owner is told when Slack refused the poll."""
    return f"{poll_key(poll_id)}{REFUSED}"


def _questions_problem(questions: tuple[Question, ...]) -> str | None:
    if not questions:
        return "required"
    if len(questions) > QUESTIONS_MAX:
        return "too_many_questions"
    if len(questions) == 1:
        return None
    return "question_needs_work" if any(map(question_problems, questions)) else None


def _closing_problem(ballot: Ballot, now: datetime) -> str | None:
    if ballot.closes_at is None:
        return None
    if ballot.closes_at <= now:
        return "closing_is_over"
    return "closes_before_it_opens" if ballot.opens_at and ballot.closes_at <= ballot.opens_at else None


def _text_problem(question: str) -> str | None:
    if not is_visible(question):
        return "required"
    return "question_too_long" if len(question) > QUESTION_MAX else None


def _options_problem(question: Question) -> str | None:
    options = question.options
    if len(options) < OPTIONS_MIN:
        return "too_few_options" if options else "required"
    if len(options) > OPTIONS_MAX:
        return "too_many_options"
    if len({same(option) for option in options}) < len(options):
        return "same_option_twice"
    if any(len(option) > OPTION_MAX for option in options):
        return "option_too_long"
    return "options_too_long" if sum(map(len, options)) > OPTIONS_TOGETHER else None


def _most_problem(question: Question) -> str | None:
    if question.kind != Kind.MULTIPLE or question.most is None:
        return None
    return None if 1 <= question.most <= max(len(question.options), 1) else "most_does_not_fit"


def same(option: str) -> str:
    """Return what two options have in common that read the same."""
    return " ".join(option.casefold().split())
