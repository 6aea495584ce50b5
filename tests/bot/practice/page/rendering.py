"""A renderer for one reader of a fresh company, and HTML taken apart again."""

from datetime import UTC, datetime
from functools import cache
from html.parser import HTMLParser
from typing import Any, Final

import jinja2

import bot.practice.page
from bot.practice import Workspace, echo
from bot.practice.model import Message, View
from bot.practice.page.render import Renderer

NOW: Final = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
Json = dict[str, Any]


def workspace() -> Workspace:
    return Workspace(now=lambda: NOW)


def renderer(reader: str = "maya", within: Workspace | None = None) -> Renderer:
    """What the page makes for `reader`."""
    company = within or workspace()
    return Renderer(company, company.member(reader), templates())


@cache
def templates() -> jinja2.Environment:
    """The page's own templates, set up as the page does."""
    loader = jinja2.FileSystemLoader([f"{path}/templates" for path in bot.practice.page.__path__])
    return jinja2.Environment(
        loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def message(*blocks: Json, text: str = "", attachments: tuple[Json, ...] = ()) -> Message:
    """A message of the app in #general."""
    return Message("C0PRACTICE01", "1.2", "U0TOUCHPOINT", text, echo.blocks(list(blocks)), list(attachments), bot=True)


def form(*blocks: Json, **errors: str) -> View:
    """An open modal of Maya's."""
    return View("V1", "U0MAYA00000", {"blocks": echo.blocks(list(blocks))}, "h", "V1", errors=errors)


def shown(text: str, reader: str = "maya") -> str:
    """The HTML of mrkdwn, without the element around it."""
    html = renderer(reader).message(message(text=text))
    return str(html).removeprefix('<div class="text">').removesuffix("</div>")


class Page(HTMLParser):
    """The elements of some HTML, as (tag, attributes), and its text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(str(html))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str, **wanted: str) -> list[dict[str, str | None]]:
        """The attributes of every `tag` that has these ones; `_` in a name stands for `-`."""
        pairs = {key.strip("_").replace("_", "-"): value for key, value in wanted.items()}
        return [found for name, found in self.elements if name == tag and pairs.items() <= found.items()]

    def one(self, tag: str, **wanted: str) -> dict[str, str | None]:
        [found] = self.all(tag, **wanted)
        return found
