"""Values for everything that is shown of polls, as hostile and as much as the domain lets through."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final

from hypothesis import strategies as st

from bot.domain.polls import (
    OPTIONS_MAX,
    OPTIONS_TOGETHER,
    QUESTION_MAX,
    QUESTIONS_MAX,
    REASON_MAX,
    SCALE,
    TEXT_MAX,
    TITLE_MAX,
    Kind,
    Mode,
    Rhythm,
)
from bot.domain.polls_life import Edit
from bot.domain.polls_results import Choice, Ending, PollView, QuestionView, Receipt, Said
from tests.messages.hostile_words import CHANNELS, NUMBERS, PEOPLE, SOMEBODY, Values, cut

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


KINDS: Final[Mapping[Any, Callable[[], Values]]] = {PollView: polls, QuestionView: questions, Receipt: receipts}
