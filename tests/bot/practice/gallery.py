"""One element of each kind that something can be chosen or entered in, and what is entered."""

from datetime import UTC, datetime
from typing import Any

from tests.bot.practice.tinybot import Json, plain

OPTIONS = [{"text": plain(word.title()), "value": word} for word in ("skill", "tool")]
RICH = {
    "type": "rich_text",
    "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "typed"}]}],
}

FOUND: dict[str, Any] = {"external_select": "remote", "multi_external_select": ["remote"]}
CHOSEN: dict[str, Any] = {
    "button": None,
    "overflow": "skill",
    "static_select": "skill",
    "multi_static_select": ["skill", "tool"],
    "users_select": "priya",
    "multi_users_select": ["priya", "tom"],
    "channels_select": "#sales",
    "multi_channels_select": ["#sales", "#general"],
    "conversations_select": "#sales",
    "multi_conversations_select": ["#sales", "#general"],
    "datepicker": "2026-12-01",
    "timepicker": "09:30",
    "datetimepicker": datetime(2026, 12, 1, 9, 30, tzinfo=UTC),
    "radio_buttons": "tool",
    "checkboxes": ["tool"],
}
TYPED: dict[str, Any] = {
    "plain_text_input": "typed",
    "email_text_input": "maya@northwind-components.example",
    "url_text_input": "https://a.example/",
    "number_input": "12",
    "rich_text_input": RICH,
}
PICKED: dict[str, Any] = {"file_input": [("people.csv", b"name\nMaya\n")]}


def element(kind: str) -> Json:
    """An element with the `action_id` "any"."""
    more: dict[str, Json] = {
        "button": {"text": plain("Go"), "value": "go"},
        "number_input": {"is_decimal_allowed": False},
    }
    offers = kind in ("overflow", "radio_buttons", "checkboxes", "static_select", "multi_static_select")
    return {"type": kind, "action_id": "any"} | more.get(kind, {}) | ({"options": OPTIONS} if offers else {})


def block(kind: str) -> Json:
    """A block that may stand in messages, modals and on the Home tab; a section where it may hold the element."""
    if kind == "datetimepicker":
        return field(kind)
    return {"type": "section", "block_id": "block", "text": plain("Choose"), "accessory": element(kind)}


def field(kind: str, *, telling: bool = True) -> Json:
    """An input, `telling` the app of each change."""
    return {
        "type": "input",
        "block_id": "block",
        "label": plain("Enter"),
        "element": element(kind),
        "dispatch_action": telling,
    }


def modal(content: Json) -> Json:
    return {
        "type": "modal",
        "callback_id": "gallery",
        "title": plain("Gallery"),
        "submit": plain("Send"),
        "notify_on_close": True,
        "blocks": [content],
    }
