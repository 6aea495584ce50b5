"""What may change in a poll that people answer."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.polls import Kind, Question
from bot.domain.polls_life import Edit, edits, problems, reworded, wording_of

FIRST = Question("What first?", options=("Role play", "Call review"))
SCALE = Question("How useful?", Kind.SCALE)
OPTIONS = st.lists(st.text("abcdef", min_size=1, max_size=3), min_size=2, max_size=8, unique=True).map(tuple)


def changed(
    options: tuple[str, ...], typed: tuple[str, ...], shown: int | None = None
) -> tuple[dict[str, str], tuple[str, ...]]:
    asked = (Question("What first?", options=options),)
    said = replace(wording_of("", "", asked), questions=(("What first?", typed),))
    after = reworded(asked, said, [len(options) if shown is None else shown])
    return problems(said, asked, after, is_asked=True), after[0].options


@given(OPTIONS, OPTIONS)
def test_whatever_is_typed_no_option_leaves_its_place(options: tuple[str, ...], typed: tuple[str, ...]) -> None:
    found, after = changed(options, typed)
    if not found:
        assert len(after) >= len(options)
        assert all(after.index(option) == place for place, option in enumerate(options) if option in after)


@given(OPTIONS, st.integers(0, 8))
def test_an_option_that_voters_added_meanwhile_stays(options: tuple[str, ...], shown: int) -> None:
    shown = min(shown, len(options))
    found, after = changed(options, (*options[:shown], "new one"), shown)
    assert (found, after) == ({}, (*options, "new one"))


def test_options_that_are_gone_or_moved_are_refused_at_their_field() -> None:
    assert changed(("a", "b"), ("a",))[0] == {"options_0": "poll_option_taken_out"}
    assert changed(("a", "b"), ("b", "a"))[0] == {"options_0": "poll_options_moved"}
    assert changed(("a", "b"), ("new", "a", "b"))[0] == {"options_0": "poll_options_moved"}
    assert changed(("a", "b\nc"), ("a", "b c"))[1] == ("a", "b\nc")


def test_it_is_told_what_was_changed_and_a_field_that_needs_another_look() -> None:
    asked = (FIRST, SCALE)
    before = wording_of("Feedback", "", asked)
    said = replace(before, reason="To choose", questions=(("", (*FIRST.options, "Reading")), ("How good?", ())))
    after = reworded(asked, said, [2, 5])
    assert problems(replace(said, title="x" * 151), asked, after, is_asked=True) == {
        "title": "title_too_long", "question_0": "required",
    }  # fmt: skip
    assert edits(before, asked, said, after) == [Edit.QUESTION, Edit.REASON, Edit.ADDED]
    assert edits(before, asked, before, reworded(asked, before, [2, 5])) == []
