"""The texts of blocks, as their reader sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from bot.practice.company import Member
from bot.practice.markup import unescape
from bot.practice.model import Json
from bot.practice.page.render import emojis, markdown
from bot.practice.page.render.mrkdwn import Mrkdwn
from bot.practice.page.render.names import Names
from bot.practice.page.render.richtext import RichText

if TYPE_CHECKING:
    from bot.practice.workspace import Workspace


class Words:
    """Turns text objects, mrkdwn, rich text and Markdown into HTML for one reader."""

    def __init__(self, workspace: Workspace, reader: Member) -> None:
        names = Names(workspace, reader)
        self._mrkdwn, self._rich = Mrkdwn(names), RichText(names)

    def text(self, said: Json) -> Markup:
        """A text object as HTML."""
        if said["type"] == "mrkdwn":
            return self._mrkdwn.html(said["text"], verbatim=bool(said.get("verbatim")))
        return Markup.escape(self.plain(said))

    def plain(self, said: Json | None) -> str:
        """A text object where only characters can stand: in an option or an attribute; nothing for None."""
        if not said:
            return ""
        if said["type"] == "mrkdwn":
            return self._mrkdwn.plain(said["text"])
        text = unescape(said["text"])
        return text if said.get("emoji") is False else emojis.shown(text)

    def mrkdwn(self, text: str) -> Markup:
        """Text that no object says the kind of, such as that of a message."""
        return self._mrkdwn.html(text)

    def rich(self, block: Json) -> Markup:
        """A `rich_text` block."""
        return self._rich.html(block)

    def markdown(self, text: str) -> Markup:
        """The text of a `markdown` block."""
        return markdown.html(text)

    def emoji(self, name: str) -> str:
        """An emoji by its name; one that nobody knows by its name between colons."""
        return emojis.named(name) or f":{name}:"
