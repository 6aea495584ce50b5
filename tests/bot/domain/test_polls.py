from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.polls import (
    Ballot,
    Choice,
    Click,
    Outcome,
    PollView,
    chosen_by,
    clicked,
    may_split,
    options_in,
    problems,
    toggled,
    voter_key,
)

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
BALLOT = Ballot("C0SALES", "U0MAYA", "What first?", ("Role play", "Call review"), False, False, None)
VIEW = PollView(1, "C0SALES", "U0MAYA", "What first?", (), False, False, None, None, None, 0)


def test_a_question_with_two_answers_can_be_asked() -> None:
    assert problems(BALLOT, NOW) == {}


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ((), "required"),
        (("only",), "too_few_options"),
        (tuple(map(str, range(11))), "too_many_options"),
        (("Role play", "role  PLAY"), "same_option_twice"),
        (("a", "b" * 76), "option_too_long"),
    ],
)
def test_options_that_do_not_work_are_named(options: tuple[str, ...], reason: str) -> None:
    assert problems(replace(BALLOT, options=options), NOW) == {"options": reason}


def test_ten_options_of_75_characters_are_fine() -> None:
    options = tuple(f"{number:075}" for number in range(10))
    assert problems(replace(BALLOT, options=options), NOW) == {}


@pytest.mark.parametrize("question", ["", "  \n", "\u200b\u200f"])
def test_a_question_without_a_visible_character_is_none(question: str) -> None:
    assert problems(replace(BALLOT, question=question), NOW) == {"question": "required"}


def test_a_question_of_300_characters_is_the_longest() -> None:
    assert problems(replace(BALLOT, question="q" * 300), NOW) == {}
    assert problems(replace(BALLOT, question="q" * 301), NOW) == {"question": "question_too_long"}


def test_a_poll_must_close_later_than_now() -> None:
    assert problems(replace(BALLOT, closes_at=NOW), NOW) == {"closes_at": "closing_is_over"}
    assert problems(replace(BALLOT, closes_at=NOW + timedelta(minutes=1)), NOW) == {}


def test_options_are_typed_one_a_line_and_empty_lines_do_not_count() -> None:
    assert options_in("  Role play \n\n\u200b\n🎉\r\nשמש") == ("Role play", "🎉", "שמש")


def test_another_click_changes_a_single_choice_and_adds_to_a_multiple_one() -> None:
    assert toggled([0], 2, is_multiple=False) == [2]
    assert toggled([2], 0, is_multiple=True) == [0, 2]


@given(st.sets(st.integers(0, 9)), st.integers(0, 9))
def test_clicking_twice_on_a_multiple_choice_changes_nothing(chosen: set[int], position: int) -> None:
    once = toggled(sorted(chosen), position, is_multiple=True)
    assert toggled(once, position, is_multiple=True) == sorted(chosen)


@given(st.sets(st.integers(0, 9), max_size=1), st.integers(0, 9))
def test_nobody_has_two_votes_in_a_single_choice(chosen: set[int], position: int) -> None:
    assert len(toggled(sorted(chosen), position, is_multiple=False)) <= 1


@given(st.lists(st.integers(0, 3), max_size=6), st.booleans(), st.randoms())
def test_a_vote_is_the_same_in_whatever_order_and_however_often_the_clicks_arrive(
    positions: list[int], is_multiple: bool, rng: Random
) -> None:
    in_order = [(f"1772442000.{number:06}", position) for number, position in enumerate(positions)]
    arrived = rng.sample(2 * in_order, 2 * len(in_order))
    clicks: list[Click] = []
    for at, position in arrived:
        clicks = clicked(clicks, at, position)
    assert chosen_by(clicks, is_multiple=is_multiple) == chosen_by(in_order, is_multiple=is_multiple)


def test_a_voter_key_is_one_persons_in_one_poll_and_does_not_name_them() -> None:
    key = voter_key("U0MAYA", b"a")
    assert key == voter_key("U0MAYA", b"a")
    assert len({key, voter_key("U0MAYA", b"b"), voter_key("U0TOM", b"a"), "U0MAYA"}) == 4


def test_a_split_is_shown_from_five_answers_on() -> None:
    assert [may_split(answers) for answers in (0, 4, 5)] == [False, False, True]


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
    assert replace(VIEW, choices=choices, answers=answers).outcome == outcome


def test_a_poll_is_over_at_its_closing_time_or_once_it_is_closed() -> None:
    assert not VIEW.is_over(NOW)
    assert replace(VIEW, closes_at=NOW).is_over(NOW)
    assert replace(VIEW, closed_at=NOW).is_over(NOW)
