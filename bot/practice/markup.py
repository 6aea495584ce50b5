"""Slack's text form: escaping, tokens such as `<@U…>`, and what a reader sees of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, tzinfo

_TOKEN = re.compile(r"<([^<>]+)>")
_BARE_AMPERSAND = re.compile(r"&(?!amp;|lt;|gt;)")
_SPECIAL = re.compile(r"^(@[UW]\w*|#[CG]\w*|!(here|channel|everyone|subteam\^|date\^)|https?:|mailto:|tel:|slack:)")


def escape(text: str) -> str:
    """The three characters Slack escapes, escaped."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    """The inverse of `escape`."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def normalise(text: str) -> str:
    """What Slack echoes of text an app sent: whatever is neither an entity nor a known `<…>` token comes back
    escaped."""
    pieces, end = [], 0
    text = _BARE_AMPERSAND.sub("&amp;", text)
    for token in _TOKEN.finditer(text):
        pieces += [_escape_angles(text[end : token.start()]), _token_or_text(token)]
        end = token.end()
    return "".join([*pieces, _escape_angles(text[end:])])


def _escape_angles(text: str) -> str:
    return text.replace("<", "&lt;").replace(">", "&gt;")


def _token_or_text(token: re.Match[str]) -> str:
    return token[0] if _SPECIAL.match(token[1]) else _escape_angles(token[0])


def readable(text: str, name_of: Callable[[str], str], zone: tzinfo) -> str:
    """`text` as a person in `zone` reads it; `name_of` turns `@U…`, `#C…` or `!subteam^S…` into a name."""
    return unescape(_TOKEN.sub(lambda token: _read(token[1], name_of, zone), text))


def _read(token: str, name_of: Callable[[str], str], zone: tzinfo) -> str:
    body, _, label = token.partition("|")
    if body.startswith("!date^"):
        return _date(body, label, zone)
    if body[0] in "@#" or body.startswith("!subteam^"):
        return name_of(body)
    if body[0] == "!":
        return "@" + body[1:]
    return f"{label} ({body})" if label else body


_DATE_FORMATS = {
    "{date_num}": "%Y-%m-%d",
    "{date_slash}": "%Y/%m/%d",
    "{date_long}": "%A, %B %-d, %Y",
    "{date_long_full}": "%A, %B %-d, %Y",
    "{date_long_pretty}": "%A, %B %-d, %Y",
    "{date_pretty}": "%B %-d, %Y",
    "{date}": "%B %-d, %Y",
    "{date_short}": "%b %-d, %Y",
    "{date_short_pretty}": "%b %-d, %Y",
    "{time_secs}": "%H:%M:%S",
    "{time}": "%H:%M",
}


def _date(body: str, fallback: str, zone: tzinfo) -> str:
    parts = body.split("^")
    if len(parts) < 3 or not parts[1].isdigit():
        return fallback
    moment, shown = datetime.fromtimestamp(int(parts[1]), zone), parts[2]
    for token, pattern in _DATE_FORMATS.items():
        shown = shown.replace(token, moment.strftime(pattern))
    return shown
