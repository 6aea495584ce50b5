"""What a poll came to: the counts, and which of them may be shown without giving anybody away."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.polls import OPTIONS_MAX, Kind, Mode, Question, Rhythm
from bot.domain.polls_answers import Sheet
from bot.domain.polls_rhythm import is_late

ANSWERS_TO_SPLIT = 5


class Outcome(StrEnum):
    """What a question came to."""

    UNANSWERED = "unanswered"
    TOO_FEW = "too_few"
    WINNER = "winner"
    TIE = "tie"


class Ending(StrEnum):
    """Why a poll takes no answers any more."""

    BY_HAND = "by_hand"
    TIME = "time"
    MESSAGE_DELETED = "message_deleted"
    CHANNEL_GONE = "channel_gone"
    KEY_LOST = "key_lost"
    CALLED_OFF = "called_off"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody wrote; `by` is a user id in a named poll and None in every other."""

    text: str
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """The answers to one question: how many people gave one, and each option's votes or the texts, in the order of
    the alphabet; both are None where they are held back."""

    answers: int
    votes: tuple[int, ...] | None = None
    texts: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """An option and its `votes`, None while they may not be shown; a named poll has `voters`, user ids.

    `text` is None for the steps of a scale, and for yes and no, which have words of their own.
    """

    position: int
    text: str | None
    votes: int | None = None
    voters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question as it stands; `answers` counts the people who answered it, None while that may not be shown."""

    text: str
    kind: Kind
    choices: tuple[Choice, ...]
    answers: int | None = None
    most: int | None = 1
    texts: tuple[Said, ...] | None = None

    @property
    def leaders(self) -> tuple[Choice, ...]:
        """Return the choices with the most votes; none where there are no votes, or none to be shown."""
        most = max((choice.votes or 0 for choice in self.choices), default=0)
        return tuple(choice for choice in self.choices if most and choice.votes == most)

    @property
    def outcome(self) -> Outcome:
        """Say what the votes shown come to."""
        if self.answers == 0:
            return Outcome.UNANSWERED
        if not self.leaders:
            return Outcome.TOO_FEW
        return Outcome.WINNER if len(self.leaders) == 1 else Outcome.TIE

    @property
    def average(self) -> float | None:
        """Return the mean of a scale, from 1 up; None for another question and where nothing may be shown."""
        votes = [choice.votes or 0 for choice in self.choices]
        if self.kind != Kind.SCALE or not sum(votes):
            return None
        return sum(step * count for step, count in enumerate(votes, 1)) / sum(votes)


@dataclass(frozen=True, slots=True)
class PollView:
    """A poll as it stands; `answers` counts the people who answered, `title` is a survey's name.

    `edits` is what was changed since it was asked. `rhythm` is that of its series, and `next_at` when the next poll of
    it opens, None once the series is stopped. `last_time` is what came of the poll before it, `came_of_it` of this one.
    """

    id: int
    channel_id: str
    owner: str
    title: str
    reason: str
    mode: Mode
    questions: tuple[QuestionView, ...]
    answers: int
    is_survey: bool = False
    is_live: bool = True
    may_add: bool = False
    for_guests: bool = True
    comments: tuple[Said, ...] | None = None
    has_comments: bool = False
    series: int | None = None
    created_at: datetime | None = None
    closes_at: datetime | None = None
    closed_at: datetime | None = None
    closed_by: str | None = None
    ending: Ending | None = None
    last_time: str | None = None
    came_of_it: str | None = None
    opens_at: datetime | None = None
    edited_at: datetime | None = None
    edits: tuple[str, ...] = ()
    may_edit: bool = False
    was_reminded: bool = False
    rhythm: Rhythm | None = None
    next_at: datetime | None = None

    @property
    def question(self) -> str:
        """Return what the poll is called: its title, or its only question."""
        return self.title or self.questions[0].text

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Return what may be chosen in the first question."""
        return self.questions[0].choices

    @property
    def leaders(self) -> tuple[Choice, ...]:
        """Return what was chosen most in the first question."""
        return self.questions[0].leaders

    @property
    def outcome(self) -> Outcome:
        """Say what the first question came to."""
        return self.questions[0].outcome if self.answers else Outcome.UNANSWERED

    @property
    def is_open(self) -> bool:
        """Say whether the poll takes answers."""
        return self.closed_at is None

    @property
    def is_readable(self) -> bool:
        """Say whether there are answers, and the key to them was not lost."""
        return self.answers > 0 and self.ending != Ending.KEY_LOST

    @property
    def is_late(self) -> bool:
        """Say whether it was asked so long after its time that people are to be told."""
        return self.opens_at is not None and self.created_at is not None and is_late(self.opens_at, self.created_at)

    @property
    def is_secret(self) -> bool:
        """Say whether nobody may learn who answered what."""
        return self.mode.is_secret

    @property
    def takes_options(self) -> bool:
        """Say whether voters can add one more option."""
        takes = self.is_open and self.may_add and not self.is_survey
        return takes and self.questions[0].kind in (Kind.SINGLE, Kind.MULTIPLE) and len(self.choices) < OPTIONS_MAX

    @property
    def shows_votes(self) -> bool:
        """Say whether the votes may be seen by now: those of an open poll only where it is named, and live."""
        return not self.is_open or (self.is_live and not self.is_secret)

    def is_over(self, now: datetime) -> bool:
        """Say whether nobody can answer any more at the aware moment `now`."""
        return not self.is_open or (self.closes_at is not None and self.closes_at <= now)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What one person's vote is now: the options they chose by their place, none after they took it back.

    `is_echo` says that a double click made it, of which they were told with the first.
    """

    poll_id: int
    question: QuestionView
    chosen: tuple[int, ...]
    mode: Mode
    closes_at: datetime | None
    is_echo: bool = False


def may_split(answers: int) -> bool:
    """Say whether a secret poll has enough answers for its split to give nobody away."""
    return answers >= ANSWERS_TO_SPLIT


def counted(place: int, question: Question, sheets: Sequence[Sheet], *, is_secret: bool) -> Count:
    """Count the answers to the question at a place; of a secret poll with too few of them nothing but their number."""
    answers = [answer for sheet in sheets if (answer := sheet.to(place, question)) is not None]
    if is_secret and not may_split(len(answers)):
        return Count(len(answers))
    if question.kind == Kind.TEXT:
        return Count(len(answers), texts=tuple(sorted(map(str, answers))))
    votes = Counter(option for chosen in answers if not isinstance(chosen, str) for option in chosen)
    return Count(len(answers), votes=tuple(votes[option] for option in range(question.size)))


def remarks(sheets: Sequence[Sheet], *, is_secret: bool) -> list[str] | None:
    """Return the comments in the order of the alphabet; of a secret poll with too few of them not even their number."""
    found = sorted(sheet.comment for sheet in sheets if sheet.comment)
    return found if not is_secret or may_split(len(found)) else None
