"""What Slack's method and event reference says of each method served here: rate tier, body forms, arguments,
scopes."""

from __future__ import annotations

from typing import NamedTuple


class Fact(NamedTuple):
    """`tier` is 1–4 as documented, 5 for "special"; any one of `scopes` suffices unless the conversation
    decides."""

    tier: int
    reads_json: bool
    required: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()


JSON, FORM = True, False
_HISTORY = ("channels:history", "groups:history", "im:history", "mpim:history")
_READ = ("channels:read", "groups:read", "im:read", "mpim:read")
_OPEN = ("channels:manage", "groups:write", "im:write", "mpim:write")

METHODS: dict[str, Fact] = {
    "api.test": Fact(4, JSON),
    "auth.test": Fact(5, JSON),
    "apps.connections.open": Fact(3, JSON),
    "bots.info": Fact(3, FORM, (), ("users:read",)),
    "chat.delete": Fact(3, JSON, ("ts", "channel"), ("chat:write",)),
    "chat.getPermalink": Fact(5, FORM, ("channel", "message_ts")),
    "chat.postEphemeral": Fact(4, JSON, ("user", "channel"), ("chat:write",)),
    "chat.postMessage": Fact(5, JSON, ("channel",), ("chat:write",)),
    "chat.update": Fact(3, JSON, ("ts", "channel"), ("chat:write",)),
    "conversations.history": Fact(3, JSON, ("channel",), _HISTORY),
    "conversations.info": Fact(3, FORM, ("channel",), _READ),
    "conversations.list": Fact(2, FORM, (), _READ),
    "conversations.members": Fact(4, FORM, ("channel",), _READ),
    "conversations.open": Fact(3, JSON, (), _OPEN),
    "conversations.replies": Fact(3, FORM, ("channel", "ts"), _HISTORY),
    "files.completeUploadExternal": Fact(4, JSON, ("files",), ("files:write",)),
    "files.delete": Fact(3, JSON, ("file",), ("files:write",)),
    "files.getUploadURLExternal": Fact(4, FORM, ("filename", "length"), ("files:write",)),
    "files.info": Fact(4, FORM, ("file",), ("files:read",)),
    "reactions.add": Fact(3, JSON, ("name", "timestamp", "channel"), ("reactions:write",)),
    "reactions.get": Fact(3, FORM, (), ("reactions:read",)),
    "reactions.remove": Fact(2, JSON, ("name",), ("reactions:write",)),
    "team.info": Fact(3, JSON, (), ("team:read",)),
    "usergroups.list": Fact(2, FORM, (), ("usergroups:read",)),
    "usergroups.users.list": Fact(2, FORM, ("usergroup",), ("usergroups:read",)),
    "users.conversations": Fact(3, FORM, (), _READ),
    "users.info": Fact(4, FORM, ("user",), ("users:read",)),
    "users.list": Fact(2, FORM, (), ("users:read",)),
    "users.lookupByEmail": Fact(3, FORM, ("email",), ("users:read.email",)),
    "views.open": Fact(4, JSON, ("view",)),
    "views.publish": Fact(4, JSON, ("user_id", "view")),
    "views.push": Fact(4, JSON, ("view",)),
    "views.update": Fact(4, JSON, ("view",)),
}

EVENT_SCOPES: dict[str, str] = {
    "app_home_opened": "",
    "app_mention": "app_mentions:read",
    "channel_archive": "channels:read",
    "channel_left": "channels:read",
    "channel_rename": "channels:read",
    "channel_unarchive": "channels:read",
    "file_shared": "files:read",
    "group_archive": "groups:read",
    "group_left": "groups:read",
    "group_rename": "groups:read",
    "group_unarchive": "groups:read",
    "member_joined_channel": "channels:read",
    "member_left_channel": "channels:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "reaction_added": "reactions:read",
    "reaction_removed": "reactions:read",
    "subteam_members_changed": "usergroups:read",
    "team_join": "users:read",
    "user_change": "users:read",
}
