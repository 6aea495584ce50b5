"""Three needs that all say "training": what is asked one after the other, and what comes out."""

import pytest

from bot.domain.detective import Cause, Flow, Proposal, Reply, next_questions, propose
from tests.bot.domain.detective.flows import REAL

REQUIRED = {"problem", "desired", "audience"}
WORDS = "Answered in words"


def walk(flow: Flow, known: set[str], problem: str, answers: dict[str, str]) -> tuple[list[list[str]], Proposal]:
    """Ask batch by batch and answer each with a choice, or in words; what is not in `answers` is skipped."""
    replies: list[Reply] = []
    batches: list[list[str]] = []
    while batch := next_questions(flow, replies, known, {"problem": problem}):
        batches.append([question.id for question in batch])
        for question in batch:
            said = answers.get(question.id)
            choice = said if question.choice(said) else None
            replies.append(Reply(question.id, choice=choice, text=said, skipped=said is None))
    return batches, propose(flow, replies)


def test_a_skill_gap_comes_out_as_one() -> None:
    answers = {
        "could": "no", "obstacle": "know_how", "evidence": WORDS, "before": "no", "goal": WORDS, "tried": "nothing",
        "by_heart": "by_heart", "practise": "yes", "enough": WORDS,
    }  # fmt: skip
    batches, proposal = walk(REAL, REQUIRED, "Our buyers pay list prices, they need a negotiation course", answers)
    assert batches == [
        ["could", "obstacle", "evidence"],
        ["before", "goal", "tried"],
        ["by_heart", "practise", "enough"],
    ]
    assert proposal == Proposal(
        Cause.SKILL,
        (
            "They could not do it even if they had to.",
            "What gets in their way is that they don't know how.",
            "It is new to them.",
            "They need it by heart.",
        ),
    )


def test_training_asked_for_where_the_tool_is_in_the_way_comes_out_as_the_tool() -> None:
    answers = {
        "could": "yes", "obstacle": "tools", "evidence": WORDS, "simpler": "easier", "example": WORDS,
        "tried": "course", "enough": WORDS,
    }  # fmt: skip
    batches, proposal = walk(
        REAL, REQUIRED | {"goal"}, "The team needs CRM training, half the calls are missing", answers
    )
    assert batches == [["could", "obstacle", "evidence"], ["simpler", "example", "tried"], ["enough"]]
    assert proposal == Proposal(
        Cause.TOOLS,
        (
            "They could do it if they had to.",
            "The tools, the steps or the time get in their way.",
            "An easier way of doing it would help more than being shown this one.",
            "A course was tried already.",
        ),
    )


def test_a_vague_wish_that_nobody_explained_comes_out_as_unclear_expectations() -> None:
    answers = {
        "vague.professional": WORDS, "could": "yes", "obstacle": "nothing", "good": "roughly", "feedback": "rarely",
        "enough": WORDS,
    }  # fmt: skip
    known = REQUIRED | {"evidence", "goal"}
    batches, proposal = walk(REAL, known, "They must answer mails more professionally: book them a course", answers)
    assert batches == [["vague.professional", "could", "obstacle"], ["good", "tried", "enough"], ["feedback"]]
    assert proposal == Proposal(
        Cause.EXPECTATIONS,
        (
            "They could do it if they had to.",
            "They were told only roughly what good looks like.",
            "They hardly ever hear how well they do it.",
        ),
    )


@pytest.mark.parametrize(
    ("answers", "cause"),
    [
        (
            {"could": "yes", "obstacle": "nothing", "good": "shown", "feedback": "lately", "right": "harder"},
            "incentives",
        ),
        (
            {"could": "yes", "obstacle": "nothing", "good": "shown", "right": "nothing", "wrong": "nothing"},
            "incentives",
        ),
        ({"could": "yes", "obstacle": "people", "relief": "yes"}, "staffing"),
        ({"could": "no", "obstacle": "people", "relief": "no"}, "unclear"),
        ({"could": "some", "obstacle": "know_how", "good": "no", "before": "no"}, "mixed"),
        ({"could": "no", "obstacle": "nothing", "before": "yes", "often": "seldom"}, "skill"),
        ({"could": "no", "obstacle": "nothing", "before": "yes", "changed": "tools"}, "tools"),
        ({}, "unclear"),
    ],
)
def test_other_answers_lead_elsewhere(answers: dict[str, str], cause: str) -> None:
    batches, proposal = walk(REAL, REQUIRED, "They need training", answers)
    assert set(answers) <= {question for batch in batches for question in batch}
    assert proposal.cause == cause


def test_somebody_who_answers_nothing_is_not_asked_for_long() -> None:
    batches, _ = walk(REAL, REQUIRED, "They need training", {})
    assert sum(map(len, batches)) == 8


def test_what_the_department_has_told_is_not_asked_again() -> None:
    answers = {"could": "no", "obstacle": "know_how", "before": "no"}
    batches, _ = walk(REAL, REQUIRED | {"evidence", "goal", "tried", "learning_habits"}, "They need training", answers)
    assert batches == [["could", "obstacle", "enough"], ["before"], ["by_heart"]]
