"""What Slack's composer makes of the words a person types."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.practice.markup import escape, unescape
from bot.practice.model import Json

if TYPE_CHECKING:
    from bot.practice.workspace import Workspace

_LINK = re.compile(r"https?://[^\s<>|]+[^\s<>|.,;:!?)]")
_TOKEN = re.compile(r"<([@#!][^<>]+|https?:[^<>]+)>")


def compose(workspace: Workspace, typed: str) -> str:
    """The text of the message: escaped, links marked, and known `@names`, `@groups` and `#channels` as
    tokens."""
    names = _names(workspace)
    pieces, end = [], 0
    for link in _LINK.finditer(typed):
        pieces += [_named(typed[end : link.start()], names), f"<{escape(link[0])}>"]
        end = link.end()
    return "".join([*pieces, _named(typed[end:], names)])


def _named(words: str, names: dict[str, str]) -> str:
    known = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return re.sub(
        rf"(?<![\w<])({known})(?![\w-])", lambda hit: names[hit[0].lower()], escape(words), flags=re.IGNORECASE
    )


def command_text(workspace: Workspace, command: str, typed: str) -> str:
    """The text that goes with a slash command: escaped; names become tokens only where the manifest says
    `should_escape`."""
    return compose(workspace, typed) if command in workspace.app.escaped_commands else escape(typed)


def _names(workspace: Workspace) -> dict[str, str]:
    names = {f"@{word}": f"<!{word}>" for word in ("here", "channel", "everyone")}
    for room in workspace.conversations.values():
        if room.kind == "public":
            names[f"#{room.name}"] = f"<#{room.id}|{room.name}>"
    for group in workspace.usergroups.values():
        names[f"@{group.handle}"] = f"<!subteam^{group.id}|@{group.handle}>"
    for member in workspace.people.values():
        if not member.deleted:
            names |= {f"@{name.lower()}": f"<@{member.id}>" for name in (member.display_name, member.real_name)}
    return names


def rich_text(text: str) -> list[Json]:
    """The block that Slack adds to what a person wrote."""
    elements: list[Json] = []
    end = 0
    for token in _TOKEN.finditer(text):
        elements += [*_plain(text[end : token.start()]), _element(token[1])]
        end = token.end()
    section = {"type": "rich_text_section", "elements": [*elements, *_plain(text[end:])]}
    return [{"type": "rich_text", "block_id": "rich1", "elements": [section]}]


def _plain(text: str) -> list[Json]:
    return [{"type": "text", "text": unescape(text)}] if text else []


def _element(token: str) -> Json:
    body = token.partition("|")[0]
    if body.startswith("@"):
        return {"type": "user", "user_id": body[1:]}
    if body.startswith("#"):
        return {"type": "channel", "channel_id": body[1:]}
    if body.startswith("!subteam^"):
        return {"type": "usergroup", "usergroup_id": body.removeprefix("!subteam^")}
    return {"type": "broadcast", "range": body[1:]} if body.startswith("!") else {"type": "link", "url": unescape(body)}
