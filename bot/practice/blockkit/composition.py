"""Composition objects: text, options, confirmation dialogs. Limits as in Slack's Block Kit reference."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bot.practice.blockkit.rules import Rule, both, choice, each, flag, problem, record, string, typed


def plain(most: int) -> Rule:
    """A `plain_text` object of 1 to `most` characters."""
    return record({"type": choice("plain_text"), "text": string(most, 1)}, {"emoji": flag})


def text(most: int) -> Rule:
    """A `plain_text` or `mrkdwn` object of 1 to `most` characters."""
    mrkdwn = record({"type": choice("mrkdwn"), "text": string(most, 1)}, {"verbatim": flag})
    return typed({"plain_text": plain(most), "mrkdwn": mrkdwn})


STYLE = choice("primary", "danger")
CONFIRM = record({"text": text(300)}, {"title": plain(100), "confirm": plain(30), "deny": plain(30), "style": STYLE})
_FILE_ID = re.compile(r"F[A-Z0-9]{8,}")
DISPATCH = record({}, {"trigger_actions_on": each(choice("on_enter_pressed", "on_character_entered"), 2)})
FILTER = record(
    {},
    {
        "include": each(choice("im", "mpim", "private", "public"), 4),
        "exclude_external_shared_channels": flag,
        "exclude_bot_users": flag,
    },
)

MENU_OPTION = record({"text": plain(75), "value": string(150, 1)}, {"description": plain(75)})
OVERFLOW_OPTION = record({"text": plain(75), "value": string(150, 1)}, {"description": plain(75), "url": string(3000)})
CHOICE_OPTION = record({"text": text(75), "value": string(150, 1)}, {"description": text(75)})
OPTION_GROUP = record({"label": plain(75), "options": each(MENU_OPTION, 100)})


def _one_source(value: Any, at: str) -> Iterator[str]:
    if isinstance(value, dict) and ("image_url" in value) == ("slack_file" in value):
        yield problem("must provide exactly one of image_url and slack_file", at)


def _file_id(value: Any, at: str) -> Iterator[str]:
    if not isinstance(value, str) or not _FILE_ID.fullmatch(value):
        yield problem("input must match regex pattern: ^[F][A-Z0-9]{8,}$", at)


def _one_name(value: Any, at: str) -> Iterator[str]:
    if isinstance(value, dict) and ("url" in value) == ("id" in value):
        yield problem("must provide exactly one of url and id", at)


_SOURCE = both(record({}, {"url": string(3000), "id": _file_id}), _one_name)


def image(more: dict[str, Rule]) -> Rule:
    """An image, as a block or an element; `more` are its other optional fields."""
    source = {"image_url": string(3000), "slack_file": _SOURCE}
    return both(record({"type": choice("image"), "alt_text": string(2000, 1)}, source | more), _one_source)
