"""What the bot causes itself comes back as events, and is left out; that somebody deletes its messages is heard."""

from collections.abc import Mapping
from typing import Any, Final

from slack_bolt.authorization import AuthorizeResult
from slack_bolt.middleware.ignoring_self_events.async_ignoring_self_events import AsyncIgnoringSelfEvents

DELETED: Final = "message_deleted"
TOMBSTONE: Final = "tombstone"


class OwnEvents(AsyncIgnoringSelfEvents):
    """Bolt's own rule, which also takes the deletion of a bot's message for a deed of the bot."""

    @classmethod
    def _is_self_event(
        cls, auth_result: AuthorizeResult, user_id: str | None, bot_id: str | None, body: dict[str, Any]
    ) -> bool:
        return not takes_away(body.get("event") or {}) and super()._is_self_event(auth_result, user_id, bot_id, body)


def takes_away(event: Mapping[str, Any]) -> bool:
    """Say whether a message is gone after this event; one with replies leaves a tombstone."""
    after = event.get("message") or {}
    return event.get("subtype") == DELETED or (isinstance(after, Mapping) and after.get("subtype") == TOMBSTONE)
