"""Blocks and views as Slack gives them back: ids filled in, text escaped, defaults spelled out."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from bot.practice.markup import normalise
from bot.practice.model import Json

_INTERACTIVE = {
    "button",
    "channels_select",
    "checkboxes",
    "conversations_select",
    "datepicker",
    "datetimepicker",
    "email_text_input",
    "external_select",
    "file_input",
    "multi_channels_select",
    "multi_conversations_select",
    "multi_external_select",
    "multi_static_select",
    "multi_users_select",
    "number_input",
    "overflow",
    "plain_text_input",
    "radio_buttons",
    "rich_text_input",
    "static_select",
    "timepicker",
    "url_text_input",
    "users_select",
    "workflow_button",
}


def blocks(sent: list[Json]) -> list[Json]:
    """A copy of `sent` with a `block_id` on each block and an `action_id` on each element."""
    echoed = [_texts(deepcopy(block)) for block in sent]
    for number, block in enumerate(echoed):
        block.setdefault("block_id", f"b{number:04d}")
        for place, element in enumerate(elements_of(block)):
            element.setdefault("action_id", f"a{number:02d}{place:02d}")
    return echoed


def elements_of(block: Json) -> list[Json]:
    """The interactive elements of one block."""
    found = [block.get("element"), block.get("accessory"), *block.get("elements", [])]
    return [element for element in found if isinstance(element, dict) and element.get("type") in _INTERACTIVE]


def _texts(node: Any) -> Any:
    if isinstance(node, list):
        return [_texts(item) for item in node]
    if not isinstance(node, dict):
        return node
    if node.get("type") in ("plain_text", "mrkdwn") and isinstance(node.get("text"), str):
        default = {"emoji": True} if node["type"] == "plain_text" else {"verbatim": False}
        return default | node | {"text": normalise(node["text"])}
    return {key: _texts(value) for key, value in node.items()}


def view(sent: Json) -> Json:
    """A copy of a view with its blocks echoed and every optional field present."""
    defaults: Json = {
        "private_metadata": "",
        "callback_id": "",
        "external_id": "",
        "clear_on_close": False,
        "notify_on_close": False,
        "close": None,
        "submit": None,
    }
    texts = {key: _texts(sent[key]) for key in ("title", "submit", "close") if sent.get(key)}
    return defaults | deepcopy(sent) | texts | {"blocks": blocks(sent["blocks"])}
