"""Blocks as plain text: words, `[buttons]`, `( ) options`, `<fields>`."""

from __future__ import annotations

from datetime import tzinfo
from typing import TYPE_CHECKING, Any

from bot.practice.markup import readable, unescape
from bot.practice.model import Json, Message

if TYPE_CHECKING:
    from bot.practice.workspace import Workspace


class Reader:
    """Reads blocks as somebody in `zone` sees them."""

    def __init__(self, workspace: Workspace, zone: tzinfo) -> None:
        self._workspace, self._zone = workspace, zone

    def text(self, text: str) -> str:
        """Slack's text with names, links and dates written out."""
        return readable(text, self._name, self._zone)

    def blocks(self, blocks: list[Json]) -> list[str]:
        """The lines of all blocks."""
        return [line for block in blocks for line in self._block(block)]

    def shown(self, message: Message) -> list[str]:
        """The lines of a message's blocks, and of those attached to it."""
        attached = [block for each in message.attachments for block in each.get("blocks", [])]
        return self.blocks([*message.blocks, *attached])

    def _block(self, block: Json) -> list[str]:
        kind = block["type"]
        if kind == "divider":
            return ["----"]
        if kind == "input":
            return [f"{self._said(block['label'])}: {self._element(block['element'])}"]
        if kind == "image":
            return [f"[image: {block['alt_text']}]"]
        if kind == "rich_text":
            return [line for part in block["elements"] for line in self._rich(part)]
        if kind == "table":
            return [" | ".join(" ".join(_words(cell)) for cell in row) for row in block["rows"]]
        if kind == "data_visualization":
            return [f"[chart: {block['title']}]"]
        return self._worded(block)

    def _rich(self, part: Json) -> list[str]:
        if part["type"] == "rich_text_list":
            return [f"• {line}" for item in part["elements"] for line in self._rich(item)]
        lines = "".join(self._run(run) for run in part["elements"]).split("\n")
        return [f"| {line}" for line in lines] if part["type"] == "rich_text_quote" else lines

    def _run(self, run: Json) -> str:
        key = run.get("user_id") or run.get("channel_id") or run.get("usergroup_id")
        if key:
            return self._name(key)
        return f":{run['name']}:" if run["type"] == "emoji" else str(run.get("text") or run.get("url", ""))

    def _worded(self, block: Json) -> list[str]:
        texts = [block.get("text"), *block.get("fields", [])]
        lines = [line for text in texts if text for line in self._said(text).split("\n")]
        inline = [*block.get("elements", []), *([block["accessory"]] if "accessory" in block else [])]
        return [*lines, *([" ".join(self._element(element) for element in inline)] if inline else [])]

    def _said(self, text: Json | str) -> str:
        if isinstance(text, str):
            return self.text(text)
        return unescape(text["text"]) if text["type"] == "plain_text" else self.text(text["text"])

    def _element(self, element: Json) -> str:
        kind = element["type"]
        if kind in ("plain_text", "mrkdwn"):
            return self._said(element)
        if kind == "button":
            return f"[{self._said(element['text'])}]"
        if kind == "image":
            return f"[image: {element['alt_text']}]"
        options = [
            *element.get("options", []),
            *(o for group in element.get("option_groups", []) for o in group["options"]),
        ]
        shown = " | ".join(self._said(option["text"]) for option in options)
        return f"<{shown or _text(element.get('placeholder') or kind)}>"

    def _name(self, token: str) -> str:
        return name_of(self._workspace, token)


def name_of(workspace: Workspace, token: str) -> str:
    """The name behind `@U…`, `#C…` or `!subteam^S…`; the token itself when there is none."""
    key = token.removeprefix("!subteam^").lstrip("@#")
    if member := workspace.people.get(key):
        return f"@{member.real_name}"
    if room := workspace.conversations.get(key):
        return f"#{room.name}"
    return f"@{workspace.usergroups[key].handle}" if key in workspace.usergroups else token


def _text(text: Any) -> str:
    return str(text["text"]) if isinstance(text, dict) else str(text)


def _words(node: Any) -> list[str]:
    if isinstance(node, list):
        return [word for item in node for word in _words(item)]
    if isinstance(node, dict):
        own = [node["text"]] if isinstance(node.get("text"), str) else []
        return own + [word for key, value in node.items() if key != "text" or not own for word in _words(value)]
    return []
