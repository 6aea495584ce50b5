"""What a training request must say, and what an analysis still needs."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.requests import NEEDED_FIRST, OPEN, REQUIRED, Need, RequestView, Status, problems

TODAY = date(2026, 3, 2)
FULL = Need("reps freeze", "They hold the price", "12 reps")
ANALYSED = replace(FULL, evidence="12 % discount", goal="Margin")
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


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


@pytest.mark.parametrize("field", NEEDED_FIRST)
def test_an_analysis_needs_each_of_these_first(field: str) -> None:
    changes: dict[str, Any] = {field: None}
    assert replace(ANALYSED, **changes).unknown == (field,)


@pytest.mark.parametrize("goal", [{"goal_id": 7}, {"goal": "Margin"}, {"no_goal": "A trial"}])
def test_a_goal_is_named_said_in_words_or_there_is_a_reason_for_none(goal: dict[str, Any]) -> None:
    assert replace(ANALYSED, goal=None).unknown == ("goal",)
    assert replace(ANALYSED, **{"goal": None} | goal).unknown == ()


@pytest.mark.parametrize("status", Status)
def test_a_request_is_open_until_it_is_decided_or_closed(status: Status) -> None:
    view = RequestView(1, 1, "U0MAYA", None, None, FULL, status, None, NOW)
    assert view.is_open == (status in OPEN) == (status not in (Status.DECIDED, Status.CLOSED))
