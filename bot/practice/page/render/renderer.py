"""Messages and views as HTML."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from jinja2 import Environment, UndefinedError
from markupsafe import Markup

from bot.practice import echo
from bot.practice.blocktext import name_of
from bot.practice.company import Member
from bot.practice.markup import readable
from bot.practice.model import Json, Message, View
from bot.practice.page.render import emojis
from bot.practice.page.render.choices import Choices
from bot.practice.page.render.controls import Controls
from bot.practice.page.render.surface import Surface
from bot.practice.page.render.words import Words

if TYPE_CHECKING:
    from bot.practice.workspace import Workspace

# One block that an app built wrongly must not take the page with it.
MALFORMED = (LookupError, TypeError, ValueError, AttributeError, UndefinedError)


class Renderer:
    """Shows what one reader sees; dates in the reader's zone. The same content at the same time gives the same
    HTML. `environment` escapes by itself and finds `blocks.html.j2`."""

    def __init__(self, workspace: Workspace, reader: Member, environment: Environment) -> None:
        self._workspace = workspace
        self._words, self._choices, self._zone = Words(workspace, reader), Choices(workspace, reader), reader.zone
        self._files = f"/as/{reader.key}/files"
        self._macros: Any = environment.get_template("blocks.html.j2").module

    def message(self, message: Message, scope: str = "message") -> Markup:
        """What a message says: its blocks (its text when it has none) and attachments, without author and
        reactions. A message that is twice on a page needs two scopes."""
        controls = Controls(self._words, f"{scope}/{message.channel}/{message.ts}")
        surface = Surface(self._words, self._choices, controls, self._zone, self._files)
        said = self._blocks(surface, message.blocks)
        if not said and message.text:
            said = Markup(self._macros.words(surface, message.text))
        return said + Markup("").join(self._attachment(surface, attachment) for attachment in message.attachments)

    def view(self, view: View) -> Markup:
        """The blocks of a modal or Home tab, with what is entered and the errors at their fields."""
        controls = Controls(self._words, view.id, view.errors)
        surface = Surface(self._words, self._choices, controls, self._zone, self._files, view.values, view.offered)
        return self._blocks(surface, view.blocks)

    def plain(self, said: Json | None) -> str:
        """A text object as characters only: for titles and buttons; nothing for None."""
        return self._words.plain(said)

    def emoji(self, name: str) -> str:
        """The emoji of this name, or the name between colons."""
        return emojis.shown(f":{name}:")

    def typed(self, text: str) -> str:
        """The text of a message as a person would type it again."""
        return readable(text, partial(name_of, self._workspace), ZoneInfo(self._zone))

    def _attachment(self, surface: Surface, attachment: Json) -> Markup:
        blocks = self._blocks(surface, echo.blocks(attachment.get("blocks") or []))
        return Markup(self._macros.attached(surface, attachment, blocks))

    def _blocks(self, surface: Surface, blocks: list[Json]) -> Markup:
        return Markup("\n").join(self._block(surface, block) for block in blocks)

    def _block(self, surface: Surface, block: Json) -> Markup:
        try:
            return Markup(self._macros.block(surface, block))
        except MALFORMED:
            return Markup(self._macros.unknown(block["type"]))
