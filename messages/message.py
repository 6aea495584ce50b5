"""What is said: the unit that handlers and the outbox hand to Slack."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from slackblocks import Block

FALLBACK_MAX = 3_000
BLOCKS_MAX = 12_500
TEXT_MAX = 3_000
TEXT_MIN = 30
ALT_MAX = 2_000
BROKEN_OFF = re.compile(r"(<[^<>]*|&\w{0,3})$")


@dataclass(frozen=True, slots=True)
class Picture:
    """An image under a message. `draw` makes the PNG once it is sent, `alt` says the same in words."""

    alt: str
    draw: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Message:
    """A message: `text` for notifications and screen readers, `blocks` (Slack's JSON) for the eye.

    `attachments` (Slack's JSON, too) stand under the blocks and say nothing that the blocks do not.
    `until` is the aware moment from which on something else holds, so that it is to be shown anew. A reply that
    `is_for_all` is shown in the channel, too.
    """

    text: str
    blocks: list[dict[str, Any]]
    until: datetime | None = None
    picture: Picture | None = None
    is_for_all: bool = False
    attachments: list[dict[str, Any]] = field(default_factory=list)

    def illustrated(self, file_id: str) -> "Message":
        """Return the message with the file that is its picture attached."""
        if self.picture is None:
            return self
        shown = {"type": "image", "slack_file": {"id": file_id}, "alt_text": short(self.picture.alt, ALT_MAX)}
        return replace(self, attachments=[{"blocks": [shown]}], picture=None)


def message(
    text: str, blocks: Sequence[Block], until: datetime | None = None, *, picture: Picture | None = None,
    is_for_all: bool = False,
) -> Message:  # fmt: skip
    """Put words and blocks together; the text is cut where a notification would be unreadable.

    Of blocks that are more than Slack takes in one message, the longest texts are cut until they fit.
    """
    shown = _fitted([block._resolve() for block in blocks])
    return Message(short_markup(text, FALLBACK_MAX), shown, until, picture, is_for_all)


def short_markup(mrkdwn: str, longest: int) -> str:
    """Return Slack's mark-up in at most `longest` characters; no mention, link or escape is cut in two."""
    return mrkdwn if len(mrkdwn) <= longest else BROKEN_OFF.sub("", mrkdwn[: longest - 1]).rstrip() + "…"


def short(text: str, longest: int) -> str:
    """Return the text in at most `longest` characters; what was cut ends in an ellipsis."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def _fitted(blocks: list[dict[str, Any]], longest: int = TEXT_MAX) -> list[dict[str, Any]]:
    if len(json.dumps(blocks, ensure_ascii=False)) <= BLOCKS_MAX or longest <= TEXT_MIN:
        return blocks
    longest = max(longest * 3 // 4, TEXT_MIN)
    for each in _texts(blocks):
        each["text"] = (short_markup if each["type"] == "mrkdwn" else short)(each["text"], longest)
    return _fitted(blocks, longest)


def _texts(node: Any) -> Iterator[dict[str, Any]]:
    """Go through everything that holds words, in blocks or parts of them."""
    if isinstance(node, dict) and isinstance(node.get("text"), str):
        yield node
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _texts(child)
