from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.polls import Ballot, Kind, Mode, Question, options_in, problems, question_problems, simple
from bot.domain.polls_blueprint import packed, unpacked

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
BALLOT = simple("C0SALES", "U0MAYA", "What first?", ("Role play", "Call review"), None)
[QUESTION] = BALLOT.questions
SCALE = Question("How useful was it?", Kind.SCALE)


def test_a_question_with_two_answers_can_be_asked() -> None:
    assert problems(BALLOT, NOW) == {}


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ((), "required"),
        (("only",), "too_few_options"),
        (tuple(map(str, range(21))), "too_many_options"),
        (("Role play", "role  PLAY"), "same_option_twice"),
        (("a", "b" * 1_001), "option_too_long"),
        (tuple(f"{number:01000}" for number in range(7)), "options_too_long"),
    ],
)
def test_options_that_do_not_work_are_named(options: tuple[str, ...], reason: str) -> None:
    assert question_problems(replace(QUESTION, options=options)) == {"options": reason}


def test_twenty_long_options_are_fine() -> None:
    options = tuple(f"{number:0300}" for number in range(20))
    assert question_problems(replace(QUESTION, options=options)) == {}


@pytest.mark.parametrize("kind", [Kind.SCALE, Kind.YES_NO, Kind.TEXT])
def test_scales_yes_or_no_and_text_need_no_options(kind: Kind) -> None:
    assert question_problems(Question("Well?", kind)) == {}


@pytest.mark.parametrize(("most", "fits"), [(None, True), (1, True), (2, True), (0, False), (3, False)])
def test_no_more_can_be_chosen_than_there_are(most: int | None, fits: bool) -> None:
    question = replace(QUESTION, kind=Kind.MULTIPLE, most=most)
    assert question_problems(question) == ({} if fits else {"most": "most_does_not_fit"})


@pytest.mark.parametrize("text", ["", "  \n", "\u200b\u200f"])
def test_a_question_without_a_visible_character_is_none(text: str) -> None:
    assert question_problems(replace(QUESTION, text=text)) == {"question": "required"}


def test_a_question_of_300_characters_is_the_longest() -> None:
    assert question_problems(replace(QUESTION, text="q" * 300)) == {}
    assert question_problems(replace(QUESTION, text="q" * 301)) == {"question": "question_too_long"}


def test_a_poll_must_close_later_than_now() -> None:
    assert problems(replace(BALLOT, closes_at=NOW), NOW) == {"closes_at": "closing_is_over"}
    assert problems(replace(BALLOT, closes_at=NOW + timedelta(minutes=1)), NOW) == {}


@pytest.mark.parametrize(
    ("questions", "reason"),
    [
        ((), "required"),
        ((SCALE,) * 11, "too_many_questions"),
        ((SCALE, replace(SCALE, text="")), "question_needs_work"),
    ],
)
def test_a_survey_has_one_to_ten_questions_that_work(questions: tuple[Question, ...], reason: str) -> None:
    assert problems(replace(BALLOT, questions=questions), NOW) == {"questions": reason}


def test_several_questions_or_a_free_text_are_answered_in_a_form() -> None:
    assert not BALLOT.is_survey
    assert replace(BALLOT, questions=(QUESTION, SCALE)).is_survey
    assert replace(BALLOT, questions=(Question("Why?", Kind.TEXT),)).is_survey


def test_options_are_typed_one_a_line_and_empty_lines_do_not_count() -> None:
    assert options_in("  Role play \n\n\u200b\n🎉\r\nשמש") == ("Role play", "🎉", "שמש")


def test_only_a_named_poll_has_no_secrets() -> None:
    assert [mode for mode in Mode if not mode.is_secret] == [Mode.NAMED]


AWARE = st.none() | st.datetimes(timezones=st.just(UTC))


@given(
    st.builds(Ballot, questions=st.lists(st.builds(Question), min_size=1).map(tuple), opens_at=AWARE, closes_at=AWARE)
)
def test_a_poll_is_the_same_after_it_was_kept(ballot: Ballot) -> None:
    assert unpacked(packed(ballot)) == ballot


def test_a_poll_opens_later_than_now_and_closes_later_than_that() -> None:
    hour = timedelta(hours=1)
    assert problems(replace(BALLOT, opens_at=NOW - hour), NOW) == {"opens_at": "opening_is_over"}
    late = replace(BALLOT, opens_at=NOW + 2 * hour, closes_at=NOW + hour)
    assert problems(late, NOW) == {"closes_at": "closes_before_it_opens"}
    assert problems(replace(late, closes_at=NOW + 3 * hour), NOW) == {}
