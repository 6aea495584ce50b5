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
_EVENT_TYPE = re.compile(r"^[A-Za-z0-9_]{1,100}$")


def content(text: str | None, blocks: Any, attachments: Any = None) -> Json:
    """The fields of a message, echoed as Slack does; text beyond 40,000 characters is cut; raises `Refused`."""
    if not text and not blocks and not attachments:
        raise Refused("no_text")
    if problems := message_problems(blocks or []):
        raise Refused("invalid_blocks", problems)
    if len(json.dumps(blocks or [], ensure_ascii=False)) > BLOCKS_LIMIT:
        raise Refused("msg_blocks_too_long")
    return {
        "text": normalise((text or "")[:TEXT_CUT]),
        "blocks": echo.blocks(blocks or []),
        "attachments": attachments or [],
    }


def metadata(sent: Any) -> Json | None:
    """Message metadata: an event type and a flat payload; raises `Refused`."""
    if sent is None:
        return None
    if not isinstance(sent, dict) or not isinstance(sent.get("event_payload"), dict):
        raise Refused("invalid_metadata_format")
    if not _EVENT_TYPE.match(str(sent.get("event_type", ""))):
        raise Refused("invalid_metadata_schema")
    return sent
