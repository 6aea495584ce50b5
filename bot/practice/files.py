"""The files of a workspace: what the app uploads, and what people share or hand in."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.practice import pictures
from bot.practice.model import File, Message
from bot.practice.tickets import Refused

if TYPE_CHECKING:
    from bot.practice.workspace import Workspace

LARGEST = 10_000_000
"""Bytes of one file; Slack's limit for a form's file input, and low enough for a workspace in memory."""
STORAGE = 50_000_000
"""Bytes of all files together."""


@dataclass
class Upload:
    """A file the app announced; `content` is there once it was uploaded."""

    file_id: str
    name: str
    length: int
    alt: str
    content: bytes | None = None


class Files:
    """What is kept, by file id, and the uploads the app has begun, which end with the process. `base` is where
    addresses of files begin. `busy` is how many more times a picture can't be shown, as while Slack looks at it."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.base = "https://files.slack.com/"
        self.kept: dict[str, File] = {}
        self.busy = 0
        self._uploads: dict[str, Upload] = {}

    @property
    def room(self) -> int:
        """How many bytes may still be added."""
        return STORAGE - sum(len(file.content) for file in self.kept.values())

    def add(self, user: str, name: str, content: bytes, *, handed_in: bool = False) -> File:
        """A new file of this user id; `handed_in` if it is for the app alone."""
        return self._keep(File(self._new_id(), name, user, self._moment(), content, name, handed_in=handed_in))

    def announce(self, name: str, length: int, alt: str) -> tuple[str, str]:
        """The id and the upload address of a file the app is about to send."""
        key, file_id = secrets.token_urlsafe(18), self._new_id()
        self._uploads[key] = Upload(file_id, name, length, alt)
        return file_id, f"{self.base}upload/v1/{key}"

    def receive(self, key: str, content: bytes) -> Upload:
        """What arrives at an upload address, once and as long as announced; raises `Refused`."""
        upload = self._uploads.get(key)
        if upload is None or upload.content is not None:
            raise Refused("expired_url")
        if len(content) != upload.length:
            raise Refused("wrong_length")
        upload.content = content
        return upload

    def uploaded(self, file_id: str) -> bool:
        """Whether the app has uploaded this file and not said yet where it goes."""
        return any(upload.file_id == file_id and upload.content for upload in self._uploads.values())

    def complete(self, file_id: str, title: str) -> File:
        """The app's upload of this id becomes one of its files."""
        [key] = [key for key, upload in self._uploads.items() if upload.file_id == file_id]
        done = self._uploads.pop(key)
        user = self._workspace.bot_user_id
        content, title = done.content or b"", title or done.name
        return self._keep(File(file_id, done.name, user, self._moment(), content, title, done.alt))

    def delete(self, file: File) -> None:
        """Takes a file away; a mark stays where it was shared."""
        file.deleted, file.content = True, b""
        self._workspace.changes.tell()

    def seen(self, file_id: str) -> File | None:
        """The file of this id if the app may see it: its own, one handed in, or one shared where it is."""
        file = self.kept.get(file_id)
        if file is None or file.handed_in or file.user == self._workspace.bot_user_id:
            return file
        rooms = (self._workspace.conversations[post.channel] for post in self.shares(file))
        return file if any(self._workspace.bot_user_id in room.members for room in rooms) else None

    def is_ready(self) -> bool:
        """Whether files are looked at by now, so that blocks may show them; asking takes one time of `busy`."""
        was_busy, self.busy = self.busy, max(0, self.busy - 1)
        return not was_busy

    def shares(self, file: File) -> Iterator[Message]:
        """The messages that carry a file or show it in their blocks, oldest first in each conversation."""
        for room in self._workspace.conversations.values():
            yield from (
                post
                for post in room.messages
                if file.id in (*post.files, *pictures.named([post.blocks, post.attachments]))
            )

    def _keep(self, file: File) -> File:
        self.kept[file.id] = file
        self._workspace.changes.tell()
        return file

    def _new_id(self) -> str:
        return f"F0PRACTICE{self._workspace.next_number():03d}"

    def _moment(self) -> int:
        return int(self._workspace.now().timestamp())
