"""What is entered in the form of a poll: read, kept in the right order, and looked at before it counts."""

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.polls import OPTIONS_MAX, TEXT_MAX, Kind, Question
from bot.domain.polls_answers import COMMENT, EMPTY, packed, room, withdrawn
from bot.domain.polls_entries import entered, option_problem, printable, problems, read, saved, sent

ASKED = (
    Question("How was it?", Kind.SCALE),
    Question("Which two?", Kind.MULTIPLE, ("A", "B", "C"), 2),
    Question("Why?", Kind.TEXT),
)
PLACES = [0, 1, 2, COMMENT]
VALUES = st.none() | st.text() | st.lists(st.text()) | st.sampled_from(["0", "7", "-1", "²", ["0", "0", "2"], ["9"]])


def test_what_stands_in_a_form_is_read_by_the_place_of_its_question() -> None:
    values = {"0": "4", "1": ["2", "0"], "2": "\u200b", "99": " Well\x00 done "}
    assert read(values, ASKED) == {0: (4,), 1: (0, 2), COMMENT: "Well done"}


@given(st.dictionaries(st.sampled_from(["0", "1", "2", "99", "x"]), VALUES))
def test_whatever_comes_in_only_answers_that_there_are_come_out(values: dict[str, Any]) -> None:
    for place, answer in read(values, ASKED).items():
        size = ASKED[place].size if place != COMMENT else 0
        assert answer
        assert isinstance(answer, str) == (size == 0)
        assert isinstance(answer, str) or (set(answer) <= set(range(size)) and sorted(set(answer)) == list(answer))


@given(st.lists(st.text(min_size=1, max_size=TEXT_MAX), min_size=2, max_size=2))
def test_whatever_people_type_has_room(texts: list[str]) -> None:
    answers = read({"2": texts[0], "99": texts[1]}, ASKED)
    sheet = saved(sent(EMPTY, answers), answers, 1, "1772442000.000001")
    assert len(packed(sheet)) <= room(ASKED, most_options=0, has_comments=True)


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        ({}, {"0": "answer_something"}),
        ({1: (0, 1, 2), 2: "x" * (TEXT_MAX + 1)}, {"1": "too_many_chosen", "2": "text_too_long"}),
        ({COMMENT: "x" * (TEXT_MAX + 1)}, {"99": "text_too_long"}),
        ({1: (0, 1), COMMENT: "Fine"}, {}),
    ],
)
def test_a_form_needs_another_look_at_the_fields_that_do_not_fit(answers: Any, found: dict[str, str]) -> None:
    assert problems(answers, ASKED, PLACES) == found


@given(st.lists(st.integers(1, 99), min_size=1, unique=True), st.randoms())
def test_the_newest_entry_stays_in_whatever_order_they_arrive(moments: list[int], rng: Random) -> None:
    sheet = EMPTY
    for moment in rng.sample(moments, len(moments)):
        sheet = saved(sheet, {2: str(moment)}, 0, f"{1_772_442_000 + moment}.000000")
    assert entered(sheet) == {2: str(max(moments))}


def test_nothing_comes_back_that_was_sent_or_taken_back() -> None:
    draft = saved(EMPTY, {2: "Because"}, 0, "5.0")
    done = sent(draft, {2: "Because."})
    assert saved(done, {2: "Bec"}, 0, "6.0") is done
    assert entered(done) == {2: "Because."}
    assert entered(saved(done, {}, 1, "7.0")) == {}
    gone = withdrawn(done, "8.0")
    assert (gone.times, entered(gone)) == (1, {})
    assert saved(gone, {2: "Bec"}, 1, "7.5") is gone
    assert entered(saved(gone, {2: "x" * (TEXT_MAX + 9)}, 1, "9.0")) == {2: "x" * TEXT_MAX}


@pytest.mark.parametrize(
    ("option", "there", "problem"),
    [
        ("Coaching", ("A", "B"), None),
        (" \u200b", ("A", "B"), "required"),
        ("a", ("A", "B"), "option_is_there"),
        ("x" * 1_001, ("A", "B"), "added_option_too_long"),
        ("Coaching", tuple(map(str, range(OPTIONS_MAX))), "options_are_full"),
        ("x" * 500, (*tuple(str(place) * 600 for place in range(1, 10)), "y" * 200), "options_are_full"),
    ],
)
def test_an_option_may_be_added_where_it_is_new_and_has_room(
    option: str, there: tuple[str, ...], problem: str | None
) -> None:
    assert option_problem(option, there) == problem


def test_no_control_character_and_no_half_of_one_is_kept() -> None:
    assert printable("a\x1b[0m\ud800\u200d 👩‍👩‍👧\n\tb\x7f") == "a[0m\u200d 👩‍👩‍👧\n\tb"
