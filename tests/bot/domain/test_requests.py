"""What a training request must say."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.requests import OUTCOMES, REQUIRED, Need, decision_problems, problems

TODAY = date(2026, 3, 2)
FULL = Need("reps freeze", "They hold the price", "12 reps")


def test_the_problem_the_wish_and_the_audience_are_enough() -> None:
    assert problems(FULL, TODAY) == {}


@pytest.mark.parametrize("field", REQUIRED)
@pytest.mark.parametrize("nothing", ["", "  ", "\n\t"])
def test_each_of_them_has_to_be_there(field: str, nothing: str) -> None:
    changes: dict[str, Any] = {field: nothing}
    assert problems(replace(FULL, **changes), TODAY) == {field: "required"}


def test_everything_that_is_missing_is_named_at_once() -> None:
    assert set(problems(Need(""), TODAY)) == set(REQUIRED)


@given(st.integers(-400, 400))
def test_a_day_that_is_over_is_not_a_day_to_be_ready_by(days: int) -> None:
    need = replace(FULL, needed_by=TODAY + timedelta(days=days))
    assert problems(need, TODAY) == ({"needed_by": "in_the_past"} if days < 0 else {})


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_every_outcome_needs_its_reason(outcome: str) -> None:
    assert decision_problems(outcome, "because") == {}
    assert decision_problems(outcome, " ") == {"reason": "required"}


@pytest.mark.parametrize("outcome", [None, "", "new", "taken", "whatever"])
def test_what_is_no_outcome_is_refused(outcome: str | None) -> None:
    assert decision_problems(outcome, "because") == {"outcome": "required"}
