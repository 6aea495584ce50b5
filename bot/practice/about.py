"""Which messages and views a call or a payload is about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bot.practice.model import Json

Place = tuple[str, str]
"""A message (its channel and `ts`), or a view (`"view"` and its id)."""


def of_call(args: Json, answer: Json) -> frozenset[Place]:
    """What a Web API call is about: the messages it posted, changed or was given, the view it opened."""
    channel = answer.get("channel") or args.get("channel")
    named = [args.get("ts"), args.get("timestamp"), args.get("message_ts"), answer.get("ts"), answer.get("message_ts")]
    read = [_stamp(message) for message in _list(answer.get("messages"))]
    return _messages(channel, [*named, *read]) | _views([args.get("view_id"), _object(answer.get("view")).get("id")])


def of_payload(payload: Json) -> frozenset[Place]:
    """What an event or an interaction is about: the messages that changed, the one clicked in, the view."""
    return _of_event(_object(payload.get("event"))) | _of_interaction(payload)


def _of_event(event: Json) -> frozenset[Place]:
    item = _object(event.get("item"))
    own = None if event.get("hidden") else event.get("ts")
    stamps = [_stamp(event.get(part)) for part in ("message", "previous_message")]
    found = _messages(event.get("channel"), [own, event.get("deleted_ts"), *stamps])
    return found | _messages(item.get("channel"), [item.get("ts")]) | _views([_object(event.get("view")).get("id")])


def _of_interaction(payload: Json) -> frozenset[Place]:
    container, view = _object(payload.get("container")), _object(payload.get("view"))
    channel = _object(payload.get("channel")).get("id") or container.get("channel_id")
    stamps = [payload.get("message_ts"), container.get("message_ts"), _stamp(payload.get("message"))]
    return _messages(channel, stamps) | _views([view.get("id"), container.get("view_id")])


def _messages(channel: Any, stamps: Iterable[Any]) -> frozenset[Place]:
    if not isinstance(channel, str):
        return frozenset()
    return frozenset((channel, stamp) for stamp in stamps if isinstance(stamp, str) and stamp)


def _views(ids: Iterable[Any]) -> frozenset[Place]:
    return frozenset(("view", found) for found in ids if isinstance(found, str) and found)


def _stamp(message: Any) -> Any:
    return _object(message).get("ts")


def _object(value: Any) -> Json:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
