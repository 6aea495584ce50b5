"""Slack's mark-up in what people wrote, turned into words for places that show plain text."""

import re
from collections.abc import Mapping

TOKEN = re.compile(r"<([@#!]?)([^<>|\s]+)(?:\|([^<>]*))?>")
ADDRESS = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)


def readable(text: str, names: Mapping[str, str]) -> str:
    """Return text with mentions, channels, dates and links written out; `names` maps user ids to names.

    `<@U1>` becomes `@Priya`, `<!channel>` `@channel`, `<https://a.b|deck>` `deck (https://a.b)`; anything else stays.
    """
    return TOKEN.sub(lambda found: _words(found, names), text)


def _words(found: re.Match[str], names: Mapping[str, str]) -> str:
    kind, what, label = found.groups()
    if kind == "@":
        return f"@{names.get(what) or label or 'somebody'}"
    if kind == "#":
        return f"#{label or what}"
    if kind == "!":
        return label or f"@{what.split('^')[0]}"
    if not ADDRESS.match(what):
        return found.group()
    return f"{label} ({what})" if label and label != what else what


def unescape(text: str) -> str:
    """Undo Slack's escaping of `& < >`, once, in text that comes from events, commands and messages."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
