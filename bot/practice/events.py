"""Events API payloads: what the app hears of what happened, if it subscribed to it and may."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.practice import directory, objects
from bot.practice.model import Conversation, Json, Message

if TYPE_CHECKING:
    from bot.practice.workspace import Workspace

_CHANNEL_TYPE = {"public": "channel", "private": "group", "im": "im"}
_MESSAGES = {"public": "message.channels", "private": "message.groups", "im": "message.im"}


def envelopes(workspace: Workspace, subscription: str, event: Json) -> list[Json]:
    """The payload for `event`, or nothing when the app does not hear of it."""
    if not workspace.app.hears(subscription):
        return []
    team, number = workspace.team_id, workspace.next_number()
    grant = {
        "enterprise_id": None,
        "team_id": team,
        "user_id": workspace.bot_user_id,
        "is_bot": True,
        "is_enterprise_install": False,
    }
    return [
        {
            "token": workspace.app.verification_token,
            "team_id": team,
            "context_team_id": team,
            "context_enterprise_id": None,
            "api_app_id": workspace.app_id,
            "event": event,
            "type": "event_callback",
            "event_id": f"Ev0{number:08d}",
            "event_time": int(workspace.now().timestamp()),
            "authorizations": [grant],
            "is_ext_shared_channel": False,
            "event_context": f"4-practice-{number}",
        }
    ]


def posted(workspace: Workspace, post: Message) -> list[Json]:
    """A new message: a `message` event, and an `app_mention` where it names the app outside a direct message."""
    room = workspace.conversations[post.channel]
    if not _listens(workspace, room):
        return []
    body = objects.message(workspace, post) | {"channel": room.id, "event_ts": post.ts}
    subtype = {"subtype": "file_share"} if post.files else {}
    heard = envelopes(workspace, _MESSAGES[room.kind], body | subtype | {"channel_type": _CHANNEL_TYPE[room.kind]})
    if room.kind != "im" and not post.bot and f"<@{workspace.bot_user_id}>" in post.text:
        heard += envelopes(workspace, "app_mention", body | {"type": "app_mention"})
    return heard + [told for file_id in post.files for told in _shared(workspace, post, file_id)]


def _shared(workspace: Workspace, post: Message, file_id: str) -> list[Json]:
    event = {"type": "file_shared", "channel_id": post.channel, "file_id": file_id, "user_id": post.user}
    return envelopes(workspace, "file_shared", event | {"file": {"id": file_id}, "event_ts": post.ts})


def changed(workspace: Workspace, post: Message, before: Json) -> list[Json]:
    """An edited message; `before` is its earlier message object."""
    now = objects.message(workspace, post)
    return _hidden(workspace, post, "message_changed", {"message": now, "previous_message": before})


def deleted(workspace: Workspace, post: Message, before: Json) -> list[Json]:
    """A deleted message."""
    return _hidden(workspace, post, "message_deleted", {"deleted_ts": post.ts, "previous_message": before})


def _hidden(workspace: Workspace, post: Message, subtype: str, more: Json) -> list[Json]:
    room, ts = workspace.conversations[post.channel], workspace.next_ts()
    if not _listens(workspace, room):
        return []
    body = {
        "type": "message",
        "subtype": subtype,
        "hidden": True,
        "channel": room.id,
        "ts": ts,
        "event_ts": ts,
        "channel_type": _CHANNEL_TYPE[room.kind],
    }
    return envelopes(workspace, _MESSAGES[room.kind], body | more)


def reacted(workspace: Workspace, post: Message, user: str, name: str, *, added: bool = True) -> list[Json]:
    """A reaction put on a message or taken off."""
    room, kind = workspace.conversations[post.channel], "reaction_added" if added else "reaction_removed"
    if not _listens(workspace, room):
        return []
    item = {"type": "message", "channel": room.id, "ts": post.ts}
    return envelopes(
        workspace,
        kind,
        {
            "type": kind,
            "user": user,
            "reaction": name,
            "item": item,
            "item_user": post.user,
            "event_ts": workspace.next_ts(),
        },
    )


def membership(workspace: Workspace, room: Conversation, user: str, *, inviter: str | None, joined: bool) -> list[Json]:
    """Somebody, the app included, came into a channel or left it."""
    if user != workspace.bot_user_id and not _listens(workspace, room):
        return []
    kind = "member_joined_channel" if joined else "member_left_channel"
    event: Json = {
        "type": kind,
        "user": user,
        "channel": room.id,
        "team": workspace.team_id,
        "channel_type": "G" if room.kind == "private" else "C",
        "event_ts": workspace.next_ts(),
    }
    return envelopes(workspace, kind, event | ({"inviter": inviter} if inviter else {}))


def of_channel(workspace: Workspace, room: Conversation, what: str, more: Json) -> list[Json]:
    """`what` is archive, unarchive, rename or left; for a private channel the event's name begins with
    `group_`."""
    kind = f"{'group' if room.kind == 'private' else 'channel'}_{what}"
    return envelopes(workspace, kind, {"type": kind, "channel": room.id, "event_ts": workspace.next_ts()} | more)


def home_opened(workspace: Workspace, user: str, tab: str) -> list[Json]:
    """A person looks at the app's Home tab (`home`) or its messages (`messages`)."""
    event: Json = {
        "type": "app_home_opened",
        "user": user,
        "channel": workspace.dm_with(user).id,
        "tab": tab,
        "event_ts": workspace.next_ts(),
    }
    if shown := workspace.homes.get(user):
        event["view"] = objects.view(workspace, shown, {})
    return envelopes(workspace, "app_home_opened", event)


def of_user(workspace: Workspace, user: str, what: str) -> list[Json]:
    """`what` is `user_change` or `team_join`."""
    person = directory.user(workspace, workspace.people[user])
    moment = int(workspace.now().timestamp())
    return envelopes(
        workspace, what, {"type": what, "user": person, "cache_ts": moment, "event_ts": workspace.next_ts()}
    )


def _listens(workspace: Workspace, room: Conversation) -> bool:
    return room.kind == "im" or workspace.bot_user_id in room.members
