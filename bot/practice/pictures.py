"""Pictures in blocks that are files of the workspace, as a Slack file object names them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from bot.practice.blockkit.rules import problem
from bot.practice.filetypes import kind
from bot.practice.model import File, Json

if TYPE_CHECKING:
    from bot.practice.workspace import Workspace

_SHOWN = ("gif", "jpg", "png")


def named(shown: Any) -> Iterator[str]:
    """The ids of the files that blocks or attachments show."""
    return (_file_id(source) for source, _ in _sources(shown, ""))


def problems(workspace: Workspace, blocks: Any, attachments: Any) -> list[str]:
    """What Slack refuses: a file that is not there, not the app's to see, no picture, or still being looked at."""
    shown = (*_sources(blocks, "/blocks"), *_sources(attachments, "/attachments"))
    found = [at for source, at in shown if not _is_shown(workspace, _file_id(source))]
    return [problem("invalid slack file", at) for at in found]


def _is_shown(workspace: Workspace, file_id: str) -> bool:
    file = workspace.files.seen(file_id)
    return file is not None and _is_picture(file) and workspace.files.is_ready()


def _is_picture(file: File) -> bool:
    return not file.deleted and kind(file.name).filetype in _SHOWN


def _file_id(source: Json) -> str:
    """The id, or the one in an address: `…/files-pri/T…-F…/name` and `…/files/U…/F…/name`."""
    address = str(source.get("url", ""))
    return str(source.get("id") or address.rpartition("/")[0].rpartition("/")[2].rpartition("-")[2])


def _sources(node: Any, at: str) -> Iterator[tuple[Json, str]]:
    if isinstance(node, dict) and isinstance(node.get("slack_file"), dict):
        yield node["slack_file"], f"{at}/slack_file"
    within = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in within:
        if isinstance(value, dict | list):
            yield from _sources(value, f"{at}/{key}")
