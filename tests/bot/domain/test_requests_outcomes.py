"""What may be recommended for which cause, and what each outcome must say."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.detective import LEARNING, Cause
from bot.domain.requests_outcomes import (
    ALWAYS_REQUIRED,
    OVERRIDE_MAX,
    RECOMMENDATIONS,
    REQUIRED,
    SOLUTIONS,
    TURNED_DOWN,
    CharterStep,
    Decision,
    Outcome,
    Proposed,
    problems,
    route_problems,
    routes,
)

TODAY: Final = date(2026, 3, 2)
STEP: Final = CharterStep("run two role plays", "U0LENA", date(2026, 3, 20))
COMPLETE: Final = Proposed(
    Outcome.BUILD, "They know it and lose it", "Two sessions", "Keep the hour free", resource_id=1, mentor_id=1,
    advice="One page of price limits", owner="U0MAYA", due_on=TODAY, deferred_until=TODAY, offered="Tom's list",
    problem="Reps freeze", measure="8 % discount", steps=(STEP,),
)  # fmt: skip
CAUSES: Final = st.none() | st.sampled_from(Cause)
OUTCOMES: Final = st.none() | st.sampled_from([*Outcome, "", "whatever"])
GAPS: Final = st.lists(st.sampled_from(["problem", "evidence", "audience", "goal"]), unique=True)


@pytest.mark.parametrize("cause", Cause)
def test_learning_is_for_skill_alone_and_everything_else_leads_to_advice(cause: Cause) -> None:
    found = routes(cause)
    assert (not SOLUTIONS.isdisjoint(found)) == (cause in LEARNING)
    assert (Outcome.ADVICE in found) == (cause not in (Cause.SKILL, Cause.UNCLEAR))
    assert (found == ()) == (cause == Cause.UNCLEAR)


@given(OUTCOMES, CAUSES, GAPS)
def test_nothing_is_recommended_before_the_analysis_leads_there(
    outcome: str | None, cause: Cause | None, unknown: list[str]
) -> None:
    is_open = cause is not None and not unknown and outcome in routes(cause)
    assert (route_problems(outcome, cause, unknown, None) == {}) == is_open


@given(OUTCOMES, CAUSES, GAPS)
def test_a_written_reason_opens_every_route_to_a_recommendation(
    outcome: str | None, cause: Cause | None, unknown: list[str]
) -> None:
    assert (route_problems(outcome, cause, unknown, "The board wants it") == {}) == (outcome in RECOMMENDATIONS)


@pytest.mark.parametrize(
    ("outcome", "cause", "unknown", "override", "problem"),
    [
        ("build", None, [], None, {"cause": "required"}),
        ("build", Cause.SKILL, ["evidence"], None, {"override": "analysis_has_gaps"}),
        ("build", Cause.SKILL, ["evidence"], " \n", {"override": "analysis_has_gaps"}),
        ("build", Cause.TOOLS, [], None, {"outcome": "not_for_this_cause"}),
        ("advice", Cause.SKILL, [], None, {"outcome": "not_for_this_cause"}),
        ("build", Cause.UNCLEAR, [], None, {"outcome": "not_for_this_cause"}),
        ("decline", Cause.SKILL, [], "because", {"outcome": "required"}),
        (None, Cause.SKILL, [], None, {"outcome": "required"}),
        ("build", Cause.SKILL, [], "x" * (OVERRIDE_MAX + 1), {"override": "too_long"}),
    ],
)
def test_what_closes_a_route_is_said_at_its_field(
    outcome: str | None, cause: Cause | None, unknown: list[str], override: str | None, problem: dict[str, str]
) -> None:
    assert route_problems(outcome, cause, unknown, override) == problem


@pytest.mark.parametrize("outcome", Outcome)
def test_what_is_complete_is_accepted(outcome: Outcome) -> None:
    assert problems(replace(COMPLETE, outcome=outcome), TODAY) == {}


@pytest.mark.parametrize("outcome", Outcome)
def test_of_an_empty_form_everything_that_an_outcome_needs_is_named(outcome: Outcome) -> None:
    found = problems(Proposed(outcome, None, " ", "\n"), TODAY)
    assert found == dict.fromkeys([*ALWAYS_REQUIRED, *REQUIRED[outcome]], "required")


def test_every_outcome_is_a_recommendation_or_turns_down() -> None:
    assert {*RECOMMENDATIONS, *TURNED_DOWN} == set(Outcome) == set(REQUIRED)


@given(st.sampled_from(["due_on", "deferred_until"]), st.integers(-400, 400))
def test_no_day_of_a_decision_is_over(field: str, days: int) -> None:
    changes: dict[str, Any] = {field: TODAY + timedelta(days=days)}
    assert problems(replace(COMPLETE, **changes), TODAY) == ({field: "in_the_past"} if days < 0 else {})


@given(st.lists(st.builds(CharterStep, st.sampled_from(["", "x"]), st.none() | st.just("U0LENA"), st.none()
                          | st.dates(date(2026, 1, 1), date(2026, 6, 1))), min_size=1, max_size=4))  # fmt: skip
def test_each_step_of_a_charter_says_who_does_what_by_when(steps: list[CharterStep]) -> None:
    found = problems(replace(COMPLETE, steps=tuple(steps)), TODAY)
    for place, step in enumerate(steps):
        late = step.due_on is not None and step.due_on < TODAY
        assert (f"what_{place}" in found) == (not step.what)
        assert (f"who_{place}" in found) == (step.who is None)
        assert found.get(f"by_{place}") == ("required" if step.due_on is None else "in_the_past" if late else None)


def test_a_charter_is_agreed_once_every_side_agreed() -> None:
    moment = datetime(2026, 3, 2, 9, tzinfo=UTC)
    sides = ("U0MAYA", "U0LENA")
    waiting = Decision(1, COMPLETE, "U0LENA", moment, agreed=("U0LENA",), sides=sides)
    assert waiting.has_charter
    assert not waiting.is_agreed
    assert replace(waiting, agreed=("U0LENA", "U0MAYA", "U0TOM")).is_agreed


@pytest.mark.parametrize("outcome", [each for each in Outcome if each not in (Outcome.BUILD, Outcome.COACHING)])
def test_only_what_is_built_or_coached_has_a_charter(outcome: Outcome) -> None:
    decision = Decision(1, replace(COMPLETE, outcome=outcome), "U0LENA", datetime(2026, 3, 2, 9, tzinfo=UTC))
    assert not decision.has_charter
    assert not decision.is_agreed
