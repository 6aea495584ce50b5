"""The app manifest: what Slack has to know of the bot, and no more than it uses.

The form is documented at https://docs.slack.dev/reference/app-manifest.
"""

from typing import Any, Final

from messages import help as ld
from messages import meetings, polls_compose_ids, requests

Json = dict[str, Any]

EVENTS_PATH: Final = "/slack/events"
SCOPES: Final = (
    "app_mentions:read",
    "channels:history",
    "channels:read",
    "chat:write",
    "commands",
    "files:read",
    "files:write",
    "groups:history",
    "groups:read",
    "im:history",
    "im:write",
    "reactions:read",
    "usergroups:read",
    "users:read",
)
EVENTS: Final = (
    "app_home_opened",
    "app_mention",
    "channel_archive",
    "channel_left",
    "group_archive",
    "group_left",
    "member_joined_channel",
    "member_left_channel",
    "message.channels",
    "message.groups",
    "message.im",
    "reaction_added",
    "reaction_removed",
    "subteam_members_changed",
    "team_join",
    "user_change",
)


def manifest(url: str | None = None) -> Json:
    """Return the app manifest: for Socket Mode, or for HTTP mode at the public address `url` (https://…)."""
    request_url = f"{url.rstrip('/')}{EVENTS_PATH}" if url else None
    return {
        "display_information": {
            "name": "Touchpoint",
            "description": "Your Learning & Development partner in Slack",
            "background_color": "#1d4f58",
        },
        "features": _features(request_url),
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": _settings(request_url),
    }


def _features(request_url: str | None) -> Json:
    tabs = {"home_tab_enabled": True, "messages_tab_enabled": True, "messages_tab_read_only_enabled": False}
    return {
        "app_home": tabs,
        "bot_user": {"display_name": "Touchpoint", "always_online": True},
        "shortcuts": [
            _on_message(requests.CAPTURE, "Make a training request", "Bring this to the learning team"),
            _on_message(meetings.TAG, "Tag as meeting notes", "Turn these notes into a recap and next steps"),
            _on_message(polls_compose_ids.TURN, "Turn into a poll", "Ask a channel what this message asks"),
            _anywhere(polls_compose_ids.CREATE, "Create a poll", "Ask a channel one question, or several"),
        ],
        "slash_commands": [
            _command(requests.COMMAND, "Ask the learning team for help", "what is happening", request_url),
            _command(
                ld.COMMAND,
                "Notes, polls and settings",
                "notes | poll | settings | help",
                request_url,
            ),
        ],
    }


def _settings(request_url: str | None) -> Json:
    where = {"request_url": request_url} if request_url else {}
    menus = {"message_menu_options_url": request_url} if request_url else {}
    return {
        "event_subscriptions": {**where, "bot_events": list(EVENTS)},
        "interactivity": {"is_enabled": True, **where, **menus},
        "org_deploy_enabled": False,
        "socket_mode_enabled": request_url is None,
        "token_rotation_enabled": False,
    }


def _on_message(callback_id: str, name: str, description: str) -> Json:
    return {"name": name, "type": "message", "callback_id": callback_id, "description": description}


def _anywhere(callback_id: str, name: str, description: str) -> Json:
    return {"name": name, "type": "global", "callback_id": callback_id, "description": description}


def _command(command: str, description: str, hint: str, request_url: str | None) -> Json:
    where = {"url": request_url} if request_url else {}
    said = {"command": command, "description": description, "usage_hint": hint}
    return {**said, **where, "should_escape": True}
