"""Files that people pick, as far as Slack's client lets them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.practice import file_objects
from bot.practice.files import LARGEST
from bot.practice.filetypes import ending
from bot.practice.forms import ClientRefused
from bot.practice.model import File, Json

if TYPE_CHECKING:
    from bot.practice.workspace import Workspace

MOST_AT_ONCE = 10
Picked = Sequence[tuple[str, bytes]]
"""Names and bytes."""


def hand_in(workspace: Workspace, user: str, element: Json, picked: Picked) -> list[Json]:
    """Uploads files into a form's file input; raises `ClientRefused` for too many, or of another type."""
    most = element.get("max_files", MOST_AT_ONCE)
    if len(picked) > most:
        raise ClientRefused(f"{most} file{'s' * (most != 1)} at most")
    wanted = [filetype.lower().lstrip(".") for filetype in element.get("filetypes", [])]
    for name, _ in picked:
        if wanted and ending(name) not in wanted:
            raise ClientRefused(f"{name} can't go in here, only {' or '.join(wanted)} files")
    _check(workspace, picked)
    files = [workspace.files.add(user, name, content, handed_in=True) for name, content in picked]
    return [file_objects.file(workspace, file) for file in files]


def seen(workspace: Workspace, user: str, file_id: str) -> File | None:
    """The file of this id if somebody may have it: their own, or shared where they are or could be."""
    file = workspace.files.kept.get(file_id)
    if file is None or file.deleted:
        return None
    if file.user == user:
        return file
    guest = workspace.people[user].is_restricted
    rooms = (workspace.conversations[post.channel] for post in workspace.files.shares(file))
    return file if any(user in room.members or (room.kind == "public" and not guest) for room in rooms) else None


def share(workspace: Workspace, user: str, picked: Picked) -> list[str]:
    """Uploads files that go into a message, and gives their ids; raises `ClientRefused`."""
    if len(picked) > MOST_AT_ONCE:
        raise ClientRefused(f"{MOST_AT_ONCE} files at most")
    _check(workspace, picked)
    return [workspace.files.add(user, name, content).id for name, content in picked]


def _check(workspace: Workspace, picked: Picked) -> None:
    """Raises `ClientRefused` for a file that is empty or too large, and when there is no room left."""
    for name, content in picked:
        if not content:
            raise ClientRefused(f"{name} is empty")
        if len(content) > LARGEST:
            raise ClientRefused(f"{name} is larger than {LARGEST // 1_000_000} MB")
    if sum(len(content) for _, content in picked) > workspace.files.room:
        raise ClientRefused("there is no room for more files in this workspace")
