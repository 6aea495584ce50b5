"""The `markdown` block: standard Markdown, of which nothing becomes HTML of its own."""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict
from markupsafe import Markup

from bot.practice.page.render import addresses, emojis

_DEEPER, _DEEPEST = 3, 6


def html(text: str) -> Markup:
    """`text` as HTML: headings below those of the page, pictures as links, no raw HTML."""
    return Markup(_reader().render(emojis.shown(text)))


@cache
def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).disable("image")
    reader.validateLink = addresses.is_link  # type: ignore[method-assign]
    reader.add_render_rule("link_open", _link)
    reader.add_render_rule("heading_open", _heading)
    reader.add_render_rule("heading_close", _heading)
    return reader


def _link(
    self: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: MutableMapping[str, Any]
) -> str:
    tokens[at].attrSet("target", "_blank")
    tokens[at].attrSet("rel", "noopener noreferrer")
    return self.renderToken(tokens, at, options, env)


def _heading(
    self: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: MutableMapping[str, Any]
) -> str:
    level = min(int(tokens[at].tag[1]) + _DEEPER, _DEEPEST)
    tokens[at].tag = f"h{level}"
    return self.renderToken(tokens, at, options, env)
