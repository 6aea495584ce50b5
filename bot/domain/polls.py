"""Polls: what a question needs to be asked, one vote each, and what a result may show."""

import hmac
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.typed import is_visible

OPTIONS_MIN = 2
OPTIONS_MAX = 10
OPTION_MAX = 75
QUESTION_MAX = 300
ANSWERS_TO_SPLIT = 5
KEY = "poll:"
REFUSED = ":refused"

Click = tuple[str, int]


class Outcome(StrEnum):
    """What a poll came to."""

    UNANSWERED = "unanswered"
    TOO_FEW = "too_few"
    WINNER = "winner"
    TIE = "tie"


@dataclass(frozen=True, slots=True)
class Ballot:
    """A question to be put to a channel; `closes_at` is aware, or None for a poll that somebody closes."""

    channel_id: str
    owner: str
    question: str
    options: tuple[str, ...]
    is_multiple: bool
    is_confidential: bool
    closes_at: datetime | None


@dataclass(frozen=True, slots=True)
class Choice:
    """An option and its `votes`, None while they may not be shown; a named poll has `voters`, user ids."""

    position: int
    text: str
    votes: int | None
    voters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PollView:
    """A poll as it stands; `answers` counts the people who voted."""

    id: int
    channel_id: str
    owner: str
    question: str
    choices: tuple[Choice, ...]
    is_multiple: bool
    is_confidential: bool
    closes_at: datetime | None
    closed_at: datetime | None
    closed_by: str | None
    answers: int

    @property
    def is_open(self) -> bool:
        """Say whether the poll takes votes."""
        return self.closed_at is None

    def is_over(self, now: datetime) -> bool:
        """Say whether nobody can vote any more at the aware moment `now`."""
        return not self.is_open or (self.closes_at is not None and self.closes_at <= now)

    @property
    def leaders(self) -> tuple[Choice, ...]:
        """Return the choices with the most votes; none where there are no votes, or none to be shown."""
        most = max((choice.votes or 0 for choice in self.choices), default=0)
        return tuple(choice for choice in self.choices if most and choice.votes == most)

    @property
    def outcome(self) -> Outcome:
        """Say what the votes shown come to."""
        if not self.answers:
            return Outcome.UNANSWERED
        if not self.leaders:
            return Outcome.TOO_FEW
        return Outcome.WINNER if len(self.leaders) == 1 else Outcome.TIE


@dataclass(frozen=True, slots=True)
class Receipt:
    """What one person's vote is now: the options they chose, none after they took it back."""

    question: str
    chosen: tuple[str, ...]
    is_multiple: bool
    closes_at: datetime | None


def options_in(text: str) -> tuple[str, ...]:
    """Return the options typed one a line; lines without a visible character do not count."""
    return tuple(line.strip() for line in text.splitlines() if is_visible(line))


def problems(ballot: Ballot, now: datetime) -> dict[str, str]:
    """Return the reason for each field that needs another look before the question can be asked."""
    found = {
        "question": _question_problem(ballot.question),
        "options": _options_problem(ballot.options),
        "closes_at": "closing_is_over" if ballot.closes_at and ballot.closes_at <= now else None,
    }
    return {field: reason for field, reason in found.items() if reason}


def voter_key(user_id: str, secret: bytes | None) -> str:
    """Return what stands for a voter: a key that means nobody without `secret`; without one, the user id."""
    return hmac.digest(secret, user_id.encode(), "sha256").hex() if secret else user_id


def toggled(chosen: Collection[int], position: int, *, is_multiple: bool) -> list[int]:
    """Return what somebody's vote is after a click: their own choice again takes it back."""
    if position in chosen:
        return [each for each in chosen if each != position]
    return sorted([*chosen, position]) if is_multiple else [position]


def clicked(clicks: Sequence[Click], at: str, position: int) -> list[Click]:
    """Return somebody's clicks with one more, ordered by Slack's timestamps `at`; however late or often it came."""
    return sorted({*((when, what) for when, what in clicks), (at, position)})


def chosen_by(clicks: Iterable[Click], *, is_multiple: bool) -> list[int]:
    """Return what somebody's vote is after all their clicks, given in order."""
    chosen: list[int] = []
    for _, position in clicks:
        chosen = toggled(chosen, position, is_multiple=is_multiple)
    return chosen


def may_split(answers: int) -> bool:
    """Say whether a confidential poll has enough answers for its split to give nobody away."""
    return answers >= ANSWERS_TO_SPLIT


def poll_key(poll_id: int) -> str:
    """Return the business key of a poll's message."""
    return f"{KEY}{poll_id}"


def refused_key(poll_id: int) -> str:
    """Return the business key of what the owner is told when Slack refused the poll."""
    return f"{poll_key(poll_id)}{REFUSED}"


def _question_problem(question: str) -> str | None:
    if not is_visible(question):
        return "required"
    return "question_too_long" if len(question) > QUESTION_MAX else None


def _options_problem(options: tuple[str, ...]) -> str | None:
    if len(options) < OPTIONS_MIN:
        return "too_few_options" if options else "required"
    if len(options) > OPTIONS_MAX:
        return "too_many_options"
    if len({" ".join(option.casefold().split()) for option in options}) < len(options):
        return "same_option_twice"
    return "option_too_long" if any(len(option) > OPTION_MAX for option in options) else None
