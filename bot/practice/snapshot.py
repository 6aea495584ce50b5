"""A workspace as small pieces of JSON, and back."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from bot.practice.company import Member
from bot.practice.model import Conversation, File, Json, Message, UserGroup, View

if TYPE_CHECKING:
    from bot.practice.workspace import Workspace

Place = tuple[str, str]


class Piece(NamedTuple):
    """One thing of a workspace: its kind, its id within the kind, and its content as JSON."""

    kind: str
    id: str
    body: str


@dataclass(frozen=True)
class Sketch:
    """A thing that may have changed: `mark` is another one when it has."""

    kind: str
    id: str
    mark: object
    content: Any

    def piece(self) -> Piece:
        """The whole of it."""
        return Piece(self.kind, self.id, written(self.content))


def of_message(message: Message) -> Piece:
    """A message without its replies, which are messages themselves."""
    content = {name: value for name, value in vars(message).items() if name != "replies"}
    return Piece("message", f"{message.channel}:{message.ts}", written(content))


def messages(workspace: Workspace) -> Iterator[Message]:
    """Every message, ephemeral ones included."""
    for room in workspace.conversations.values():
        yield from room.all_messages.values()
    for shown in workspace.ephemerals.values():
        yield from shown


def sketches(workspace: Workspace) -> Iterator[Sketch]:
    """All but the messages. The marks are cheap to make and to compare."""
    yield _plain("numbers", "", {"number": workspace.last_number, "moment": workspace.last_moment})
    for member in workspace.people.values():
        yield _plain("person", member.id, vars(member))
    for room in workspace.conversations.values():
        yield _plain("room", room.id, {name: value for name, value in vars(room).items() if name != "all_messages"})
    for group in workspace.usergroups.values():
        yield _plain("group", group.id, vars(group))
    for user, seen in workspace.last_read.items():
        yield _plain("seen", user, seen)
    for user, home in workspace.homes.items():
        yield _views("home", user, [home])
    for user, stack in workspace.modals.items():
        yield _views("modals", user, stack)
    for file in workspace.files.kept.values():
        yield Sketch("file", file.id, file.deleted, file)
    for event_id, payload in workspace.courier.owed.items():
        yield Sketch("owed", event_id, "", payload)


def written(content: Any) -> str:
    """`content` as JSON."""
    return json.dumps(content, ensure_ascii=False, default=_plainer, separators=(",", ":"))


def _plain(kind: str, id_: str, content: Json) -> Sketch:
    return Sketch(kind, id_, repr(content), content)


def _views(kind: str, user: str, views: list[View]) -> Sketch:
    mark = [(view.id, view.hash, view.previous_id, repr((view.values, view.offered, view.errors))) for view in views]
    return Sketch(kind, user, mark, views)


def _plainer(part: object) -> Json:
    if isinstance(part, View):
        return vars(part) | {"values": _placed(part.values), "offered": _placed(part.offered)}
    if isinstance(part, File):
        return vars(part) | {"content": b64encode(part.content).decode()}
    raise TypeError(f"{type(part).__name__} is no part of a workspace")


def _placed(entries: dict[Place, Any]) -> list[Any]:
    return [[block, action, entry] for (block, action), entry in entries.items()]


def restore(workspace: Workspace, pieces: Iterator[Piece]) -> None:
    """Fills a new workspace with what was taken of another; raises KeyError, TypeError or ValueError for what
    cannot be read, and the workspace is of no use then."""
    read: dict[str, dict[str, Any]] = {}
    for piece in pieces:
        read.setdefault(piece.kind, {})[piece.id] = json.loads(piece.body)
    numbers = read["numbers"][""]
    workspace.last_number, workspace.last_moment = int(numbers["number"]), int(numbers["moment"])
    workspace.people = {id_: Member(**content) for id_, content in read["person"].items()}
    workspace.conversations = {id_: Conversation(**content) for id_, content in read["room"].items()}
    workspace.usergroups = {id_: UserGroup(**content) for id_, content in read["group"].items()}
    workspace.files.kept = {id_: _read_file(content) for id_, content in read.get("file", {}).items()}
    workspace.last_read = read.get("seen", {})
    workspace.courier.owed = read.get("owed", {})
    _restore_views(workspace, read)
    _restore_messages(workspace, [Message(**content) for content in read.get("message", {}).values()])


def _restore_views(workspace: Workspace, read: dict[str, dict[str, Any]]) -> None:
    workspace.homes = {user: _read_view(home) for user, [home] in read.get("home", {}).items()}
    workspace.modals = {user: [_read_view(view) for view in stack] for user, stack in read.get("modals", {}).items()}
    shown = [*workspace.homes.values(), *(view for stack in workspace.modals.values() for view in stack)]
    workspace.views = {view.id: view for view in shown}


def _read_file(content: Json) -> File:
    return File(**content | {"content": b64decode(content["content"])})


def _read_view(content: Json) -> View:
    values, offered = content.pop("values"), content.pop("offered")
    return View(**content, values=_by_place(values), offered=_by_place(offered))


def _by_place(entries: list[Any]) -> dict[Place, Any]:
    return {(block, action): entry for block, action, entry in entries}


def _restore_messages(workspace: Workspace, found: list[Message]) -> None:
    for message in sorted(found, key=lambda message: message.ts):
        if message.ephemeral_to is None:
            room = workspace.conversations[message.channel]
            room.all_messages[message.ts] = message
            if message.thread_ts:
                room.all_messages[message.thread_ts].replies.append(message)
        elif not message.deleted:
            workspace.ephemerals.setdefault(message.ephemeral_to, []).append(message)
