"""What a workspace holds: conversations, messages, files and views."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Json = dict[str, Any]
Kind = Literal["public", "private", "im"]


@dataclass
class Message:
    """One message, alive: later edits, replies, reactions and its deletion show on the same object.

    `text` and `blocks` hold Slack's own form (escaped, mentions as `<@U…>`); `thread_ts` is None for a
    top-level message; `files` holds ids.
    """

    channel: str
    ts: str
    user: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    metadata: Json | None = None
    thread_ts: str | None = None
    bot: bool = False
    broadcast: bool = False
    ephemeral_to: str | None = None
    edited: Json | None = None
    deleted: bool = False
    reactions: dict[str, list[str]] = field(default_factory=dict)
    replies: list[Message] = field(default_factory=list)
    files: list[str] = field(default_factory=list)

    @property
    def gone(self) -> bool:
        """Deleted without a trace; a deleted message whose thread goes on leaves a tombstone instead."""
        return self.deleted and not any(not reply.deleted for reply in self.replies)


@dataclass
class Conversation:
    """A channel or a direct message with the app; `messages` are those still there, replies included, oldest
    first."""

    id: str
    name: str
    kind: Kind = "public"
    creator: str = ""
    created: int = 0
    topic: str = ""
    members: list[str] = field(default_factory=list)
    archived: bool = False
    previous_names: list[str] = field(default_factory=list)
    all_messages: dict[str, Message] = field(default_factory=dict)

    @property
    def messages(self) -> list[Message]:
        """All that is there, replies included, oldest first."""
        return [message for message in self.all_messages.values() if not message.gone]

    @property
    def top_level(self) -> list[Message]:
        """The messages outside threads, oldest first."""
        return [message for message in self.messages if message.thread_ts is None]

    def find(self, ts: str | None) -> Message | None:
        """The message with this `ts` unless it is gone."""
        message = self.all_messages.get(ts or "")
        return None if message is None or message.gone else message

    def thread(self, ts: str) -> list[Message]:
        """The message `ts` and its replies, oldest first."""
        root = self.find(ts)
        return [] if root is None else [root, *(reply for reply in root.replies if not reply.deleted)]


@dataclass
class File:
    """A file of the person or app `user`, made at `created` (Unix seconds); `handed_in` if it is in a form of the
    app."""

    id: str
    name: str
    user: str
    created: int
    content: bytes
    title: str
    alt: str = ""
    handed_in: bool = False
    deleted: bool = False


@dataclass(frozen=True)
class ApiCall:
    """A call of the Web API: its arguments without the token, and Slack's error code with its explanations."""

    method: str
    args: Json
    error: str = ""
    messages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entry:
    """A line of the ledger: what was accepted, as it stood then."""

    kind: Literal["post", "update", "delete", "ephemeral"]
    message: Message


@dataclass
class View:
    """An open modal or a published Home tab; `values` is what its reader has entered and `offered` what
    a search in it found, both by (block_id, action_id)."""

    id: str
    user: str
    body: Json
    hash: str
    root_id: str
    previous_id: str | None = None
    values: dict[tuple[str, str], Json] = field(default_factory=dict)
    offered: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def blocks(self) -> list[Json]:
        """The blocks as Slack echoes them."""
        blocks: list[Json] = self.body["blocks"]
        return blocks


@dataclass
class UserGroup:
    """A group of people that can be mentioned at once."""

    id: str
    name: str
    handle: str
    users: list[str]
