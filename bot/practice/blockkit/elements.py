"""Block elements. Limits as in Slack's Block Kit reference."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bot.practice.blockkit.composition import (
    CHOICE_OPTION,
    CONFIRM,
    DISPATCH,
    FILTER,
    MENU_OPTION,
    OPTION_GROUP,
    OVERFLOW_OPTION,
    STYLE,
    image,
    plain,
)
from bot.practice.blockkit.rules import (
    Rule,
    anything,
    both,
    choice,
    each,
    flag,
    number,
    problem,
    record,
    string,
)

_ACTION: dict[str, Rule] = {"action_id": string(255, 1)}
_CONFIRMED = {**_ACTION, "confirm": CONFIRM}
_FOCUSED = {**_ACTION, "focus_on_load": flag}
_PICKED = {**_CONFIRMED, **_FOCUSED}
_SELECT = {**_PICKED, "placeholder": plain(150)}
_MULTI = {**_SELECT, "max_selected_items": number(1, 1000)}
_TYPED = {**_FOCUSED, "placeholder": plain(150), "dispatch_action_config": DISPATCH}
_IDS = each(string(255), 1000, 0)


def matching(pattern: str, words: str) -> Rule:
    """A string of this form."""

    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            yield problem(f"must be {words}", at)

    return check


_DATE = matching(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", "a date like 2026-11-24")
_TIME = matching(r"([01]\d|2[0-3]):[0-5]\d", "a time like 09:30")
_DECIMAL = matching(r"-?\d+(\.\d+)?", "a decimal number")


def _offered(value: Any, at: str) -> Iterator[str]:
    """Options or groups, one of the two; initial options equal to offered ones."""
    if ("options" in value) == ("option_groups" in value):
        yield problem("must provide exactly one of options and option_groups", at)
        return
    groups = value.get("option_groups") or [{"options": value.get("options")}]
    offered = [option for group in groups for option in group.get("options") or []]
    initial = [value["initial_option"]] if "initial_option" in value else value.get("initial_options", [])
    for option in initial:
        if option not in offered:
            yield problem("initial option must equal one of the options", at)


def _element(kind: str, required: dict[str, Rule], optional: dict[str, Rule]) -> Rule:
    return record({"type": choice(kind), **required}, optional)


def _menu(kind: str, initial: dict[str, Rule], base: dict[str, Rule]) -> Rule:
    lists = {"options": each(MENU_OPTION, 100), "option_groups": each(OPTION_GROUP, 100)}
    return both(_element(kind, {}, base | lists | initial), _offered)


def _choices(kind: str, initial: dict[str, Rule]) -> Rule:
    return both(_element(kind, {"options": each(CHOICE_OPTION, 10)}, _PICKED | initial), _offered)


_FORM_ONLY: dict[str, Rule] = {"default_to_current_conversation": flag, "filter": FILTER}
_BUTTON = {**_CONFIRMED, "value": string(2000), "url": string(3000), "style": STYLE}
_LENGTHS = {"multiline": flag, "min_length": number(0, 3000), "max_length": number(1, 3000)}
_INITIAL_TEXT = {"initial_value": string(3000)}
_RANGE = {"initial_value": _DECIMAL, "min_value": _DECIMAL, "max_value": _DECIMAL}

BUTTON = _element("button", {"text": plain(75)}, _BUTTON | {"accessibility_label": string(75)})
IMAGE = image({})
MENUS: dict[str, Rule] = {
    "static_select": _menu("static_select", {"initial_option": MENU_OPTION}, _SELECT),
    "multi_static_select": _menu("multi_static_select", {"initial_options": each(MENU_OPTION, 100)}, _MULTI),
    "external_select": _element(
        "external_select", {}, _SELECT | {"initial_option": MENU_OPTION, "min_query_length": number(0, 100)}
    ),
    "multi_external_select": _element(
        "multi_external_select",
        {},
        _MULTI | {"initial_options": each(MENU_OPTION, 100), "min_query_length": number(0, 100)},
    ),
    "users_select": _element("users_select", {}, _SELECT | {"initial_user": string(255)}),
    "multi_users_select": _element("multi_users_select", {}, _MULTI | {"initial_users": _IDS}),
    "channels_select": _element(
        "channels_select", {}, _SELECT | {"initial_channel": string(255), "response_url_enabled": flag}
    ),
    "multi_channels_select": _element("multi_channels_select", {}, _MULTI | {"initial_channels": _IDS}),
    "conversations_select": _element(
        "conversations_select",
        {},
        _SELECT | _FORM_ONLY | {"initial_conversation": string(255), "response_url_enabled": flag},
    ),
    "multi_conversations_select": _element(
        "multi_conversations_select", {}, _MULTI | _FORM_ONLY | {"initial_conversations": _IDS}
    ),
}
PICKERS: dict[str, Rule] = {
    "checkboxes": _choices("checkboxes", {"initial_options": each(CHOICE_OPTION, 10)}),
    "radio_buttons": _choices("radio_buttons", {"initial_option": CHOICE_OPTION}),
    "datepicker": _element("datepicker", {}, _SELECT | {"initial_date": _DATE}),
    "timepicker": _element("timepicker", {}, _SELECT | {"initial_time": _TIME, "timezone": string(255)}),
    "datetimepicker": _element(
        "datetimepicker", {}, _PICKED | {"initial_date_time": number(1_000_000_000, 9_999_999_999)}
    ),
}
OVERFLOW = _element("overflow", {"options": each(OVERFLOW_OPTION, 5)}, _CONFIRMED)
INPUTS: dict[str, Rule] = {
    "plain_text_input": _element("plain_text_input", {}, _TYPED | _LENGTHS | _INITIAL_TEXT),
    "email_text_input": _element("email_text_input", {}, _TYPED | _INITIAL_TEXT),
    "url_text_input": _element("url_text_input", {}, _TYPED | _INITIAL_TEXT),
    "number_input": _element("number_input", {"is_decimal_allowed": flag}, _TYPED | _RANGE),
    "rich_text_input": _element("rich_text_input", {}, _TYPED | {"initial_value": anything}),
}
FILES: dict[str, Rule] = {
    "file_input": _element("file_input", {}, _ACTION | {"filetypes": each(string(20), 100), "max_files": number(1, 10)})
}
