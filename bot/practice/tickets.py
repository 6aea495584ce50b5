"""What an interaction hands to the app and for how long it holds: trigger ids and response URLs."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

TRIGGER_SECONDS = 3.0
RESPONSE_USES = 5
RESPONSE_LIFE = timedelta(minutes=30)


class Refused(Exception):
    """Slack's error code for a call or a ticket that does not hold."""

    def __init__(self, error: str, messages: list[str] | None = None, **more: Any) -> None:
        super().__init__(error, messages or [])
        self.error, self.messages, self.more = error, messages or [], more


@dataclass
class _Trigger:
    user: str
    minted: float
    used: bool = False


class Triggers:
    """Trigger ids: each opens one view, within three real seconds."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._triggers: dict[str, _Trigger] = {}

    def mint(self, user: str) -> str:
        """A new trigger id for what this user id just did."""
        trigger_id = f"{len(self._triggers) + 1}.{secrets.randbelow(10**10)}.{secrets.token_hex(16)}"
        self._triggers[trigger_id] = _Trigger(user, self._monotonic())
        return trigger_id

    def exchange(self, trigger_id: str) -> str:
        """The user id behind a trigger id, once; raises `Refused`."""
        trigger = self._triggers.get(trigger_id)
        if trigger is None:
            raise Refused("invalid_trigger_id")
        if trigger.used:
            raise Refused("exchanged_trigger_id")
        if self._monotonic() - trigger.minted > TRIGGER_SECONDS:
            raise Refused("expired_trigger_id")
        trigger.used = True
        return trigger.user


@dataclass
class ResponseUrl:
    """Where one interaction may be answered: for whom, in which conversation, about which message."""

    user: str
    channel: str
    message_ts: str | None
    thread_ts: str | None
    expires: datetime
    uses: int = 0


class ResponseUrls:
    """Response URLs: five answers each, within thirty minutes of the workspace's time."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._urls: dict[str, ResponseUrl] = {}
        self.base = "https://hooks.slack.com/"

    def mint(self, user: str, channel: str, message_ts: str | None = None, thread_ts: str | None = None) -> str:
        """A new URL for an interaction in this conversation."""
        key = secrets.token_urlsafe(18)
        self._urls[key] = ResponseUrl(user, channel, message_ts, thread_ts, self._now() + RESPONSE_LIFE)
        return f"{self.base}response/{key}"

    def use(self, key: str) -> ResponseUrl:
        """What the URL is about; counts one use; raises `Refused`."""
        url = self._urls.get(key)
        if url is None or self._now() > url.expires:
            raise Refused("expired_url")
        if url.uses >= RESPONSE_USES:
            raise Refused("used_url")
        url.uses += 1
        return url
