"""What is said: the unit that handlers and the outbox hand to Slack."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from slackblocks import Block

FALLBACK_MAX = 3_000
BROKEN_OFF = re.compile(r"(<[^<>]*|&\w{0,3})$")


@dataclass(frozen=True, slots=True)
class Message:
    """A message: `text` for notifications and screen readers, `blocks` (Slack's JSON) for the eye."""

    text: str
    blocks: list[dict[str, Any]]


def message(text: str, blocks: Sequence[Block]) -> Message:
    """Put words and blocks together; the text is cut where a notification would be unreadable."""
    return Message(short_markup(text, FALLBACK_MAX), [block._resolve() for block in blocks])


def short_markup(mrkdwn: str, longest: int) -> str:
    """Return Slack's mark-up in at most `longest` characters; no mention, link or escape is cut in two."""
    return mrkdwn if len(mrkdwn) <= longest else BROKEN_OFF.sub("", mrkdwn[: longest - 1]).rstrip() + "…"


def short(text: str, longest: int) -> str:
    """Return the text in at most `longest` characters; what was cut ends in an ellipsis."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
