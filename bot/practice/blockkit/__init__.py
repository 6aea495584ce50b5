"""What Slack refuses in blocks and views, in its own words."""

from __future__ import annotations

from typing import Any

from bot.practice.blockkit.blocks import EVERYWHERE, IN_MESSAGES, IN_MODALS, repeated
from bot.practice.blockkit.composition import plain
from bot.practice.blockkit.rules import Rule, choice, each, flag, problem, record, string, typed
from bot.practice.model import Json

MOST_IN_MESSAGE, MOST_IN_VIEW = 50, 100
_MOST_OF_A_KIND = {"table": 1, "data_visualization": 2}
_IDS: dict[str, Rule] = {
    "private_metadata": string(3000),
    "callback_id": string(255),
    "external_id": string(255),
}
_MODAL = record(
    {"type": choice("modal"), "title": plain(24), "blocks": each(typed(IN_MODALS), MOST_IN_VIEW, 0)},
    _IDS
    | {
        "submit": plain(24),
        "close": plain(24),
        "clear_on_close": flag,
        "notify_on_close": flag,
        "submit_disabled": flag,
    },
)
_HOME = record({"type": choice("home"), "blocks": each(typed(EVERYWHERE), MOST_IN_VIEW, 0)}, _IDS)


def message_problems(blocks: Any) -> list[str]:
    """What is wrong with the blocks of a message; nothing when Slack would take them."""
    found = list(each(typed(IN_MESSAGES), MOST_IN_MESSAGE, 0)(blocks, "/blocks"))
    return found or _across(blocks, "/blocks") or _counts(blocks)


def view_problems(view: Json) -> list[str]:
    """What is wrong with a modal or Home tab."""
    found = list(typed({"modal": _MODAL, "home": _HOME})(view, "/view"))
    return found or _across(view["blocks"], "/view/blocks") or _missing_submit(view)


def _across(blocks: list[Json], at: str) -> list[str]:
    ids = repeated([block.get("block_id") for block in blocks])
    focused = [block for block in blocks if block.get("element", {}).get("focus_on_load")]
    found = [problem(f"block_id {again} already exists", at) for again in sorted(ids)]
    return found + ([problem("only one element may have focus_on_load", at)] if len(focused) > 1 else [])


def _counts(blocks: list[Json]) -> list[str]:
    kinds = [block["type"] for block in blocks]
    over = [kind for kind, most in _MOST_OF_A_KIND.items() if kinds.count(kind) > most]
    found = [problem(f"no more than {_MOST_OF_A_KIND[kind]} {kind} blocks allowed", "/blocks") for kind in over]
    markdown = sum(len(block["text"]) for block in blocks if block["type"] == "markdown")
    return found + (
        [problem("markdown blocks must be less than 12001 characters together", "/blocks")] if markdown > 12_000 else []
    )


def _missing_submit(view: Json) -> list[str]:
    asks = any(block["type"] == "input" for block in view["blocks"])
    if view["type"] == "modal" and asks and "submit" not in view:
        return [problem("missing required field: submit, as the view has inputs", "/view")]
    return []
