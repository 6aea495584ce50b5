"""What was found is put in order, and says why it is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.matching import Description, Match, Reason, best, lifted, reasons
from bot.domain.matching_words import shared, words

ASKED = Description("Reps give discounts away.", kpi="Win rate", audience="The sales reps", cause="feedback")


@pytest.mark.parametrize(
    ("text", "other", "phrases"),
    [
        ("Reps give away discounts too early.", "Discounting eats our margin", ("discounts",)),
        ("The exit interviews say that nobody grows.", "Why do exit interviews go wrong?", ("exit interviews",)),
        ("Coaching for managers, and coaching for peers", "Who coaches?", ("coaching",)),
        ("We need a training for our team", "A training is needed by the team", ()),
        ("Onboarding takes months.", "Payslips are wrong.", ()),
        ("", "Payslips are wrong.", ()),
        (
            "price list trouble: customs fees and late trucks",
            "customs price trucks fees late",
            ("price", "customs fees", "late trucks"),
        ),
    ],
)
def test_shared_words_are_given_as_they_stand(text: str, other: str, phrases: tuple[str, ...]) -> None:
    assert shared(text, other) == phrases


@given(st.text(), st.text())
def test_any_two_texts_share_at_most_three_phrases_that_the_first_says(text: str, other: str) -> None:
    found = shared(text, other)
    assert len(found) <= 3
    assert all(words(phrase) <= words(text) & words(other) for phrase in found)


def test_what_is_the_same_beyond_the_sentences_comes_first_and_lifts_the_score() -> None:
    other = Description("Discounts are 12 % on average.", kpi="win rate", audience="sales rep", cause="tools")
    assert reasons(ASKED, other, "negotiating") == (
        Reason("kpi", ("win rate",)),
        Reason("audience", ("sales rep",)),
        Reason("topic", ("negotiating",)),
        Reason("words", ("discounts",)),
    )
    assert lifted(0.4, ASKED, other) == 0.5


def test_where_nothing_can_be_named_the_meaning_is_the_reason() -> None:
    other = Description("Buyers always get their price.", kpi="", audience=None)
    assert reasons(ASKED, other, None) == (Reason("meaning"),)
    assert lifted(0.4, ASKED, other) == 0.4


def test_details_that_say_nothing_are_not_the_same() -> None:
    assert reasons(Description("A", audience="the team"), Description("B", audience="our team"), None) == (
        Reason("meaning"),
    )


def test_a_cause_and_a_kpi_are_the_same_by_their_names_alone() -> None:
    one, other = (
        Description("A", kpi="Training time", cause="skill"),
        Description("B", kpi="training time", cause="skill"),
    )
    assert reasons(one, other, None) == (Reason("kpi", ("training time",)), Reason("cause", ("skill",)))


def test_no_score_is_above_one() -> None:
    assert lifted(0.99, ASKED, ASKED) == 1.0


def test_the_most_similar_come_first_and_of_the_same_the_oldest() -> None:
    matches = [Match("request", number, score, ()) for number, score in ((4, 0.6), (3, 0.9), (2, 0.6), (1, 0.3))]
    assert [match.ref_id for match in best(matches, 3, 0.5)] == [3, 2, 4]
    assert [match.ref_id for match in best(matches, 1, 0.5)] == [3]
    assert best(matches, 3, 0.95) == []


def test_what_is_said_beyond_the_sentence_is_joined() -> None:
    assert Description("A", kpi="Win rate", answers=("Since May", "")).beyond == "Win rate. Since May"
    assert Description("A").beyond == ""
