"""What a form must say of a goal."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.figures import Figure
from bot.domain.goals import NAME_MAX, PAGE, Aim, GoalPage, last_page, measures, problems

TODAY = date(2026, 3, 2)
FULL = Aim("Average discount", "kpi", "%", "12", TODAY, "8", date(2026, 6, 30), "U0MAYA00000")


def test_all_that_can_be_said_can_be_kept() -> None:
    assert problems(FULL, TODAY) == {}


def test_a_name_is_enough_for_an_objective_and_a_kpi_needs_its_target() -> None:
    assert problems(Aim("Open an academy", "objective"), TODAY) == {}
    assert problems(Aim("Open an academy", "kpi"), TODAY) == {"target": "required"}


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"name": " "}, {"name": "required"}),
        ({"name": "x" * (NAME_MAX + 1)}, {"name": "too_long"}),
        ({"kind": "sales"}, {"kind": "required"}),
        ({"unit": "x" * 41}, {"unit": "too_long"}),
        ({"baseline": None}, {"baseline": "required"}),
        ({"baseline": "a lot"}, {"baseline": "not_a_number"}),
        ({"target": "1,200"}, {"target": "two_numbers"}),
        ({"target": "8 €"}, {"target": "other_unit"}),
        ({"measured_on": TODAY + timedelta(1)}, {"measured_on": "not_measured_yet"}),
    ],
)
def test_what_needs_another_look_is_named_by_its_field(changes: dict[str, Any], found: dict[str, str]) -> None:
    assert problems(replace(FULL, **changes), TODAY) == found


def test_everything_that_is_missing_is_named_at_once() -> None:
    assert set(problems(Aim(measured_on=TODAY, target="many"), TODAY)) == {"name", "kind", "baseline", "target"}


@given(st.integers(-400, 400))
def test_a_day_that_is_over_is_kept_only_where_it_was_the_day_before(days: int) -> None:
    due_on = TODAY + timedelta(days)
    aim = replace(FULL, due_on=due_on)
    assert problems(aim, TODAY) == ({"due_on": "in_the_past"} if days < 0 else {})
    assert problems(aim, TODAY, due_on) == {}


def test_a_unit_beside_one_number_holds_for_both() -> None:
    found = measures(Aim("Average discount", "kpi", None, "12", None, "8 %"))
    assert (found.unit, found.baseline, found.target) == (
        "%", Figure("12", Decimal(12)), Figure("8", Decimal(8))
    )  # fmt: skip


@given(st.integers(0, 500))
def test_every_goal_is_on_one_page_and_the_first_page_follows_the_last(total: int) -> None:
    starts, start = [0], page_at(0, total).next_start
    while start:
        starts.append(start)
        start = page_at(start, total).next_start
    assert starts == list(range(0, max(total, 1), PAGE))
    assert starts[-1] == last_page(total)


def page_at(start: int, total: int) -> GoalPage:
    """A page as it would be shown; what its goals are does not matter here."""
    shown: Any = (None,) * min(PAGE, total - start)
    return GoalPage("C0SALES00000", shown, retired=False, start=start, total=total, others=0, may_change=True)
