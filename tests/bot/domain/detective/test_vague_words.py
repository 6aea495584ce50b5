"""Words that mean something else to everybody bring a question that names them, and not too many."""

from collections.abc import Sequence
from typing import Final

import pytest

from bot.domain.detective import Flow, Question, Reply, Vague, next_questions
from tests.bot.domain.detective.flows import REAL

GAP: Final = Question("gap", "gap", "none", "What is it?", "Why.", known_from=frozenset({"vague"}))
LAST: Final = Question("last", "gap", "none", "What else?", "Why.")
FLOW: Final = Flow(
    (GAP, LAST),
    (
        Vague("quality", ("better quality", "quality"), "What is “{word}”?", "Why.", unless=("quality team",)),
        Vague("attitude", ("attitude",), "Which {word}?", "Why."),
        Vague("skills", ("soft skills",), "Which {word}?", "Why."),
    ),
)


def ids(questions: Sequence[Question]) -> list[str]:
    return [each.id for each in questions]


def test_a_vague_word_brings_a_question_that_names_it_first_of_all() -> None:
    first, *others = next_questions(FLOW, [], (), {"problem": "We need better  Quality."})
    assert (first.id, first.ask, first.choices) == ("vague.quality", "What is “better quality”?", ())
    assert ids(others) == ["last"]


def test_a_vague_word_in_an_answer_counts_as_well() -> None:
    replies = [Reply("gap", text="Their attitude!"), Reply("last", skipped=True)]
    assert ids(next_questions(FLOW, replies, (), {})) == ["vague.attitude"]


def test_two_questions_about_words_are_enough() -> None:
    texts = {"problem": "Soft-skills, attitude", "desired": "quality"}
    assert ids(next_questions(FLOW, [], (), texts)) == ["vague.quality", "vague.attitude", "last"]
    skipped = [Reply(each, skipped=True) for each in ("vague.quality", "vague.attitude", "last")]
    assert ids(next_questions(FLOW, skipped, (), texts)) == []


@pytest.mark.parametrize("text", ["The Quality  team is late", "equality", "qualityx", "", "soft drinks, skills"])
def test_a_word_within_another_or_within_a_phrase_that_is_clear_brings_nothing(text: str) -> None:
    assert ids(next_questions(FLOW, [], (), {"problem": text})) == ["gap", "last"]


def test_a_clear_phrase_does_not_hide_the_word_elsewhere() -> None:
    texts = {"problem": "The quality team says that quality is bad"}
    assert next_questions(FLOW, [], (), texts)[0].ask == "What is “quality”?"


@pytest.mark.parametrize(
    "word",
    ["professional", "better communication", "more proactive", "attitude", "soft skills", "mindset", "leadership",
     "teamwork", "engagement", "quality"],
)  # fmt: skip
def test_our_own_vague_words_are_asked_about_by_name(word: str) -> None:
    first = next_questions(REAL, [], (), {"problem": f"They need {word.upper()}!"})[0]
    assert first.id.startswith("vague.")
    assert f"“{word}”" in first.ask
    assert REAL.question(first.id) is not None
