"""Slack's JSON objects: conversations, messages, views."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.practice import file_objects
from bot.practice.directory import ICONS
from bot.practice.model import Conversation, Json, Message, View

if TYPE_CHECKING:
    from bot.practice.workspace import Workspace


def conversation(workspace: Workspace, room: Conversation, *, count: bool = False) -> Json:
    """The conversation object as the app sees it; `count` adds `num_members`."""
    common: Json = {
        "id": room.id,
        "created": room.created,
        "is_archived": room.archived,
        "is_org_shared": False,
        "context_team_id": workspace.team_id,
        "updated": room.created * 1000,
    }
    if room.kind == "im":
        return common | {
            "is_im": True,
            "user": room.members[0],
            "is_user_deleted": workspace.people[room.members[0]].deleted,
            "priority": 0,
        }
    private = room.kind == "private"
    described = {"value": room.topic, "creator": room.creator, "last_set": room.created}
    channel = common | {
        "name": room.name,
        "name_normalized": room.name,
        "is_channel": not private,
        "is_group": private,
        "is_im": False,
        "is_mpim": False,
        "is_private": private,
        "is_general": room.name == "general",
        "is_shared": False,
        "is_ext_shared": False,
        "is_pending_ext_shared": False,
        "pending_shared": [],
        "unlinked": 0,
        "creator": room.creator,
        "is_member": workspace.bot_user_id in room.members,
        "topic": described,
        "purpose": described,
        "previous_names": room.previous_names,
        "parent_conversation": None,
        "pending_connected_team_ids": [],
        "properties": {},
        "shared_team_ids": [workspace.team_id],
    }
    return channel | ({"num_members": len(room.members)} if count else {})


def message(workspace: Workspace, post: Message, *, metadata: bool = False) -> Json:
    """The message object of histories, events and interactions; `metadata` as with `include_all_metadata`."""
    shown: Json = {
        "type": "message",
        "user": post.user,
        "text": post.text,
        "ts": post.ts,
    }
    shown |= _files(workspace, post) if post.files else {"team": workspace.team_id}
    shown |= _authorship(workspace, post)
    for key in ("blocks", "attachments", "edited"):
        if value := getattr(post, key):
            shown[key] = value
    if post.metadata and metadata:
        shown["metadata"] = post.metadata
    if post.reactions:
        shown["reactions"] = [
            {"name": name, "users": users, "count": len(users)} for name, users in post.reactions.items()
        ]
    return shown | _thread(workspace, post)


def _files(workspace: Workspace, post: Message) -> Json:
    """With files Slack leaves out the team (https://github.com/slackapi/slack-api-specs/issues/62)."""
    carried = [file_objects.file(workspace, workspace.files.kept[file_id]) for file_id in post.files]
    return {"files": carried, "upload": False, "display_as_bot": False}


def _authorship(workspace: Workspace, post: Message) -> Json:
    if post.deleted:
        return {"subtype": "tombstone", "hidden": True}
    if post.bot:
        return {
            "bot_id": workspace.app.bot_id,
            "app_id": workspace.app_id,
            "bot_profile": bot_profile(workspace),
        }
    return {"client_msg_id": f"00000000-0000-4000-8000-{post.ts.replace('.', '')[-12:]}"}


def _thread(workspace: Workspace, post: Message) -> Json:
    if post.thread_ts:
        root = workspace.conversations[post.channel].find(post.thread_ts)
        reply = {"thread_ts": post.thread_ts, "parent_user_id": root.user if root else "USLACKBOT"}
        return reply | _broadcast(workspace, post, root)
    replies = [reply for reply in post.replies if not reply.deleted]
    if not replies:
        return {}
    users = list(dict.fromkeys(reply.user for reply in replies))
    return {
        "thread_ts": post.ts,
        "reply_count": len(replies),
        "reply_users_count": len(users),
        "reply_users": users,
        "latest_reply": replies[-1].ts,
        "is_locked": False,
        "subscribed": False,
    }


def _broadcast(workspace: Workspace, post: Message, root: Message | None) -> Json:
    if not post.broadcast or root is None:
        return {}
    return {"subtype": "thread_broadcast", "root": message(workspace, root)}


def bot_profile(workspace: Workspace) -> Json:
    """The short description of the app's bot that its messages carry."""
    return {
        "id": workspace.app.bot_id,
        "app_id": workspace.app_id,
        "user_id": workspace.bot_user_id,
        "name": workspace.app.name,
        "icons": ICONS,
        "deleted": False,
        "updated": 1_700_000_000,
        "team_id": workspace.team_id,
    }


def view(workspace: Workspace, shown: View, state: Json) -> Json:
    """The view object of answers and payloads; `state` is `{block_id: {action_id: value}}`."""
    return shown.body | {
        "id": shown.id,
        "team_id": workspace.team_id,
        "state": {"values": state},
        "hash": shown.hash,
        "previous_view_id": shown.previous_id,
        "root_view_id": shown.root_id,
        "app_id": workspace.app_id,
        "app_installed_team_id": workspace.team_id,
        "bot_id": workspace.app.bot_id,
    }
