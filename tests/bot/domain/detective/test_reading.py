"""What somebody types is read as a choice only where that is certain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.detective import Question, read_choice
from tests.bot.domain.detective.flows import REAL, WORDS

ASKED = st.sampled_from([question for question in REAL.questions if question.choices])


@pytest.mark.parametrize(
    ("question", "text", "choice"),
    [
        ("before", "Yes, some of them", "yes"),
        ("could", "yes", "yes"),
        ("could", "YES!!", "yes"),
        ("could", "  Yes, of course.  We did it last year, but not since.", "yes"),
        ("could", "Some of them", "some"),
        ("could", "Yes, some of them", "some"),
        ("could", "No", "no"),
        ("could", "no they couldn’t", "no"),
        ("could", "Not yet", "no"),
        ("could", "I'm not sure", "unsure"),
        ("could", "I don’t know", "unsure"),
        ("could", "no idea", "unsure"),
        ("could", "Yes, but only with help", None),
        ("could", "I don't think they can", None),
        ("could", "Not all of them", None),
        ("could", "yes and no", None),
        ("could", "maybe yes", None),
        ("could", "Yesterday", None),
        ("could", "", None),
        ("could", "😀", None),
        ("could", "Sure, as I said last week to everybody who was in that long meeting", None),
        ("obstacle", "the software", "tools"),
        ("obstacle", "Not enough time!", "tools"),
        ("obstacle", "Honestly? Everything.", None),
        ("good", "Only roughly", "roughly"),
        ("feedback", "hardly ever", "rarely"),
        ("right", "nothing", "nothing"),
        ("before", "It’s new to them", "no"),
        ("evidence", "yes", None),
    ],
)
def test_what_is_typed_is_read_as_a_choice_or_not_at_all(question: str, text: str, choice: str | None) -> None:
    asked = REAL.question(question)
    assert asked is not None
    assert read_choice(asked, text) == choice


def test_every_label_and_every_other_way_of_typing_it_is_read_as_its_choice() -> None:
    for question in REAL.questions:
        for choice in question.choices:
            for said in (choice.label, *choice.said_as):
                assert read_choice(question, said) == choice.id, (question.id, said)
                assert read_choice(question, f"{said.upper()}.") == choice.id, (question.id, said)


@given(
    ASKED, st.text() | st.lists(st.sampled_from([*WORDS, "yes", "no", "not", "but", "nothing", "-", ","])).map(" ".join)
)
def test_any_text_is_read_as_a_choice_of_the_question_or_as_none(question: Question, text: str) -> None:
    assert read_choice(question, text) in {None, *(choice.id for choice in question.choices)}
    assert read_choice(question, f"{text} but") is None or any(mark in text for mark in ".!?;\n")
