"""`files.*`: what the app uploads, and what it may know of files."""

from __future__ import annotations

from typing import Any

from bot.practice import echo, file_objects, timeline
from bot.practice.arguments import Call
from bot.practice.blockkit import message_problems
from bot.practice.files import LARGEST
from bot.practice.markup import normalise
from bot.practice.model import Conversation, File, Json, Message
from bot.practice.tickets import Refused

_ALT_TEXT_LIMIT = 1000


def get_upload_url(call: Call) -> Json:
    """Where the app may send the bytes of one file."""
    length, alt = call.number("length", 0), call.text("alt_txt")
    if length < 1:
        raise Refused("missing_argument")
    if length > LARGEST:
        raise Refused("file_upload_size_restricted")
    if length > call.workspace.files.room:
        raise Refused("storage_limit_reached")
    if len(alt) > _ALT_TEXT_LIMIT:
        raise Refused("alt_txt_too_large")
    file_id, url = call.workspace.files.announce(call.text("filename"), length, alt)
    return {"file_id": file_id, "upload_url": url}


def complete_upload(call: Call) -> Json:
    """Files become the app's, and are shared in one message if a conversation is named."""
    titles = _titles(call)
    room, blocks = _room(call), _blocks(call)
    thread = _thread(call, room) if room else None
    done = [call.workspace.files.complete(file_id, title) for file_id, title in titles.items()]
    if room:
        _share(call, room, done, blocks, thread)
    return {"files": [{"id": file.id, "title": file.title} for file in done]}


def info(call: Call) -> Json:
    """One file and where it was shared."""
    file = _visible(call)
    shown = file_objects.file(call.workspace, file) | file_objects.shares(call.workspace, file)
    return {"file": shown, "comments": [], "response_metadata": {"next_cursor": ""}}


def delete(call: Call) -> Json:
    """Takes a file of the app away."""
    file = _visible(call)
    if file.user != call.workspace.bot_user_id:
        raise Refused("cant_delete_file")
    call.workspace.files.delete(file)
    return {}


def _titles(call: Call) -> dict[str, str]:
    """What the named files are to be called, by their ids; empty where their names will do."""
    named: Any = call.parsed("files", "invalid_arguments")
    if not isinstance(named, list) or not all(isinstance(each, dict) and "id" in each for each in named) or not named:
        raise Refused("invalid_arguments", ["[ERROR] must provide files with their ids [json-pointer:/files]"])
    titles = {str(each["id"]): str(each.get("title") or "") for each in named}
    if not all(map(call.workspace.files.uploaded, titles)):
        raise Refused("file_not_found")
    return titles


def _room(call: Call) -> Conversation | None:
    if call.text("channels"):
        raise Refused("invalid_arguments", ["[ERROR] only channel_id is served here [json-pointer:/channels]"])
    if not call.text("channel_id"):
        return None
    room = call.conversation("channel_id")
    if room.archived:
        raise Refused("posting_to_channel_denied")
    if call.workspace.bot_user_id not in room.members:
        raise Refused("not_in_channel")
    return room


def _blocks(call: Call) -> list[Json]:
    if call.text("initial_comment"):
        return []
    blocks = call.parsed("blocks", "invalid_blocks") or []
    if problems := message_problems(blocks):
        raise Refused("invalid_blocks", problems)
    return echo.blocks(blocks)


def _thread(call: Call, room: Conversation) -> str | None:
    wanted = call.text("thread_ts")
    root = room.find(wanted)
    if wanted and root is None:
        raise Refused("invalid_arguments", ["[ERROR] there is no such message [json-pointer:/thread_ts]"])
    return (root.thread_ts or root.ts) if root else None


def _share(call: Call, room: Conversation, done: list[File], blocks: list[Json], thread: str | None) -> None:
    workspace = call.workspace
    post = Message(
        channel=room.id,
        ts=workspace.next_ts(),
        user=workspace.bot_user_id,
        text=normalise(call.text("initial_comment")),
        blocks=blocks,
        thread_ts=thread,
        bot=True,
        files=[file.id for file in done],
    )
    workspace.courier.publish_soon(timeline.post(workspace, post))


def _visible(call: Call) -> File:
    file = call.workspace.files.seen(call.text("file"))
    if file is None:
        raise Refused("file_not_found")
    if file.deleted:
        raise Refused("file_deleted")
    return file
