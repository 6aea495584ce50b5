"""Answers to questions: read by their numbers out of one message, and as they read when they are shown."""

from dataclasses import replace
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.requests_questions import BATCH, Answer, Asked, Option, numbered

ASKED: Final = Asked(1, 1, "How often?", options=(Option("daily", "Every day"), Option("never", "Never")))
SAID: Final = st.text(st.sampled_from("ab .,:\n€"), min_size=1).map(str.strip).filter(bool)


@pytest.mark.parametrize(
    ("text", "questions", "found"),
    [
        ("2: nine", 3, {1: "nine"}),
        ("1. nine\n2) every day", 2, {0: "nine", 1: "every day"}),
        ("3: c\n1: a", 3, {2: "c", 0: "a"}),
        ("1: nine\nand a half\n\n2: none", 2, {0: "nine\nand a half", 1: "none"}),
        ("  1 :  nine  ", 1, {0: "nine"}),
        ("1: at 9.30\n2: 12", 2, {0: "at 9.30", 1: "12"}),
    ],
)
def test_each_number_begins_the_answer_to_its_question(text: str, questions: int, found: dict[int, str]) -> None:
    assert numbered(text, questions) == found


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("nine", 3),
        ("", 3),
        ("about 2: nine", 3),
        ("2: nine", 1),
        ("1: a\n3: c", 2),
        ("4: nine", 3),
        ("12 people", 3),
        ("2.5 hours a week", 2),
        ("1:30 in the afternoon", 2),
        ("1:", 3),
        ("3,000 calls", 3),
    ],
)
def test_what_numbers_nothing_or_too_much_is_read_as_it_stands(text: str, questions: int) -> None:
    assert numbered(text, questions) == {}


@given(st.dictionaries(st.integers(0, BATCH - 1), SAID, min_size=1), st.sampled_from([": ", ". ", ") "]))
def test_what_is_numbered_is_found_word_for_word(answers: dict[int, str], mark: str) -> None:
    text = "\n".join(f"{place + 1}{mark}{said}" for place, said in answers.items())
    assert numbered(text, BATCH) == answers


@given(st.text(), st.integers(1, BATCH))
def test_whatever_is_typed_no_question_is_answered_that_was_not_put(text: str, questions: int) -> None:
    found = numbered(text, questions)
    assert set(found) <= set(range(questions))
    assert all(said.strip() for said in found.values())


@pytest.mark.parametrize(
    ("choice", "words", "answer"),
    [
        ("daily", None, "Every day"),
        ("daily", "at nine", "Every day\nat nine"),
        (None, "at nine", "at nine"),
        ("gone", None, None),
        (None, None, None),
    ],
)
def test_an_answer_reads_as_the_option_and_the_words(choice: str | None, words: str | None, answer: str | None) -> None:
    asked = replace(ASKED, choice=choice, words=words)
    assert asked.answer == answer
    assert asked.is_open == (answer is None)


def test_a_question_that_was_left_out_waits_no_more() -> None:
    assert not replace(ASKED, skipped=True).is_open


def test_an_answer_is_empty_without_option_and_words() -> None:
    assert Answer(1).is_empty
    assert not Answer(1, choice="daily").is_empty
    assert not Answer(1, words="nine").is_empty
