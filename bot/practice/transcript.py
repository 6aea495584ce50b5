"""Conversations as plain text, for people who read test output."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.practice.blocktext import Reader
from bot.practice.model import Conversation, Json, Message
from bot.practice.people import Person

if TYPE_CHECKING:
    from bot.practice.workspace import Workspace


def read(workspace: Workspace, where: str | Conversation | Person | Json, zone: str) -> str:
    """One conversation, or one view. A person (or their key) stands for what only they see: direct message
    and ephemeral messages."""
    if isinstance(where, dict):
        return "\n".join([*_title(where), *Reader(workspace, ZoneInfo(zone)).blocks(where["blocks"])])
    if isinstance(where, str):
        where = _found(workspace, where)
    if isinstance(where, Conversation):
        return _conversation(workspace, where, zone)
    return _before(workspace, where)


def _before(workspace: Workspace, person: Person) -> str:
    zone = person.member.zone
    alone = [message for message in person.ephemerals if not message.deleted]
    lines = [line for message in alone for line in _message(workspace, message, zone, "")]
    return "\n".join([_conversation(workspace, person.dm, zone), *(["only visible to them:"] if lines else []), *lines])


def everything(workspace: Workspace, zone: str = "UTC") -> str:
    """All conversations in which something was said, and all ephemeral messages."""
    spoken = [_conversation(workspace, room, zone) for room in workspace.conversations.values() if room.messages]
    alone = [
        f"only {workspace.people[user].real_name} sees, in {_name(workspace, message)}:\n"
        + "\n".join(_message(workspace, message, zone, ""))
        for user, messages in workspace.ephemerals.items()
        for message in messages
    ]
    return "\n\n".join([*spoken, *alone, *_troubles(workspace)]) or "(nothing was said)"


def _troubles(workspace: Workspace) -> Iterator[str]:
    refused = [call for call in workspace.calls if call.error]
    missed = [delivery for delivery in workspace.deliveries if delivery.failure]
    if refused:
        yield "calls refused:\n" + "\n".join(
            f"{call.method}: {call.error} {call.messages or ''}" for call in refused[-10:]
        )
    if missed:
        yield "not acknowledged:\n" + "\n".join(f"{delivery.name}: {delivery.failure}" for delivery in missed[-10:])


def _title(view: Json) -> list[str]:
    return [view["title"]["text"], "-" * len(view["title"]["text"])] if "title" in view else []


def _found(workspace: Workspace, where: str) -> Conversation | Person:
    try:
        return workspace.conversation(where)
    except KeyError:
        return workspace.as_person(where)


def _conversation(workspace: Workspace, room: Conversation, zone: str) -> str:
    title = f"#{room.name}" if room.kind != "im" else _pair(workspace, room)
    lines = [line for message in room.top_level for line in _with_replies(workspace, room, message, zone)]
    return "\n".join([title, "-" * len(title), *lines])


def _pair(workspace: Workspace, room: Conversation) -> str:
    return f"{workspace.app.name} and {workspace.people[room.members[0]].real_name}"


def _with_replies(workspace: Workspace, room: Conversation, message: Message, zone: str) -> Iterator[str]:
    yield from _message(workspace, message, zone, "")
    for reply in room.thread(message.ts)[1:]:
        yield from _message(workspace, reply, zone, "    ")


def _message(workspace: Workspace, message: Message, zone: str, indent: str) -> Iterator[str]:
    moment = datetime.fromtimestamp(float(message.ts), UTC).astimezone(ZoneInfo(zone))
    reader = Reader(workspace, ZoneInfo(zone))
    first, *rest = (reader.shown(message) if message.bot else []) or reader.text(message.text).split("\n")
    edited = " (edited)" if message.edited else ""
    yield f"{indent}[{moment:%a %d %b %H:%M}] {_speaker(workspace, message)}: {first}{edited}"
    for line in [*rest, *_files(workspace, message), *_reactions(message)]:
        yield f"{indent}    {line}"


def _speaker(workspace: Workspace, message: Message) -> str:
    return "Slackbot" if message.deleted else workspace.people[message.user].real_name


def _files(workspace: Workspace, message: Message) -> list[str]:
    carried = [workspace.files.kept[file_id] for file_id in message.files]
    return ["(a deleted file)" if file.deleted else f"({file.name}, {len(file.content)} bytes)" for file in carried]


def _reactions(message: Message) -> list[str]:
    shown = " ".join(f":{name}: {len(users)}" for name, users in message.reactions.items())
    return [shown] if shown else []


def _name(workspace: Workspace, message: Message) -> str:
    room = workspace.conversations[message.channel]
    return "the direct message" if room.kind == "im" else f"#{room.name}"
