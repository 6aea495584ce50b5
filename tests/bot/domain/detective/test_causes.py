"""The cause that is proposed, and why."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.detective import Cause, Choice, Flow, Proposal, Question, Reply, propose
from tests.bot.domain.detective.flows import REAL, flows

SIGNS = Sequence[tuple[str, int]]


def proposed(*signs: tuple[str, int]) -> Proposal:
    """What is proposed when each of these causes was chosen with this weight, one question after the other."""
    questions = tuple(
        Question(
            f"q{place}", "gap", "none", "Ask?", "Why.", (Choice("it", "It", Cause(cause), weight, f"{cause} {place}."),)
        )
        for place, (cause, weight) in enumerate(signs)
    )
    return propose(Flow(questions), [Reply(each.id, choice="it") for each in questions])


@pytest.mark.parametrize(
    ("signs", "cause"),
    [
        ([], "unclear"),
        ([("skill", 2)], "unclear"),
        ([("skill", 2), ("tools", 2), ("staffing", 2)], "unclear"),
        ([("skill", 3)], "skill"),
        ([("skill", 2), ("skill", 2), ("skill", -2)], "unclear"),
        ([("skill", 2), ("skill", 1), ("tools", 2)], "skill"),
        ([("tools", 2), ("tools", 2), ("skill", 2)], "tools"),
        ([("skill", 3), ("incentives", 3), ("incentives", 3)], "mixed"),
        ([("skill", 3), ("skill", 3), ("expectations", 3)], "mixed"),
        ([("staffing", 3), ("incentives", 3)], "incentives"),
        ([("staffing", 3), ("tools", 3), ("expectations", 3)], "expectations"),
        ([("staffing", 3), ("staffing", 1), ("expectations", 3)], "staffing"),
    ],
)
def test_the_signs_are_added_up(signs: SIGNS, cause: str) -> None:
    assert proposed(*signs).cause == cause


def test_the_strongest_reason_comes_first_and_equal_ones_in_the_order_of_the_questions() -> None:
    assert proposed(("tools", 1), ("tools", 2), ("tools", 3), ("tools", 2)).reasons == (
        "tools 2.", "tools 1.", "tools 3.", "tools 0.",
    )  # fmt: skip


def test_what_speaks_against_another_cause_is_a_reason_as_well() -> None:
    assert proposed(("skill", -2), ("tools", 3), ("staffing", 1)).reasons == ("tools 1.", "skill 0.")


def test_a_mix_is_told_by_the_reasons_of_each() -> None:
    assert proposed(("skill", 3), ("tools", 3), ("staffing", 2)).reasons == ("skill 0.", "tools 1.")


def test_what_speaks_against_the_cause_itself_is_no_reason_for_it() -> None:
    assert proposed(("tools", 3), ("tools", 2), ("tools", -2)).reasons == ("tools 0.", "tools 1.")


def test_too_little_is_no_reason() -> None:
    assert proposed(("tools", 2)) == Proposal(Cause.UNCLEAR, ())


def test_skips_and_words_count_for_nothing() -> None:
    replies = [Reply("could", skipped=True), Reply("obstacle", text="The tools"), Reply("good", choice="gone")]
    assert propose(REAL, [*replies, Reply("own.1", choice="yes"), Reply("right")]) == Proposal(Cause.UNCLEAR, ())


def test_no_single_answer_makes_a_course_of_ours() -> None:
    for question in REAL.questions:
        for choice in question.choices:
            assert propose(REAL, [Reply(question.id, choice=choice.id)]).cause not in {Cause.SKILL, Cause.MIXED}


@given(flows(), st.data())
def test_the_order_of_the_replies_changes_nothing_and_only_an_unclear_cause_has_no_reason(
    flow: Flow, data: st.DataObject
) -> None:
    replies = [
        Reply(each.id, choice=data.draw(st.sampled_from([choice.id for choice in each.choices])))
        for each in flow.questions if each.choices
    ]  # fmt: skip
    proposal = propose(flow, data.draw(st.permutations(replies)))
    assert proposal == propose(flow, replies)
    assert bool(proposal.reasons) == (proposal.cause is not Cause.UNCLEAR)
