"""Cursor pagination as the Web API does it."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import TypeVar

from bot.practice.arguments import Call
from bot.practice.model import Json
from bot.practice.tickets import Refused

Item = TypeVar("Item")


def page(call: Call, items: Sequence[Item], *, default: int, most: int) -> tuple[list[Item], Json]:
    """The items that `cursor` and `limit` ask for, and the `response_metadata` with the next cursor ("" at
    the end)."""
    start = _start(call.text("cursor"))
    limit = max(1, min(call.number("limit", default) or default, most))
    following = start + limit
    cursor = _cursor(following) if following < len(items) else ""
    return list(items[start:following]), {"response_metadata": {"next_cursor": cursor}}


def _cursor(start: int) -> str:
    return base64.b64encode(f"next:{start}".encode()).decode()


def _start(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        return int(base64.b64decode(cursor, validate=True).decode().removeprefix("next:"))
    except ValueError:
        raise Refused("invalid_cursor") from None
