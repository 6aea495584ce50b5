"""The words and blocks of a message an app sends, checked as Slack checks them."""

from __future__ import annotations

import json
import re
from typing import Any

from bot.practice import echo
from bot.practice.blockkit import message_problems
from bot.practice.markup import normalise
from bot.practice.model import Json
from bot.practice.tickets import Refused

TEXT_CUT = 40_000
UPDATE_TEXT_LIMIT = 4_000
BLOCKS_LIMIT = 13_000
MOST_ATTACHMENTS = 100
FALLBACK = "This content can't be displayed."
_EVENT_TYPE = re.compile(r"^[A-Za-z0-9_]{1,100}$")


def content(text: str | None, blocks: Any, attachments: Any, *, too_long: str) -> Json:
    """The fields of a message, echoed as Slack does; text beyond 40,000 characters is cut; raises `Refused`,
    with `too_long` where the blocks together are."""
    if not text and not blocks and not attachments:
        raise Refused("no_text")
    _check_blocks(blocks or [], too_long)
    _check_attachments(attachments or [], too_long)
    return {
        "text": normalise((text or FALLBACK)[:TEXT_CUT]),
        "blocks": echo.blocks(blocks or []),
        "attachments": attachments or [],
    }


def _check_blocks(blocks: Any, too_long: str) -> None:
    if problems := message_problems(blocks):
        raise Refused("invalid_blocks", problems)
    if len(json.dumps(blocks, ensure_ascii=False)) > BLOCKS_LIMIT:
        raise Refused(too_long)


def _check_attachments(attachments: Any, too_long: str) -> None:
    if not isinstance(attachments, list):
        raise Refused("invalid_arguments", ["[ERROR] must provide an array [json-pointer:/attachments]"])
    if len(attachments) > MOST_ATTACHMENTS:
        raise Refused("too_many_attachments")
    for attachment in attachments:
        _check_blocks(attachment.get("blocks", []), too_long)


def metadata(sent: Any) -> Json | None:
    """Message metadata: an event type and a payload of scalars, flat objects and lists of those; `{}` is
    none; raises `Refused`."""
    if sent in (None, {}):
        return None
    if not isinstance(sent, dict) or not isinstance(sent.get("event_payload"), dict):
        raise Refused("invalid_metadata_format")
    if not _EVENT_TYPE.match(str(sent.get("event_type", ""))):
        raise Refused("invalid_metadata_schema")
    if not all(_storable(value) for value in sent["event_payload"].values()):
        raise Refused("invalid_metadata_schema")
    return sent


def _storable(value: Any) -> bool:
    if isinstance(value, list):
        return all(_scalar(item) or _flat(item) for item in value)
    return _scalar(value) or _flat(value)


def _flat(value: Any) -> bool:
    return isinstance(value, dict) and all(_scalar(item) for item in value.values())


def _scalar(value: Any) -> bool:
    return isinstance(value, str | int | float | bool)
