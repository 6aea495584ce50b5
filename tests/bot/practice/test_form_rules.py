"""What Slack's client lets through of a form, field by field."""

from typing import Any

import pytest

from bot.practice import ClientRefused
from bot.practice.forms import entry, initial, refusals, state
from tests.bot.practice.tinybot import ask, plain

OPTIONS = [{"text": plain(word.title()), "value": word} for word in ("yes", "no", "maybe")]


def let_through(element: dict[str, Any], given: Any, *, optional: bool = False) -> bool:
    block = ask("field", element | {"action_id": "it"}, optional=optional)
    values = state([block], {("field", "it"): entry(block["element"], given)})
    return refusals([block], values) == ()


@pytest.mark.parametrize(
    ("given", "passes"), [("12", True), (50, True), ("51", False), ("-1", False), ("1.5", False), ("x", False)]
)
def test_a_whole_number_lies_within_its_range(given: Any, passes: bool) -> None:
    element = {"type": "number_input", "is_decimal_allowed": False, "min_value": "0", "max_value": "50"}
    assert let_through(element, given) is passes


@pytest.mark.parametrize(("given", "passes"), [("ab", False), ("abc", True), ("abcd", True), ("abcde", False)])
def test_text_has_a_least_and_a_greatest_length(given: str, passes: bool) -> None:
    assert let_through({"type": "plain_text_input", "min_length": 3, "max_length": 4}, given) is passes


def test_a_field_is_required_unless_it_is_optional() -> None:
    assert not let_through({"type": "datepicker"}, None)
    assert let_through({"type": "datepicker"}, None, optional=True)
    assert not let_through({"type": "checkboxes", "options": OPTIONS}, [])


def test_no_more_is_chosen_than_allowed() -> None:
    element = {"type": "multi_static_select", "options": OPTIONS, "max_selected_items": 2}
    assert let_through(element, ["yes", "no"])
    assert not let_through(element, ["yes", "no", "maybe"])


@pytest.mark.parametrize(
    ("element", "value"),
    [
        ({"type": "plain_text_input", "initial_value": "x"}, {"value": "x"}),
        ({"type": "static_select", "options": OPTIONS, "initial_option": OPTIONS[0]}, {"selected_option": OPTIONS[0]}),
        ({"type": "checkboxes", "options": OPTIONS, "initial_options": OPTIONS[:2]}, {"selected_options": OPTIONS[:2]}),
        ({"type": "checkboxes", "options": OPTIONS}, {"selected_options": []}),
        ({"type": "users_select", "initial_user": "U1"}, {"selected_user": "U1"}),
        ({"type": "multi_channels_select", "initial_channels": ["C1"]}, {"selected_channels": ["C1"]}),
        ({"type": "datepicker", "initial_date": "2026-11-24"}, {"selected_date": "2026-11-24"}),
        ({"type": "datetimepicker", "initial_date_time": 1795507200}, {"selected_date_time": 1795507200}),
        ({"type": "timepicker"}, {"selected_time": None}),
        ({"type": "rich_text_input"}, {"rich_text_value": None}),
    ],
)
def test_an_untouched_element_has_its_initial_value(element: dict[str, Any], value: dict[str, Any]) -> None:
    assert initial(element) == {"type": element["type"]} | value


def test_a_choice_must_be_offered() -> None:
    with pytest.raises(ClientRefused, match="offers no 'never'"):
        entry({"type": "radio_buttons", "action_id": "it", "options": OPTIONS}, "never")
