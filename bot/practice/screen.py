"""What one person has before them in Slack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.practice import forms, objects
from bot.practice.forms import ClientRefused
from bot.practice.model import Conversation, Json, Message, View

if TYPE_CHECKING:
    from bot.practice.company import Member
    from bot.practice.workspace import Workspace


class Screen:
    """What one member of the workspace sees; `ClientRefused` is raised for what they do not."""

    def __init__(self, workspace: Workspace, member: Member) -> None:
        self._workspace, self.member, self.id = workspace, member, member.id

    @property
    def dm(self) -> Conversation:
        """Their direct message with the app."""
        return self._workspace.dm_with(self.id)

    @property
    def ephemerals(self) -> list[Message]:
        """What only they see, oldest first."""
        return self._workspace.ephemerals.setdefault(self.id, [])

    @property
    def modals(self) -> list[Json]:
        """The open views, the top one last, as view objects with what is entered in `state`."""
        return [self._object(view) for view in self._stack]

    @property
    def modal(self) -> Json | None:
        """The top open view."""
        return self.modals[-1] if self._stack else None

    @property
    def modal_errors(self) -> dict[str, str]:
        """The errors shown in the top view, by block_id."""
        return self._top.errors

    @property
    def home(self) -> Json | None:
        """The last published Home tab."""
        view = self._workspace.homes.get(self.id)
        return self._object(view) if view else None

    @property
    def _stack(self) -> list[View]:
        return self._workspace.modals.get(self.id, [])

    @property
    def _top(self) -> View:
        if not self._stack:
            raise ClientRefused(f"{self.member.key} has no form open")
        return self._stack[-1]

    def _object(self, view: View) -> Json:
        return objects.view(self._workspace, view, forms.state(view.blocks, view.values))

    def _open(self, shown: Json) -> View:
        for view in [*self._stack, self._workspace.homes.get(self.id)]:
            if view and view.id == shown["id"]:
                return view
        raise ClientRefused(f"view {shown['id']} is not open")

    def _inside(self, channel: str) -> Conversation:
        room = self.dm if channel == "dm" else self._workspace.conversation(channel)
        if self.id not in room.members:
            raise ClientRefused(f"{self.member.key} is not in {channel}")
        return room

    def _writable(self, channel: str) -> Conversation:
        room = self._inside(channel)
        if room.archived:
            raise ClientRefused(f"{room.name} is archived")
        if room.kind == "im" and not self._workspace.app.messages_writable:
            raise ClientRefused("messages to this app are turned off")
        return room

    def _sees(self, post: Message) -> None:
        inside = self.id in self._workspace.conversations[post.channel].members
        if post.deleted or not inside or post.ephemeral_to not in (None, self.id):
            raise ClientRefused(f"{self.member.key} does not see this message")

    def _own(self, post: Message) -> None:
        self._sees(post)
        if post.user != self.id:
            raise ClientRefused("this message is somebody else's")
