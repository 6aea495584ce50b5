"""The shapes of what Slack sends; a request of any other is not understood, even when it is signed.

Source: https://docs.slack.dev/apis/events-api and https://docs.slack.dev/reference/interaction-payloads.
"""

from typing import Any


def is_known(body: Any) -> bool:
    """Say whether a parsed body has the members by which Slack's deliveries are told apart and answered."""
    match body:
        case {"ssl_check": str()} | {"type": "url_verification", "challenge": str()}:
            return True
        case {"command": str(), "team_id": str(), "user_id": str(), "channel_id": str(), "trigger_id": str()}:
            return True
        case {"type": "event_callback", "team_id": str(), "event_id": str(), "event": {"type": str()} as event}:
            return isinstance(event.get("event_ts", ""), str)
        case {"type": str(), "user": {"id": str()}}:
            return _is_interaction(body)
    return False


def _is_interaction(body: dict[str, Any]) -> bool:
    match body:
        case {"type": "block_actions", "actions": [{"action_id": str()}, *_]}:
            return True
        case {"type": "view_submission" | "view_closed", "view": {"callback_id": str()}}:
            return True
        case {"type": "shortcut" | "message_action", "callback_id": str(), "trigger_id": str()}:
            return True
        case {"type": "block_suggestion", "action_id": str(), "value": str()}:
            return True
    return False
