"""Blocks and where they may stand. Limits as in Slack's Block Kit reference."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.practice.blockkit.charts import CHART
from bot.practice.blockkit.composition import image, plain, text
from bot.practice.blockkit.elements import BUTTON, FILES, IMAGE, INPUTS, MENUS, OVERFLOW, PICKERS
from bot.practice.blockkit.rules import (
    Rule,
    anything,
    both,
    choice,
    each,
    flag,
    problem,
    record,
    string,
    typed,
)

_ACTIONS = {
    "button": BUTTON,
    "overflow": OVERFLOW,
    **MENUS,
    **PICKERS,
    "workflow_button": anything,
    "rich_text_input": INPUTS["rich_text_input"],
}
_ACCESSORIES = {
    "button": BUTTON,
    "overflow": OVERFLOW,
    "image": IMAGE,
    **MENUS,
    **{kind: rule for kind, rule in PICKERS.items() if kind != "datetimepicker"},
    "workflow_button": anything,
}
_CONTEXT = {"image": IMAGE, "plain_text": text(3000), "mrkdwn": text(3000)}
_CELL = typed(
    {
        "raw_text": record({"type": choice("raw_text"), "text": string(3000, 1)}),
        "raw_number": anything,
        "rich_text": anything,
    }
)
_LEVEL = choice("default", "info", "warning", "error", "success")
_COLUMN = record({}, {"align": choice("left", "center", "right"), "is_wrapped": flag})


def _block(kind: str, required: dict[str, Rule], optional: dict[str, Rule] | None = None) -> Rule:
    return record({"type": choice(kind), **required}, {"block_id": string(255, 1), **(optional or {})})


def _says_something(value: Any, at: str) -> Iterator[str]:
    if "text" not in value and "fields" not in value:
        yield problem("must provide text or fields", at)


def _one_action_id_each(value: Any, at: str) -> Iterator[str]:
    elements = value.get("elements")
    ids = [e.get("action_id") for e in elements if isinstance(e, dict)] if isinstance(elements, list) else []
    yield from (problem(f"action_id {again} already exists in this block", at) for again in repeated(ids))


def repeated(ids: list[Any]) -> set[str]:
    """The ids that occur more than once."""
    return {item for item in ids if item is not None and ids.count(item) > 1}


_SECTION = _block(
    "section",
    {},
    {"text": text(3000), "fields": each(text(2000), 10), "expand": flag, "accessory": typed(_ACCESSORIES)},
)


def _input(elements: dict[str, Rule]) -> Rule:
    required = {"label": plain(2000), "element": typed({**MENUS, **PICKERS, **elements})}
    return _block("input", required, {"hint": plain(2000), "optional": flag, "dispatch_action": flag})


_TABLE = _block("table", {"rows": each(each(_CELL, 20), 100)}, {"column_settings": each(_COLUMN, 20)})

EVERYWHERE: dict[str, Rule] = {
    "actions": both(_block("actions", {"elements": each(typed(_ACTIONS), 25)}), _one_action_id_each),
    "context": _block("context", {"elements": each(typed(_CONTEXT), 10)}),
    "divider": _block("divider", {}),
    "header": _block("header", {"text": plain(150)}),
    "image": image({"block_id": string(255, 1), "title": plain(2000)}),
    "input": _input(INPUTS),
    "rich_text": _block("rich_text", {"elements": each(anything, 1000, 0)}),
    "section": both(_SECTION, _says_something),
    "video": anything,
}
IN_MESSAGES: dict[str, Rule] = EVERYWHERE | {
    "card": anything,
    "carousel": anything,
    "container": anything,
    "context_actions": anything,
    "data_table": anything,
    "data_visualization": _block("data_visualization", {"title": string(50, 1), "chart": CHART}),
    "markdown": _block("markdown", {"text": string(12_000, 1)}),
    "plan": anything,
    "table": _TABLE,
    "task_card": anything,
}
IN_MODALS: dict[str, Rule] = EVERYWHERE | {
    "alert": _block("alert", {"text": text(3000)}, {"level": _LEVEL}),
    "input": _input(INPUTS | FILES),
}
