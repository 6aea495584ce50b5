"""Slack's JSON object of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.practice.company import TEAM_DOMAIN
from bot.practice.filetypes import in_address, kind
from bot.practice.model import File, Json

if TYPE_CHECKING:
    from bot.practice.workspace import Workspace


def file(workspace: Workspace, kept: File) -> Json:
    """The file object of messages and forms; of a deleted one a mark alone."""
    if kept.deleted:
        return {"id": kept.id, "mode": "tombstone"}
    what, posts = kind(kept.name), workspace.files.shares(kept)
    described: Json = {
        "id": kept.id,
        "created": kept.created,
        "timestamp": kept.created,
        "name": kept.name,
        "title": kept.title,
        "mimetype": what.mimetype,
        "filetype": what.filetype,
        "pretty_type": what.pretty,
        "user": kept.user,
        "user_team": workspace.team_id,
        "editable": what.mode == "snippet",
        "size": len(kept.content),
        "mode": what.mode,
        "is_external": False,
        "external_type": "",
        "is_public": any(workspace.conversations[post.channel].kind == "public" for post in posts),
        "public_url_shared": False,
        "display_as_bot": False,
        "username": "",
        "media_display_type": "unknown",
        "is_starred": False,
        "has_rich_preview": False,
        "file_access": "visible",
    }
    return described | _addresses(workspace, kept) | ({"alt_txt": kept.alt} if kept.alt else {})


def shares(workspace: Workspace, kept: File) -> Json:
    """Where a file was shared, as `files.info` says it."""
    found: dict[str, dict[str, list[Json]]] = {}
    rooms: dict[str, list[str]] = {"public": [], "private": [], "im": []}
    for post in workspace.files.shares(kept):
        room = workspace.conversations[post.channel]
        place = found.setdefault("public" if room.kind == "public" else "private", {}).setdefault(room.id, [])
        place.append({"ts": post.ts, "channel_name": room.name, "team_id": workspace.team_id})
        rooms[room.kind] += [room.id] if room.id not in rooms[room.kind] else []
    return {"shares": found, "channels": rooms["public"], "groups": rooms["private"], "ims": rooms["im"]}


def _addresses(workspace: Workspace, kept: File) -> Json:
    place, name = f"{workspace.files.base}files-pri/{workspace.team_id}-{kept.id}", in_address(kept.name)
    return {
        "url_private": f"{place}/{name}",
        "url_private_download": f"{place}/download/{name}",
        "permalink": f"https://{TEAM_DOMAIN}.slack.com/files/{kept.user}/{kept.id}/{name}",
        "permalink_public": f"https://slack-files.com/{workspace.team_id}-{kept.id}-0000000000",
    }
