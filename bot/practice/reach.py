"""What a person can get at: the elements of the messages and views before them."""

from __future__ import annotations

from typing import Any

from bot.practice import forms
from bot.practice.forms import ClientRefused
from bot.practice.model import Json


def find(blocks: list[Json], action_id: str, value: str | None, block_id: str | None) -> tuple[Json, Json]:
    """The one block and element meant; raises `ClientRefused` when there is none, or more than one."""
    there = [
        (block, element)
        for block, element in forms.elements(blocks)
        if element["action_id"] == action_id and block_id in (None, block["block_id"]) and _named(element, value)
    ]
    if len(there) == 1:
        return there[0]
    shown = [(element["action_id"], element.get("value")) for _, element in forms.elements(blocks)]
    raise ClientRefused(f"{len(there)} elements {action_id!r} with value {value!r} to click; there are {shown}")


def _named(element: Json, value: str | None) -> bool:
    return value is None or element["type"] != "button" or value in (element.get("value"), element["text"]["text"])


def action(block: Json, element: Json, given: Any, moment: str) -> Json:
    """The entry of `actions` in the payload; `given` is what was chosen or typed."""
    same = {
        "type": element["type"],
        "action_id": element["action_id"],
        "block_id": block["block_id"],
        "action_ts": moment,
    }
    if element["type"] == "button":
        return same | {key: element[key] for key in ("text", "value", "style", "url") if key in element}
    if element["type"] == "overflow":
        return same | {"selected_option": forms.option(element, given)}
    if block["type"] == "input" and not block.get("dispatch_action"):
        raise ClientRefused(f"{block['block_id']} is only sent with the form")
    return same | forms.entry(element, given)
