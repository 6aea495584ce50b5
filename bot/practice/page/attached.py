"""Files as they stand in messages on the page."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.practice.company import Member
from bot.practice.filetypes import kind
from bot.practice.model import File, Message
from bot.practice.workspace import Workspace


@dataclass(frozen=True)
class Attached:
    """A file, and where the reader's page has it."""

    file: File
    address: str

    @property
    def pretty(self) -> str:
        """What it is."""
        return kind(self.file.name).pretty

    @property
    def is_picture(self) -> bool:
        """Whether it can be shown as it is."""
        return kind(self.file.name).mimetype.startswith("image/")


def attached(workspace: Workspace, me: Member, message: Message) -> Sequence[Attached]:
    """The files of a message."""
    files = [workspace.files.kept[file_id] for file_id in message.files]
    return [Attached(file, f"/as/{me.key}/files/{file.id}") for file in files]
