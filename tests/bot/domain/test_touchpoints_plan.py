"""What a plan suggests, and whether L&D owes an answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.approaches import parse
from bot.domain.departments import KINDS
from bot.domain.detective import FlowError
from bot.domain.touchpoints_plan import SUGGESTIONS_MAX, Rule, Suggestion, chosen, is_unanswered
from messages import approaches

REFS = st.builds(
    lambda rule, number: Suggestion(f"{rule}:{number}", rule, "it is hard"), st.sampled_from(Rule), st.integers(1, 4)
)
GOOD = """
[[approach]]
id = "role_play"
kinds = ["sales"]
words = ["discount"]
suggest = "Role play."
because = "it is said aloud"
"""


@given(st.lists(REFS, max_size=20))
def test_at_most_four_are_shown_each_once_and_none_invented(found: list[Suggestion]) -> None:
    shown = chosen(found)
    assert len(shown) == min(SUGGESTIONS_MAX, len({each.ref for each in found}))
    assert len({each.ref for each in shown}) == len(shown)
    assert set(shown) <= set(found)


@given(st.lists(REFS, min_size=1, max_size=20))
def test_every_rule_is_heard_before_any_is_heard_twice(found: list[Suggestion]) -> None:
    assert {each.rule for each in chosen(found)} == {each.rule for each in found}


def test_the_last_reply_waits_for_an_answer_unless_it_is_one() -> None:
    assert [is_unanswered(replies) for replies in ([], [False], [False, True], [True, False])] == [
        False, True, False, True,
    ]  # fmt: skip


def test_an_approach_goes_by_words_that_begin_so_in_any_case() -> None:
    [approach] = parse(GOOD)
    assert approach.word_in("Buyers ask for DISCOUNTS") == "discount"
    assert approach.word_in("it was rediscounted") is None


def test_our_own_file_has_something_for_every_kind_of_department() -> None:
    ours = approaches.load()
    assert {kind for each in ours for kind in each.kinds} == set(KINDS)
    assert all(each.because and each.words for each in ours)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("approach = 1", "approach has to be"),
        ("= x", "not TOML"),
        (GOOD.replace('"sales"', '"selling"'), "there is no kind “selling”"),
        (GOOD.replace('["discount"]', "[]"), "words is missing"),
        (GOOD.replace('suggest = "Role play."', ""), "suggest is missing"),
        (GOOD.replace("because", "why"), "“why” means nothing here"),
        (GOOD + GOOD, "this id is there twice"),
        (GOOD.replace("Role play.", "x" * 301), "301 characters"),
    ],
)
def test_what_is_wrong_in_a_file_is_said_in_plain_words(wrong: str, said: str) -> None:
    with pytest.raises(FlowError) as raised:
        parse(wrong)
    assert any(said in mistake for mistake in raised.value.mistakes)
