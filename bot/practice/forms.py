"""What can be entered in blocks: the state of each element, as Slack sends it in `state.values`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bot.practice.echo import elements_of
from bot.practice.model import Json

STATE_KEYS = {
    "plain_text_input": "value",
    "number_input": "value",
    "email_text_input": "value",
    "url_text_input": "value",
    "static_select": "selected_option",
    "external_select": "selected_option",
    "radio_buttons": "selected_option",
    "multi_static_select": "selected_options",
    "multi_external_select": "selected_options",
    "checkboxes": "selected_options",
    "users_select": "selected_user",
    "multi_users_select": "selected_users",
    "channels_select": "selected_channel",
    "multi_channels_select": "selected_channels",
    "conversations_select": "selected_conversation",
    "multi_conversations_select": "selected_conversations",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
    "rich_text_input": "rich_text_value",
    "file_input": "files",
}
_TEXT = ("plain_text_input", "number_input", "email_text_input", "url_text_input")


class ClientRefused(AssertionError):
    """What Slack's own client does not let a person do; `blocks` names the fields at fault."""

    def __init__(self, reason: str, blocks: tuple[str, ...] = ()) -> None:
        super().__init__(f"{reason}{': ' if blocks else ''}{', '.join(blocks)}")
        self.blocks = blocks


def elements(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Every interactive element with the block it is in."""
    for block in blocks:
        for element in elements_of(block):
            yield block, element


def asks_for_files(view: Any) -> bool:
    """Whether a view that an app sends, well made or not, has a file input."""
    blocks = view.get("blocks") if isinstance(view, dict) else None
    inputs = [block.get("element") for block in blocks if isinstance(block, dict)] if isinstance(blocks, list) else []
    return any(isinstance(element, dict) and element.get("type") == "file_input" for element in inputs)


def state(blocks: list[Json], entered: dict[tuple[str, str], Json]) -> Json:
    """`{block_id: {action_id: value}}` of everything that holds a value, initial values included."""
    values: dict[str, Json] = {}
    for block, element in elements(blocks):
        if element["type"] in STATE_KEYS:
            place = (block["block_id"], element["action_id"])
            values.setdefault(place[0], {})[place[1]] = entered.get(place) or initial(element)
    return values


def initial(element: Json) -> Json:
    """The state of an element nobody has touched."""
    key = STATE_KEYS[element["type"]]
    source = "initial_value" if key.endswith("value") else key.replace("selected", "initial")
    return {"type": element["type"], key: element.get(source, [] if key.endswith("s") else None)}


def entry(element: Json, given: Any) -> Json:
    """The state after a person entered `given`: text, option value(s), user id(s), "2026-11-24", "09:30", a
    datetime, file objects; None empties the field. Raises `ClientRefused` for what the element does not offer."""
    kind = element["type"]
    if kind not in STATE_KEYS:
        raise ClientRefused(f"nothing can be entered in a {kind}")
    key = STATE_KEYS[kind]
    if given is None:
        return {"type": kind, key: [] if key.endswith("s") else None}
    return {"type": kind, key: _value(element, key, given)}


def _value(element: Json, key: str, given: Any) -> Any:
    if key == "selected_option":
        return option(element, given)
    if key == "selected_options":
        return [option(element, value) for value in _many(given)]
    if key in ("rich_text_value", "files"):
        return given
    if key.endswith("s"):
        return [str(value) for value in _many(given)]
    if key == "selected_date_time":
        return int(given.timestamp()) if hasattr(given, "timestamp") else int(given)
    return given.isoformat() if hasattr(given, "isoformat") else str(given)


def _many(given: Any) -> list[Any]:
    return list(given) if isinstance(given, list | tuple | set) else [given]


def option(element: Json, value: str) -> Json:
    """The option of this value, or of this label; raises `ClientRefused`."""
    groups = element.get("option_groups", [])
    offered = [*element.get("options", []), *(choice for group in groups for choice in group["options"])]
    for choice in offered:
        if value in (choice.get("value"), choice["text"]["text"]):
            return dict(choice)
    raise ClientRefused(
        f"{element['action_id']} offers no {value!r}, only {[choice.get('value') for choice in offered]}"
    )


def refusals(blocks: list[Json], values: Json) -> tuple[str, ...]:
    """The block ids of inputs that Slack's client does not let through: required but empty, too long, too
    short."""
    return tuple(block["block_id"] for block in blocks if block["type"] == "input" and not _passes(block, values))


def _passes(block: Json, values: Json) -> bool:
    element = block["element"]
    entered = values[block["block_id"]][element["action_id"]].get(STATE_KEYS[element["type"]])
    if entered in (None, "", []):
        return bool(block.get("optional"))
    if element["type"] == "number_input":
        return _counts(element, entered)
    if element["type"] not in _TEXT:
        return len(entered) <= element.get("max_selected_items", len(entered)) if isinstance(entered, list) else True
    return bool(element.get("min_length", 0) <= len(entered) <= element.get("max_length", 3000))


def _counts(element: Json, entered: str) -> bool:
    pattern = r"-?\d+(\.\d+)?" if element["is_decimal_allowed"] else r"-?\d+"
    if not re.fullmatch(pattern, entered):
        return False
    return float(element.get("min_value", entered)) <= float(entered) <= float(element.get("max_value", entered))
