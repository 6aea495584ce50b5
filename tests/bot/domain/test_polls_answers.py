"""What one person answers, whatever way and in whatever order it arrives."""

import math
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.polls import TEXT_MAX, Kind, Question
from bot.domain.polls_answers import COMMENT, EMPTY, Sheet, TooMany, clicked, packed, room, unpacked, withdrawn

OPTIONS = ("Role play", "Call review", "Coaching", "A course")
ONE = Question("What first?", options=OPTIONS)
SEVERAL = Question("What else?", Kind.MULTIPLE, OPTIONS, most=None)
TWO_AT_MOST = Question("Which two?", Kind.MULTIPLE, OPTIONS, most=2)


def at(seconds: float) -> str:
    return f"{1_772_442_000 + seconds:.6f}"


def after(question: Question, *clicks: tuple[int, float]) -> Sheet:
    sheet = EMPTY
    for option, seconds in clicks:
        sheet = clicked(sheet, question, option, at(seconds))
    return sheet


def test_of_two_clicks_the_later_one_counts_although_it_comes_first() -> None:
    assert after(ONE, (1, 5), (0, 4)).to(0, ONE) == (1,)


@pytest.mark.parametrize("question", [ONE, SEVERAL])
def test_a_double_click_is_one_vote(question: Question) -> None:
    assert after(question, (1, 0), (1, 0.2)).to(0, question) == (1,)


def test_a_second_click_on_what_is_chosen_keeps_a_single_choice_and_takes_one_of_several_back() -> None:
    assert after(ONE, (1, 0), (1, 5)).to(0, ONE) == (1,)
    assert after(SEVERAL, (1, 0), (2, 1), (1, 5)).to(0, SEVERAL) == (2,)


def test_one_more_than_may_be_chosen_is_refused() -> None:
    full = after(TWO_AT_MOST, (0, 0), (1, 1))
    with pytest.raises(TooMany, match="2"):
        clicked(full, TWO_AT_MOST, 2, at(2))
    assert clicked(full, TWO_AT_MOST, 0, at(3)).to(0, TWO_AT_MOST) == (1,)


def test_what_was_clicked_before_it_was_all_taken_back_does_not_count_however_late_it_arrives() -> None:
    sheet = withdrawn(after(ONE, (1, 0)), at(5))
    assert sheet.to(0, ONE) is None
    assert clicked(sheet, ONE, 2, at(4)).to(0, ONE) is None
    assert clicked(sheet, ONE, 2, at(6)).to(0, ONE) == (2,)


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 30)), max_size=8, unique_by=lambda click: click[1]),
    st.sampled_from([ONE, SEVERAL]),
    st.randoms(),
)
def test_a_vote_is_the_same_in_whatever_order_and_however_often_the_clicks_arrive(
    clicks: list[tuple[int, int]], question: Question, rng: Random
) -> None:
    moments = [(option, tenth / 10) for option, tenth in clicks]
    arrived = rng.sample(2 * moments, 2 * len(moments))
    assert after(question, *arrived).to(0, question) == after(question, *sorted(moments, key=lambda c: c[1])).to(
        0, question
    )


@given(st.lists(st.integers(0, 3), max_size=40))
def test_many_clicks_are_forgotten_in_pairs_which_changes_nothing(options: list[int]) -> None:
    sheet = after(SEVERAL, *((option, 2 * number) for number, option in enumerate(options)))
    assert sheet.to(0, SEVERAL) == (tuple(each for each in range(4) if options.count(each) % 2) or None)
    assert all(len(clicks) <= 8 for clicks in sheet.clicks.values())


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=TEXT_MAX)
CHOSEN = st.sets(st.integers(0, 19), min_size=1).map(lambda chosen: tuple(sorted(chosen)))


@given(
    st.builds(
        Sheet,
        clicks=st.dictionaries(st.integers(0, 19), st.lists(st.integers(0, 9).map(at), max_size=8).map(tuple)),
        sent=st.fixed_dictionaries({0: CHOSEN, 1: TEXTS, COMMENT: TEXTS}),
        draft=st.fixed_dictionaries({0: CHOSEN, 1: TEXTS, COMMENT: TEXTS}),
        withdrawn=st.just(at(0)),
    )
)
def test_every_sheet_fits_the_room_that_all_take_and_is_the_same_afterwards(sheet: Sheet) -> None:
    questions = (Question("?", Kind.MULTIPLE, tuple(map(str, range(20))), None), Question("?", Kind.TEXT))
    data = packed(sheet)
    assert len(data) <= room(questions, most_options=0, has_comments=True)
    assert unpacked(data) == sheet


def test_the_fullest_sheet_fits() -> None:
    full = "😀" * TEXT_MAX
    every = tuple(range(20))
    clicks = {option: tuple(at(9 * option + click) for click in range(8)) for option in every}
    answers = dict.fromkeys((0, 1, 2), every) | dict.fromkeys((3, COMMENT), full)
    questions = (
        *(Question("?", Kind.MULTIPLE, tuple(map(str, every)), None) for _ in range(3)),
        Question("?", Kind.TEXT),
    )
    sheet = Sheet(clicks, at(0), answers, answers)
    size = len(packed(sheet))
    assert size <= room(questions, most_options=0, has_comments=True) <= math.ceil(1.5 * size)
