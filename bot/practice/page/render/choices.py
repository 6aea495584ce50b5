"""What can be chosen in menus, radio buttons and checkboxes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.practice.company import Member
from bot.practice.forms import STATE_KEYS
from bot.practice.model import Conversation, Json

if TYPE_CHECKING:
    from bot.practice.workspace import Workspace

_EVERY_KIND = ("public", "private", "im")


@dataclass(frozen=True)
class Choice:
    """One option: a text object, another one that describes it, and whether it is chosen."""

    value: str
    text: Json
    description: Json | None
    is_chosen: bool


@dataclass(frozen=True)
class Group:
    """Options under a heading; the heading is None where there are no groups."""

    label: Json | None
    choices: list[Choice]


class Choices:
    """What one reader is offered."""

    def __init__(self, workspace: Workspace, reader: Member) -> None:
        self._workspace, self._reader = workspace, reader

    def of(self, element: Json, state: Json, offered: list[Json]) -> list[Group]:
        """The groups of a menu in this state; `offered` is what a search in it found."""
        chosen = _chosen(state[STATE_KEYS[element["type"]]])
        if "option_groups" in element:
            return [Group(group["label"], _listed(group["options"], chosen)) for group in element["option_groups"]]
        return [Group(None, _listed(self._options(element, state, offered), chosen))]

    def _options(self, element: Json, state: Json, offered: list[Json]) -> list[Json]:
        kind = element["type"].removeprefix("multi_")
        if kind == "users_select":
            return self._people()
        if kind == "channels_select":
            return self._rooms(("public",))
        if kind == "conversations_select":
            return self._rooms((element.get("filter") or {}).get("include") or _EVERY_KIND)
        if kind == "external_select":
            return _once([*_held(state), *offered])
        return list(element.get("options", []))

    def _people(self) -> list[Json]:
        there = [member for member in self._workspace.people.values() if not (member.deleted or member.is_bot)]
        return [_option(member.id, member.real_name) for member in sorted(there, key=lambda each: each.real_name)]

    def _rooms(self, kinds: Iterable[str]) -> list[Json]:
        rooms = [room for room in self._workspace.conversations.values() if room.kind in kinds and self._sees(room)]
        named = [(self._title(room), room.id) for room in rooms]
        return [_option(key, title) for title, key in sorted(named)]

    def _sees(self, room: Conversation) -> bool:
        return not room.archived and (room.kind == "public" or self._reader.id in room.members)

    def _title(self, room: Conversation) -> str:
        return self._workspace.app.name if room.kind == "im" else f"#{room.name}"


def _chosen(held: Any) -> set[str]:
    items = held if isinstance(held, list) else [held]
    return {item["value"] if isinstance(item, dict) else item for item in items if item is not None}


def _held(state: Json) -> list[Json]:
    held = state[STATE_KEYS[state["type"]]]
    return held if isinstance(held, list) else [held] if held else []


def _once(options: list[Json]) -> list[Json]:
    return list({option["value"]: option for option in options}.values())


def _listed(options: list[Json], chosen: set[str]) -> list[Choice]:
    return [
        Choice(option["value"], option["text"], option.get("description"), option["value"] in chosen)
        for option in options
    ]


def _option(value: str, name: str) -> Json:
    return {"value": value, "text": {"type": "plain_text", "text": name, "emoji": False}}
