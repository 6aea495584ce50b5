"""Slack's text form: escaping, tokens such as `<@U…>`, and what a reader sees of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import tzinfo

from bot.practice import dates

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


@dataclass(frozen=True)
class Token:
    """What stands between angle brackets: `body|label`, the label perhaps empty. Both are escaped still."""

    body: str
    label: str = ""

    @property
    def is_mention(self) -> bool:
        """Whether it names a person, a channel or a user group."""
        return self.body[:1] in ("@", "#") or self.body.startswith("!subteam^")


@dataclass(frozen=True)
class Moment:
    """A `!date^…` token: Unix seconds, Slack's pattern, and a link that may be empty."""

    timestamp: int
    pattern: str
    link: str = ""


def pieces(text: str) -> Iterator[str | Token]:
    """`text` in order: stretches of escaped text, and tokens."""
    end = 0
    for found in _TOKEN.finditer(text):
        if found.start() > end:
            yield text[end : found.start()]
        yield token(found[1])
        end = found.end()
    if text[end:]:
        yield text[end:]


def token(inside: str) -> Token:
    """The token with this between its angle brackets."""
    body, _, label = inside.partition("|")
    return Token(body, label)


def moment(body: str) -> Moment | None:
    """The date that a token's body asks for; None when it is not one."""
    kind, *parts = body.split("^", 3)
    if kind != "!date" or len(parts) < 2 or not re.fullmatch(r"\d{1,11}", parts[0], re.ASCII):
        return None
    return Moment(int(parts[0]), parts[1], parts[2] if len(parts) > 2 else "")


def readable(text: str, name_of: Callable[[str], str], zone: tzinfo) -> str:
    """`text` as a person in `zone` reads it; `name_of` turns `@U…`, `#C…` or `!subteam^S…` into a name."""
    return unescape("".join(piece if isinstance(piece, str) else _read(piece, name_of, zone) for piece in pieces(text)))


def _read(piece: Token, name_of: Callable[[str], str], zone: tzinfo) -> str:
    if piece.body.startswith("!date^"):
        return _date(piece, zone)
    if piece.is_mention:
        return name_of(piece.body)
    if piece.body.startswith("!"):
        return "@" + piece.body[1:]
    return f"{piece.label} ({piece.body})" if piece.label else piece.body


def _date(piece: Token, zone: tzinfo) -> str:
    asked = moment(piece.body)
    return dates.written(asked.timestamp, asked.pattern, zone) if asked else piece.label
