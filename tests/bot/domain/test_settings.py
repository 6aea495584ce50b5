"""What an L&D team may settle."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.settings import SettingsView, problems

SETTLED = SettingsView("C0LEARNING", ("U0LENA",), None, 2, 3, 10)


def test_the_first_values_are_fine() -> None:
    assert problems(SETTLED) == {}


@pytest.mark.parametrize("days", [None, 0, -1, 11, 10**9])
@pytest.mark.parametrize("field", ["response_days", "plan_after"])
def test_days_are_counted_from_one_to_ten(field: str, days: int | None) -> None:
    changed: dict[str, Any] = {field: days}
    said = replace(SETTLED, acknowledge_after=30, **changed)
    assert problems(said)[field] == "days_out_of_range"


@pytest.mark.parametrize(("plan", "latest"), [(3, 3), (10, 4)])
def test_the_acknowledgement_comes_after_the_plan(plan: int, latest: int) -> None:
    said = replace(SETTLED, plan_after=plan, acknowledge_after=latest)
    assert problems(said) == {"acknowledge_after": "before_the_plan"}


@pytest.mark.parametrize("days", [None, 0, 31])
def test_the_acknowledgement_comes_within_thirty_days(days: int | None) -> None:
    assert problems(replace(SETTLED, acknowledge_after=days)) == {"acknowledge_after": "acknowledge_out_of_range"}


def test_a_group_may_stand_for_the_partners_but_somebody_must() -> None:
    assert problems(replace(SETTLED, partners=(), partner_group="S0PARTNERS")) == {}
    assert problems(replace(SETTLED, partners=())) == {"partners": "partners_required"}
