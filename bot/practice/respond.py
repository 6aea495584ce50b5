"""Answers outside the Web API: response URLs and the bodies of command acknowledgements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.practice import timeline
from bot.practice.content import content
from bot.practice.model import Json, Message
from bot.practice.tickets import Refused, ResponseUrl

if TYPE_CHECKING:
    from bot.practice.workspace import Workspace


def respond(workspace: Workspace, url: ResponseUrl, sent: Json) -> Message | None:
    """Acts on what was posted to a response URL; gives the message that it made or changed. Raises `Refused`."""
    original = _original(workspace, url)
    if _true(sent.get("delete_original")):
        _delete(workspace, original)
    elif _true(sent.get("replace_original")) and original is not None:
        _replace(workspace, original, _content(sent))
    else:
        return say(workspace, url.user, url.channel, sent, url.thread_ts)
    return original


def say(workspace: Workspace, user: str, channel: str, sent: Json, thread_ts: str | None = None) -> Message:
    """A message of the app in answer to `user`: only they see it unless `response_type` is "in_channel"."""
    shared = sent.get("response_type") == "in_channel"
    post = Message(
        channel=channel,
        ts=workspace.next_ts(),
        user=workspace.bot_user_id,
        bot=True,
        thread_ts=sent.get("thread_ts", thread_ts),
        ephemeral_to=None if shared else user,
        **_content(sent),
    )
    if shared:
        workspace.courier.publish_soon(timeline.post(workspace, post))
    else:
        timeline.show(workspace, post)
    return post


def _content(sent: Json) -> Json:
    return content(sent.get("text"), sent.get("blocks"), sent.get("attachments") or [], too_long="msg_too_long")


def _original(workspace: Workspace, url: ResponseUrl) -> Message | None:
    for post in workspace.ephemerals.get(url.user, []):
        if post.ts == url.message_ts:
            return post
    return workspace.conversations[url.channel].find(url.message_ts)


def _delete(workspace: Workspace, original: Message | None) -> None:
    if original is None:
        raise Refused("message_not_found")
    if original.ephemeral_to:
        original.deleted = True
        workspace.ephemerals[original.ephemeral_to].remove(original)
        workspace.changes.tell(original)
    else:
        workspace.courier.publish_soon(timeline.delete(workspace, original))


def _replace(workspace: Workspace, original: Message, changes: Json) -> None:
    events = timeline.edit(workspace, original, changes, by=workspace.bot_user_id)
    if not original.ephemeral_to:
        workspace.courier.publish_soon(events)


def _true(value: Any) -> bool:
    return str(value).lower() == "true"


def parsed(body: Any) -> Json:
    """A response body as fields: text stands for itself."""
    return body if isinstance(body, dict) else {"text": str(body)}
