"""Slack's own mark-up, `mrkdwn`, as HTML. Rules as in "Formatting message text" of Slack's documentation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from markupsafe import Markup

from bot.practice import markup
from bot.practice.page.render import emojis
from bot.practice.page.render.names import Names, link

_FENCED = re.compile(r"\n?```\n?(.+?)\n?```\n?", re.DOTALL)
_QUOTED = re.compile(r"(?:&gt;|>) ?")
_INLINE = re.compile(
    r"`(?P<code>[^`\n]+)`"
    r"|<(?P<token>[^<>]+)>"
    r"|(?P<url>https?://[^\s<>|]+[^\s<>|.,;:!?)])"
    r"|(?<!\w)(?P<mark>[*_~])(?=\S)(?P<inner>(?:<[^<>]*>|`[^`\n]*`|(?!(?P=mark))[^\n<`])+)(?<=\S)(?P=mark)(?!\w)"
)
_STYLES = {
    "*": Markup("<strong>{}</strong>"),
    "_": Markup("<em>{}</em>"),
    "~": Markup("<s>{}</s>"),
}


class Mrkdwn:
    """Reads mrkdwn; what is no mark-up of Slack's comes out as text."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def html(self, text: str, *, verbatim: bool = False) -> Markup:
        """`text` as HTML; with `verbatim` bare addresses are not made links."""
        pieces = _FENCED.split(text)
        return _joined(
            self._fenced(piece) if place % 2 else self._lines(piece, verbatim) for place, piece in enumerate(pieces)
        )

    def plain(self, text: str) -> str:
        """`text` as one reads it aloud, without any mark-up."""
        return str(self.html(text).striptags())

    def _fenced(self, code: str) -> Markup:
        return Markup("<pre>{}</pre>").format(self._literal(code))

    def _lines(self, text: str, verbatim: bool) -> Markup:
        runs = groupby(text.split("\n"), key=lambda line: _QUOTED.match(line) is not None)
        return _joined(self._run(is_quote, list(lines), verbatim) for is_quote, lines in runs)

    def _run(self, is_quote: bool, lines: list[str], verbatim: bool) -> Markup:
        if not is_quote:
            return self._inline("\n".join(lines), verbatim)
        said = "\n".join(_QUOTED.sub("", line, count=1) for line in lines)
        return Markup("<blockquote>{}</blockquote>").format(self._inline(said, verbatim))

    def _inline(self, text: str, verbatim: bool) -> Markup:
        pieces, end = [], 0
        for found in _INLINE.finditer(text):
            pieces += [_text(text[end : found.start()]), self._marked(found, verbatim)]
            end = found.end()
        return _joined([*pieces, _text(text[end:])])

    def _marked(self, found: re.Match[str], verbatim: bool) -> Markup:
        if found["code"]:
            return Markup("<code>{}</code>").format(self._literal(found["code"]))
        if found["token"]:
            return self._names.token(markup.token(found["token"]))
        if found["url"]:
            return _text(found["url"]) if verbatim else link(markup.unescape(found["url"]))
        return _STYLES[found["mark"]].format(self._inline(found["inner"], verbatim))

    def _literal(self, text: str) -> Markup:
        return _joined(
            Markup.escape(markup.unescape(piece)) if isinstance(piece, str) else self._names.token(piece)
            for piece in markup.pieces(text)
        )


def _text(text: str) -> Markup:
    return Markup.escape(emojis.shown(markup.unescape(text)))


def _joined(pieces: Iterable[Markup]) -> Markup:
    return Markup("").join(pieces)
