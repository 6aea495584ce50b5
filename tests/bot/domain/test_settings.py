"""What an L&D team may settle."""

from dataclasses import replace

import pytest

from bot.domain.settings import HOURS, HOURS_MAX, RESPONSE_HOURS, SettingsView, emoji_name, problems

SETTLED = SettingsView("C0LEARNING", ("U0LENA",), None, RESPONSE_HOURS, 3, 10)


def test_the_first_values_are_fine() -> None:
    assert problems(SETTLED) == {}


@pytest.mark.parametrize("days", [None, 0, -1, 11, 10**9])
def test_days_are_counted_from_one_to_ten(days: int | None) -> None:
    said = replace(SETTLED, acknowledge_after=30, plan_after=days)
    assert problems(said)["plan_after"] == "days_out_of_range"


@pytest.mark.parametrize("hours", [None, 0, -8, HOURS_MAX + 1, 10**9])
def test_a_first_answer_is_promised_within_ten_working_days(hours: int | None) -> None:
    assert problems(replace(SETTLED, response_hours=hours)) == {"response_hours": "required"}


@pytest.mark.parametrize("hours", [1, *HOURS, HOURS_MAX])
def test_any_hours_that_were_settled_may_be_kept(hours: int) -> None:
    assert problems(replace(SETTLED, response_hours=hours)) == {}


@pytest.mark.parametrize(
    ("typed", "name"),
    [(":mortar_board:", "mortar_board"), (" Mortar_Board ", "mortar_board"), ("+1", "+1"), (":::", None), (None, None)],
)
def test_an_emoji_is_known_by_its_name(typed: str | None, name: str | None) -> None:
    assert emoji_name(typed) == name


@pytest.mark.parametrize("emoji", [None, "", "two words", "🎓", "x" * 101, "<!channel>"])
def test_what_is_no_name_of_an_emoji_is_refused(emoji: str | None) -> None:
    assert problems(replace(SETTLED, request_emoji=emoji)) == {"request_emoji": "not_an_emoji"}


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
