"""What the app's acknowledgements do: answers to commands, and what becomes of a submitted modal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.practice import respond, views
from bot.practice.model import Json, View
from bot.practice.tickets import Refused

if TYPE_CHECKING:
    from bot.practice.workspace import Workspace


class BadAck(AssertionError):
    """An acknowledgement that Slack does not understand; the person sees "We had some trouble connecting"."""


def answer(workspace: Workspace, user: str, channel: str, body: Any) -> None:
    """Shows the body of a command's acknowledgement, if it has one."""
    if not body:
        return
    sent = respond.parsed(body)
    workspace.courier.recording.call("ack.command", sent)
    try:
        respond.say(workspace, user, channel, sent)
    except Refused as refused:
        raise BadAck(f"{refused.error} {refused.messages}") from refused


def apply(workspace: Workspace, view: View, body: Any) -> dict[str, str]:
    """Closes, changes or keeps the submitted view; gives the errors shown in it, by block_id."""
    if not body:
        views.close(workspace, view)
        return {}
    workspace.courier.recording.call("ack.view_submission", body)
    action = body.get("response_action")
    if action == "errors":
        return _show_errors(workspace, view, body.get("errors") or {})
    try:
        _act(workspace, view, action, body)
    except Refused as refused:
        raise BadAck(f"{action}: {refused.error} {refused.messages}") from refused
    return {}


def _act(workspace: Workspace, view: View, action: str | None, body: Json) -> None:
    if action == "update":
        views.update(workspace, view, body.get("view"))
    elif action == "push":
        views.push(workspace, view.user, body.get("view"))
    elif action == "clear":
        views.clear(workspace, view.user)
    else:
        raise BadAck(f"unknown response_action {action!r}")


def _show_errors(workspace: Workspace, view: View, errors: dict[str, str]) -> dict[str, str]:
    inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    if not errors or not inputs.issuperset(errors):
        raise BadAck(
            f"errors must be keyed by the block_id of an input; got {sorted(errors)}, inputs are {sorted(inputs)}"
        )
    view.errors = dict(errors)
    workspace.changes.tell()
    return view.errors
