"""What people enter in forms, as `forms.entry` takes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo
from typing import Any

from bot.practice import forms
from bot.practice.forms import STATE_KEYS, ClientRefused
from bot.practice.model import Json, View
from bot.practice.page.render.controls import field_name

_POSTED = STATE_KEYS.keys() - {"file_input"}


def entries(view: View, form: Mapping[str, Sequence[str]], zone: tzinfo) -> dict[tuple[str, str], Json]:
    """The state of every input of a view that a posted form holds, by (block_id, action_id); fields left empty
    are empty states, and files are not among them. `zone` is the reader's. Raises `ClientRefused` for what an input
    does not offer."""
    found: dict[tuple[str, str], Json] = {}
    for block, element in forms.elements(view.blocks):
        name = field_name(block, element)
        if block["type"] == "input" and name in form and element["type"] in _POSTED:
            place = (block["block_id"], element["action_id"])
            offered = element | options(view, place, element)
            found[place] = forms.entry(offered, given(element, form[name], zone))
    return found


def options(view: View, place: tuple[str, str], element: Json) -> Json:
    """The options of a menu that the app looks up: what a search found, and what is chosen already; nothing for
    other elements."""
    if not element["type"].endswith("external_select"):
        return {}
    state = view.values.get(place) or forms.initial(element)
    held = state[STATE_KEYS[element["type"]]] or []
    return {"options": [*view.offered.get(place, []), *(held if isinstance(held, list) else [held])]}


def given(element: Json, sent: Sequence[str], zone: tzinfo) -> Any:
    """The values of one control, as `forms.entry` and `Person.clicks` take them; None when it was left empty."""
    values = [value.replace("\r\n", "\n") for value in sent if value]
    if not values:
        return None
    if STATE_KEYS[element["type"]].endswith("s"):
        return values
    if element["type"] == "datetimepicker":
        return _moment(element, values[-1], zone)
    return _rich(values[-1]) if element["type"] == "rich_text_input" else values[-1]


def _moment(element: Json, value: str, zone: tzinfo) -> datetime:
    try:
        return datetime.fromisoformat(value).replace(tzinfo=zone)
    except ValueError as wrong:
        raise ClientRefused(f"{element['action_id']} takes no {value!r}") from wrong


def _rich(text: str) -> Json:
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "elements": [section]}
