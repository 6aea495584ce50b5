"""What happens to messages, whoever does it: posted, edited, deleted, reacted to. Each returns the events it
causes."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from bot.practice import events, objects
from bot.practice.model import Entry, Json, Message

if TYPE_CHECKING:
    from bot.practice.workspace import Workspace


def post(workspace: Workspace, message: Message) -> list[Json]:
    """Puts a new message into its conversation and, if it is a reply, into its thread."""
    room = workspace.conversations[message.channel]
    room.all_messages[message.ts] = message
    if message.thread_ts:
        room.all_messages[message.thread_ts].replies.append(message)
    _record(workspace, "post", message)
    return events.posted(workspace, message)


def show(workspace: Workspace, message: Message) -> None:
    """An ephemeral message: seen by one person, kept nowhere."""
    assert message.ephemeral_to
    workspace.ephemerals.setdefault(message.ephemeral_to, []).append(message)
    _record(workspace, "ephemeral", message)


def edit(workspace: Workspace, message: Message, changes: Json, *, by: str) -> list[Json]:
    """Replaces the given fields; only a changed text or set of blocks marks the message as edited."""
    before = objects.message(workspace, message)
    for name, value in changes.items():
        setattr(message, name, value)
    message.edited = {"user": by, "ts": workspace.next_ts()}
    _record(workspace, "update", message)
    return events.changed(workspace, message, before)


def delete(workspace: Workspace, message: Message) -> list[Json]:
    """Takes a message away; one that has replies leaves a tombstone until the last of them goes."""
    before = objects.message(workspace, message)
    message.deleted = True
    _record(workspace, "delete", message)
    if not message.gone:
        _bury(message)
        workspace.changes.tell(message)
        return events.changed(workspace, message, before)
    return events.deleted(workspace, message, before) + _last_of_thread(workspace, message)


def _bury(message: Message) -> None:
    message.user, message.text, message.bot = "USLACKBOT", "This message was deleted.", False
    message.blocks, message.attachments, message.files, message.metadata = [], [], [], None


def _last_of_thread(workspace: Workspace, reply: Message) -> list[Json]:
    root = workspace.conversations[reply.channel].all_messages.get(reply.thread_ts or "")
    return events.deleted(workspace, root, objects.message(workspace, root)) if root and root.gone else []


def react(workspace: Workspace, message: Message, user: str, name: str) -> list[Json]:
    """Adds one person's reaction; the caller made sure it is not there yet."""
    message.reactions.setdefault(name, []).append(user)
    workspace.changes.tell(message)
    return events.reacted(workspace, message, user, name)


def unreact(workspace: Workspace, message: Message, user: str, name: str) -> list[Json]:
    """Takes one person's reaction off."""
    message.reactions[name].remove(user)
    if not message.reactions[name]:
        del message.reactions[name]
    workspace.changes.tell(message)
    return events.reacted(workspace, message, user, name, added=False)


def _record(workspace: Workspace, kind: Literal["post", "update", "delete", "ephemeral"], message: Message) -> None:
    snapshot = replace(
        message,
        blocks=deepcopy(message.blocks),
        reactions=deepcopy(message.reactions),
        replies=list(message.replies),
    )
    workspace.ledger.append(Entry(kind, snapshot))
    workspace.changes.tell(message)
