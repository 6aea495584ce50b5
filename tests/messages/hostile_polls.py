"""Values for everything that is shown of polls, as hostile and as much as the domain lets through."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final

from hypothesis import strategies as st

from bot.domain.polls import (
    OPTION_MAX,
    OPTIONS_MAX,
    OPTIONS_TOGETHER,
    QUESTION_MAX,
    QUESTIONS_MAX,
    REASON_MAX,
    SCALE,
    TEXT_MAX,
    TITLE_MAX,
    Ballot,
    Kind,
    Mode,
    Question,
    Rhythm,
)
from bot.domain.polls_after import SAID_MAX, WILL_MAX, Word
from bot.domain.polls_answers import COMMENT, Answer
from bot.domain.polls_drafts import DraftView
from bot.domain.polls_entries import FormView
from bot.domain.polls_life import Edit
from bot.domain.polls_results import Choice, Ending, PollView, QuestionView, Receipt, Said
from tests.messages.hostile_words import CHANNELS, NUMBERS, PEOPLE, SOMEBODY, WORDS, Values, cut

MOMENTS: Final = st.datetimes(datetime(2002, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC))
MAYBE: Final = st.none() | MOMENTS
STEPS: Final = {Kind.SCALE: SCALE, Kind.YES_NO: 2, Kind.TEXT: 0}
FEW: Final = 8


def questions(kinds: tuple[Kind, ...] = tuple(Kind)) -> Values:
    """A question with as many votes, or texts, as there may be, or with none that may be shown."""

    def of(kind: Kind, asked: str, texts: list[str], counts: bool, said: tuple[Said, ...]) -> QuestionView:
        options: list[str | None] = [None] * STEPS[kind] if kind in STEPS else list(texts)
        choices = [Choice(place, text, place * 7 if counts else None, PEOPLE) for place, text in enumerate(options)]
        shown = said if counts and kind == Kind.TEXT else None
        return QuestionView(asked, kind, tuple(choices), 100 if counts else None, None, shown)

    texts = st.lists(cut(OPTIONS_TOGETHER // OPTIONS_MAX), min_size=2, max_size=OPTIONS_MAX, unique=True)
    return st.builds(of, st.sampled_from(kinds), cut(QUESTION_MAX), texts, st.booleans(), remarks())


def remarks() -> Values:
    """What people wrote, and who, where that is known."""
    return st.lists(st.builds(Said, cut(TEXT_MAX), st.none() | SOMEBODY), max_size=FEW).map(tuple)


def polls() -> Values:
    """Polls as they can be asked: with one question, or with ten."""
    clickable = st.tuples(questions((Kind.SINGLE, Kind.MULTIPLE, Kind.SCALE, Kind.YES_NO)))
    several = st.lists(questions(), min_size=2, max_size=QUESTIONS_MAX).map(tuple)
    made = st.builds(
        PollView, id=NUMBERS, channel_id=st.sampled_from(CHANNELS), owner=SOMEBODY, title=st.just("") | cut(TITLE_MAX),
        reason=st.just("") | cut(REASON_MAX), mode=st.sampled_from(Mode), questions=clickable | several,
        answers=st.integers(0, 5_000), is_live=st.booleans(), may_add=st.booleans(), for_guests=st.booleans(),
        has_comments=st.booleans(), comments=st.none() | remarks(), series=st.none() | NUMBERS, created_at=MOMENTS,
        closes_at=MAYBE, closed_at=MAYBE, closed_by=st.none() | SOMEBODY, ending=st.sampled_from(Ending),
        opens_at=MAYBE, edited_at=MAYBE, edits=st.lists(st.sampled_from(Edit), unique=True).map(tuple),
        may_edit=st.booleans(), was_reminded=st.booleans(), rhythm=st.none() | st.sampled_from(Rhythm), next_at=MAYBE,
    )  # fmt: skip
    return made.map(lambda view: replace(view, is_survey=len(view.questions) > 1))


def receipts() -> Values:
    """What somebody chose in a question that is answered by clicks."""

    def of(question: QuestionView, count: int, **rest: Any) -> Receipt:
        return Receipt(question=question, chosen=tuple(range(min(count, len(question.choices)))), **rest)

    clickable = questions((Kind.SINGLE, Kind.MULTIPLE, Kind.SCALE, Kind.YES_NO))
    return st.builds(
        of, clickable, st.integers(0, OPTIONS_MAX), poll_id=NUMBERS, mode=st.sampled_from(Mode), closes_at=MAYBE
    )


def asked() -> Values:
    """Questions as they can be typed, finished or not."""
    options = st.lists(cut(OPTION_MAX), max_size=FEW).map(tuple)
    return st.builds(Question, WORDS, st.sampled_from(Kind), options, st.none() | st.integers(1, OPTIONS_MAX))


def drafts() -> Values:
    """Polls as they can be left half done: one question, or as many as a template and one's own make."""
    ballots = st.builds(
        Ballot, channel_id=st.just("") | st.sampled_from(CHANNELS), owner=SOMEBODY, mode=st.sampled_from(Mode),
        questions=st.lists(asked(), min_size=1, max_size=QUESTIONS_MAX + 1).map(tuple), opens_at=MAYBE,
        closes_at=MAYBE, rhythm=st.none() | st.sampled_from(Rhythm), title=WORDS, reason=WORDS, is_live=st.booleans(),
        may_add=st.booleans(), for_guests=st.booleans(), has_comments=st.booleans(), reminds=st.booleans(),
    )  # fmt: skip
    made = st.builds(
        DraftView, id=NUMBERS, revision=NUMBERS, edition=NUMBERS, ballot=ballots, changed_at=MOMENTS,
        timezone=st.sampled_from(["", "Europe/Berlin"]), is_placed=st.booleans(),
    )  # fmt: skip
    return made.map(lambda draft: replace(draft, is_placed=draft.is_placed and bool(draft.ballot.channel_id)))


def forms() -> Values:
    """A form with an answer to every question, or with none, and perhaps a comment."""

    def of(asked: tuple[QuestionView, ...], texts: str, is_filled: bool, **rest: Any) -> FormView:
        answers = {place: _answer(each, texts) for place, each in enumerate(asked)} | {COMMENT: texts}
        entered = answers if is_filled else {}
        return FormView(questions=asked, has_comments=True, entered=entered, **rest)

    several = st.lists(questions(), max_size=QUESTIONS_MAX).map(tuple)
    return st.builds(
        of, several, cut(TEXT_MAX), st.booleans(), poll_id=NUMBERS, title=cut(QUESTION_MAX),
        mode=st.sampled_from(Mode), times=NUMBERS, is_sent=st.booleans(), closes_at=MAYBE,
    )  # fmt: skip


def _answer(question: QuestionView, text: str) -> Answer:
    if question.kind == Kind.TEXT:
        return text
    return tuple(range(len(question.choices) if question.kind == Kind.MULTIPLE else 1))


def words() -> Values:
    """What can be said of what comes of a poll."""
    return st.builds(Word, cut(SAID_MAX), cut(WILL_MAX))


KINDS: Final[Mapping[Any, Callable[[], Values]]] = {
    PollView: polls, QuestionView: questions, Receipt: receipts, DraftView: drafts, Question: asked, FormView: forms,
    Word: words,
}  # fmt: skip
