"""What an interaction hands to the app and for how long it holds: trigger ids and response URLs."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

T = TypeVar("T")
TRIGGER_SECONDS = 3.0
REMEMBERED_SECONDS = 60.0
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
    """Trigger ids: each opens one view, within three real seconds. Why an older one does not hold is told for a
    minute; then it is forgotten."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._triggers: dict[str, _Trigger] = {}
        self._minted = 0

    def __len__(self) -> int:
        return len(self._triggers)

    def mint(self, user: str) -> str:
        """A new trigger id for what this user id just did."""
        now = self._monotonic()
        self._minted += 1
        trigger_id = f"{self._minted}.{secrets.randbelow(10**10)}.{secrets.token_hex(16)}"
        _drop_first(self._triggers, lambda trigger: now - trigger.minted > REMEMBERED_SECONDS)
        self._triggers[trigger_id] = _Trigger(user, now)
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
    """Response URLs: five answers each, within thirty minutes of the workspace's time; then they are forgotten."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._urls: dict[str, ResponseUrl] = {}
        self.base = "https://hooks.slack.com/"

    def __len__(self) -> int:
        return len(self._urls)

    def mint(self, user: str, channel: str, message_ts: str | None = None, thread_ts: str | None = None) -> str:
        """A new URL for an interaction in this conversation."""
        key, now = secrets.token_urlsafe(18), self._now()
        _drop_first(self._urls, lambda url: now > url.expires)
        self._urls[key] = ResponseUrl(user, channel, message_ts, thread_ts, now + RESPONSE_LIFE)
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


def _drop_first(tickets: dict[str, T], is_over: Callable[[T], bool]) -> None:
    """Forgets the oldest tickets as long as they are over."""
    while tickets and is_over(tickets[oldest := next(iter(tickets))]):
        del tickets[oldest]
