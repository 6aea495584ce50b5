from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain.polls import Kind, Mode, Question
from bot.domain.polls_answers import Sheet
from bot.domain.polls_results import Choice, Count, Outcome, PollView, QuestionView, counted, may_split

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
QUESTION = QuestionView("What first?", Kind.SINGLE, ())
VIEW = PollView(1, "C0SALES", "U0MAYA", "", "", Mode.NAMED, (QUESTION,), 0)
ASKED = Question("What first?", options=("Role play", "Call review"))
WHY = Question("Why?", Kind.TEXT)


def test_a_split_is_shown_from_five_answers_on() -> None:
    assert [may_split(answers) for answers in (0, 4, 5)] == [False, False, True]


def test_of_a_secret_poll_each_question_needs_five_answers_of_its_own() -> None:
    sheets = [Sheet(sent={0: (number % 2,)}) for number in range(5)] + [Sheet(sent={1: "Because."})] * 4
    assert counted(0, ASKED, sheets, is_secret=True) == Count(5, votes=(3, 2))
    assert counted(1, WHY, sheets, is_secret=True) == Count(4)
    assert counted(1, WHY, sheets, is_secret=False) == Count(4, texts=("Because.",) * 4)


def test_texts_stand_in_the_order_of_the_alphabet_whoever_wrote_first() -> None:
    sheets = [Sheet(sent={0: text}) for text in ("Zeal", "Apt", "Mild", "Bold", "Calm")]
    assert counted(0, WHY, sheets, is_secret=True).texts == ("Apt", "Bold", "Calm", "Mild", "Zeal")


@pytest.mark.parametrize(
    ("votes", "answers", "outcome"),
    [
        ((0, 0), 0, Outcome.UNANSWERED),
        ((None, None), 4, Outcome.TOO_FEW),
        ((3, 2), 5, Outcome.WINNER),
        ((2, 2), 4, Outcome.TIE),
    ],
)
def test_the_outcome_is_what_the_votes_shown_come_to(
    votes: tuple[int | None, ...], answers: int, outcome: Outcome
) -> None:
    choices = tuple(Choice(position, str(position), count) for position, count in enumerate(votes))
    question = replace(QUESTION, choices=choices, answers=answers)
    assert replace(VIEW, questions=(question,), answers=answers).outcome == outcome


def test_a_scale_has_a_mean_once_its_votes_may_be_seen() -> None:
    steps = tuple(Choice(step, None, votes) for step, votes in enumerate((0, 1, 0, 2, 1)))
    assert replace(QUESTION, kind=Kind.SCALE, choices=steps, answers=4).average == 3.75
    assert replace(QUESTION, kind=Kind.SCALE, choices=tuple(Choice(step, None) for step in range(5))).average is None
    assert replace(QUESTION, choices=steps).average is None


def test_a_poll_is_over_at_its_closing_time_or_once_it_is_closed() -> None:
    assert not VIEW.is_over(NOW)
    assert replace(VIEW, closes_at=NOW).is_over(NOW)
    assert replace(VIEW, closed_at=NOW).is_over(NOW)
