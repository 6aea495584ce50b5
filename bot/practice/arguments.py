"""The arguments of one Web API call, whichever way they were encoded."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bot.practice.model import Conversation, Json
from bot.practice.tickets import Refused

if TYPE_CHECKING:
    from bot.practice.workspace import Workspace

_FALSE = ("", "0", "false", "none", "null")


class Call:
    """A call that passed the front door: who serves it and what it says."""

    def __init__(self, workspace: Workspace, args: Json) -> None:
        self.workspace, self.args = workspace, args

    def text(self, name: str, default: str = "") -> str:
        """The argument as text; absent or null is `default`."""
        value = self.args.get(name)
        return default if value is None else str(value)

    def flag(self, name: str, default: bool = False) -> bool:
        """The argument as a boolean, in any of the spellings forms use."""
        value = self.args.get(name)
        return default if value is None else str(value).lower() not in _FALSE

    def number(self, name: str, default: int) -> int:
        """The argument as a whole number; raises `Refused`."""
        value = self.args.get(name)
        try:
            return default if value in (None, "") else int(str(value))
        except ValueError:
            raise Refused("invalid_arguments", [f"[ERROR] must be an integer [json-pointer:/{name}]"]) from None

    def parsed(self, name: str, error: str) -> Any:
        """A structured argument, sent as JSON or as text holding JSON; raises `Refused(error)`."""
        value = self.args.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise Refused(error) from None

    def conversation(self, name: str = "channel") -> Conversation:
        """The conversation of this id as far as the app can see it; raises `Refused("channel_not_found")`."""
        room = self.workspace.conversations.get(self.text(name))
        if room is None or (room.kind != "public" and self.workspace.bot_user_id not in room.members):
            raise Refused("channel_not_found")
        return room

    def need_scope(self, *any_of: str) -> None:
        """Raises `Refused("missing_scope")` unless the app has one of these."""
        granted = self.workspace.bot_scopes
        if granted.isdisjoint(any_of):
            raise Refused("missing_scope", needed=",".join(any_of), provided=",".join(sorted(granted)))
