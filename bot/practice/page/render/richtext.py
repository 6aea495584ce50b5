"""The `rich_text` block as HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from markupsafe import Markup

from bot.practice.model import Json
from bot.practice.page.render import emojis
from bot.practice.page.render.names import Names, link

_STYLES = {
    "code": Markup("<code>{}</code>"),
    "strike": Markup("<s>{}</s>"),
    "underline": Markup("<u>{}</u>"),
    "italic": Markup("<em>{}</em>"),
    "bold": Markup("<strong>{}</strong>"),
    "highlight": Markup("<mark>{}</mark>"),
    "client_highlight": Markup("<mark>{}</mark>"),
}
_COLOUR = re.compile(r"#[0-9a-f]{3}(?:[0-9a-f]{3})?", re.IGNORECASE)
_SWATCH = Markup(
    '<svg class="swatch" viewBox="0 0 1 1" aria-hidden="true"><rect width="1" height="1" fill="{}"/></svg>{}'
)


class RichText:
    """Reads rich text; an element of a kind it does not know is shown by its text."""

    def __init__(self, names: Names) -> None:
        self._parts: dict[str, Callable[[Json], Markup]] = {
            "rich_text_section": self._section,
            "rich_text_quote": self._quote,
            "rich_text_preformatted": self._preformatted,
            "rich_text_list": self._list,
        }
        self._runs: dict[str, Callable[[Json], Markup]] = {
            "link": lambda run: link(run["url"], emojis.shown(run.get("text", ""))),
            "user": lambda run: names.mention(f"@{run['user_id']}"),
            "channel": lambda run: names.mention(f"#{run['channel_id']}"),
            "usergroup": lambda run: names.mention(f"!subteam^{run['usergroup_id']}"),
            "broadcast": lambda run: names.broadcast(run["range"]),
            "emoji": _emoji,
            "color": _colour,
            "date": lambda run: names.date(
                run["timestamp"], run["format"], run.get("url") or "", run.get("fallback") or ""
            ),
        }

    def html(self, part: Json) -> Markup:
        """The block, or one of its parts."""
        if part["type"] == "rich_text":
            return _joined(self.html(each) for each in part["elements"])
        return self._parts.get(part["type"], self._section)(part)

    def _section(self, part: Json) -> Markup:
        return Markup('<div class="rich-section">{}</div>').format(self._inside(part))

    def _quote(self, part: Json) -> Markup:
        return Markup("<blockquote>{}</blockquote>").format(self._inside(part))

    def _preformatted(self, part: Json) -> Markup:
        return Markup("<pre>{}</pre>").format(self._inside(part))

    def _list(self, part: Json) -> Markup:
        items = _joined(Markup("<li>{}</li>").format(self._inside(item)) for item in part["elements"])
        indent = min(int(part.get("indent") or 0), 8)
        classes = f"rich-list indent-{indent}" + (" bordered" if part.get("border") else "")
        if part.get("style") == "ordered":
            first = int(part.get("offset") or 0) + 1
            return Markup('<ol class="{}" start="{}">{}</ol>').format(classes, first, items)
        return Markup('<ul class="{}">{}</ul>').format(classes, items)

    def _inside(self, part: Json) -> Markup:
        return _joined(self._run(run) for run in part.get("elements", []))

    def _run(self, run: Json) -> Markup:
        if run["type"] in self._parts:
            return self.html(run)
        written = self._runs.get(run["type"], _text)(run)
        for style in (name for name in _STYLES if (run.get("style") or {}).get(name)):
            written = _STYLES[style].format(written)
        return written


def words(value: Any) -> str:
    """Only the text of a rich text value, a line for each part; for fields that are typed into."""
    parts = value.get("elements", []) if isinstance(value, dict) else []
    return "\n".join("".join(str(run.get("text", "")) for run in part.get("elements", [])) for part in parts)


def _text(run: Json) -> Markup:
    return Markup.escape(str(run.get("text") or run.get("fallback") or ""))


def _emoji(run: Json) -> Markup:
    found = emojis.named(run["name"], run.get("skin_tone"))
    return Markup.escape(found or f":{run['name']}:")


def _colour(run: Json) -> Markup:
    value = str(run["value"])
    return _SWATCH.format(value, value) if _COLOUR.fullmatch(value) else Markup.escape(value)


def _joined(pieces: Iterable[Markup]) -> Markup:
    return Markup("").join(pieces)
