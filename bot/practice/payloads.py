"""Interaction payloads: what the app gets when a person runs, clicks, submits or closes something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.practice import company, forms, objects
from bot.practice.model import Conversation, Json, Message, View

if TYPE_CHECKING:
    from bot.practice.workspace import Workspace


def command(workspace: Workspace, user: str, room: Conversation, name: str, text: str) -> Json:
    """A slash command: a flat form, all strings."""
    return {
        "token": workspace.app.verification_token,
        "team_id": workspace.team_id,
        "team_domain": company.TEAM_DOMAIN,
        "channel_id": room.id,
        "channel_name": _channel_name(room),
        "user_id": user,
        "user_name": workspace.people[user].key,
        "command": name,
        "text": text,
        "api_app_id": workspace.app_id,
        "is_enterprise_install": "false",
        "response_url": workspace.response_urls.mint(user, room.id),
        "trigger_id": workspace.triggers.mint(user),
    }


def global_shortcut(workspace: Workspace, user: str, callback_id: str) -> Json:
    """A shortcut from the composer or the search."""
    return _common(workspace, user, "shortcut") | {
        "callback_id": callback_id,
        "action_ts": workspace.next_ts(),
    }


def message_shortcut(workspace: Workspace, user: str, callback_id: str, post: Message) -> Json:
    """A shortcut from a message's menu."""
    return _common(workspace, user, "message_action") | {
        "callback_id": callback_id,
        "action_ts": workspace.next_ts(),
        "message_ts": post.ts,
        "message": objects.message(workspace, post),
        "channel": _channel(workspace, post.channel),
        "response_url": workspace.response_urls.mint(user, post.channel, thread_ts=post.thread_ts),
    }


def message_action(workspace: Workspace, user: str, post: Message, action: Json) -> Json:
    """A click or choice in a message; an ephemeral message is not echoed."""
    container = {
        "type": "message",
        "message_ts": post.ts,
        "channel_id": post.channel,
        "is_ephemeral": post.ephemeral_to is not None,
    }
    if post.thread_ts:
        container["thread_ts"] = post.thread_ts
    payload = _common(workspace, user, "block_actions") | {
        "container": container,
        "channel": _channel(workspace, post.channel),
        "actions": [action],
        "response_url": workspace.response_urls.mint(user, post.channel, post.ts, post.thread_ts),
        "state": {"values": forms.state(post.blocks, entered(action))},
    }
    return payload if post.ephemeral_to else payload | {"message": objects.message(workspace, post)}


def entered(action: Json) -> dict[tuple[str, str], Json]:
    """The state that an action leaves behind in its element; nothing for a button."""
    key = forms.STATE_KEYS.get(action["type"])
    if key is None:
        return {}
    return {(action["block_id"], action["action_id"]): {"type": action["type"], key: action[key]}}


def view_action(workspace: Workspace, user: str, view: View, action: Json) -> Json:
    """A click or choice in a modal or on the Home tab."""
    return _common(workspace, user, "block_actions") | {
        "container": {"type": "view", "view_id": view.id},
        "view": _view(workspace, view),
        "actions": [action],
        "response_url": "",
    }


def submission(workspace: Workspace, view: View) -> Json:
    """A submitted modal."""
    return _common(workspace, view.user, "view_submission") | {
        "view": _view(workspace, view),
        "response_urls": [],
    }


def suggestion(workspace: Workspace, view: View, block_id: str, action_id: str, typed: str) -> Json:
    """What somebody types into a menu whose options the app looks up."""
    payload = _common(workspace, view.user, "block_suggestion") | {
        "container": {"type": "view", "view_id": view.id},
        "view": _view(workspace, view),
        "block_id": block_id,
        "action_id": action_id,
        "value": typed,
    }
    del payload["trigger_id"]
    return payload


def closed(workspace: Workspace, view: View, *, cleared: bool) -> Json:
    """A closed modal; `cleared` when the whole stack was."""
    payload = _common(workspace, view.user, "view_closed") | {
        "view": _view(workspace, view),
        "is_cleared": cleared,
    }
    del payload["trigger_id"]
    return payload


def _view(workspace: Workspace, view: View) -> Json:
    return objects.view(workspace, view, forms.state(view.blocks, view.values))


def _common(workspace: Workspace, user: str, kind: str) -> Json:
    name = workspace.people[user].key
    return {
        "type": kind,
        "team": {"id": workspace.team_id, "domain": company.TEAM_DOMAIN},
        "user": {"id": user, "username": name, "name": name, "team_id": workspace.team_id},
        "api_app_id": workspace.app_id,
        "token": workspace.app.verification_token,
        "enterprise": None,
        "is_enterprise_install": False,
        "trigger_id": workspace.triggers.mint(user),
    }


def _channel(workspace: Workspace, channel: str) -> Json:
    return {"id": channel, "name": _channel_name(workspace.conversations[channel])}


def _channel_name(room: Conversation) -> str:
    return "privategroup" if room.kind == "private" else room.name
