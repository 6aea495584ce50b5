"""Modals and Home tabs: opening, stacking, updating and closing them."""

from __future__ import annotations

import json
import secrets
from typing import TYPE_CHECKING, Any

from bot.practice import echo, forms
from bot.practice.blockkit import view_problems
from bot.practice.model import Json, View
from bot.practice.tickets import Refused

if TYPE_CHECKING:
    from bot.practice.workspace import Workspace

STACK_LIMIT = 3
SIZE_LIMIT = 250_000


def open_modal(workspace: Workspace, user: str, sent: Any) -> View:
    """A new stack with one view, in place of whatever was open."""
    view = _make(workspace, user, checked(sent, "modal"))
    _close_all(workspace, user)
    return _put(workspace, view)


def push(workspace: Workspace, user: str, sent: Any) -> View:
    """A view on top of the open ones; at most three in all."""
    stack = workspace.modals.get(user, [])
    if not stack:
        raise Refused("not_found")
    if len(stack) >= STACK_LIMIT:
        raise Refused("push_limit_reached")
    view = _make(workspace, user, checked(sent, "modal"))
    view.root_id, view.previous_id = stack[0].root_id, stack[-1].id
    return _put(workspace, view)


def update(workspace: Workspace, view: View, sent: Any, hash_: str | None = None) -> View:
    """New content for an open view; what was typed into a field stays when its block and action keep their
    ids."""
    body = checked(sent, view.body["type"])
    if hash_ and hash_ != view.hash:
        raise Refused("hash_conflict")
    _check_external_id(workspace, body, view)
    view.body, view.hash, view.errors = echo.view(body), _new_hash(workspace), {}
    kept = {(block["block_id"], element["action_id"]) for block, element in forms.elements(view.blocks)}
    view.values = {place: value for place, value in view.values.items() if place in kept}
    workspace.changes.tell()
    return view


def publish(workspace: Workspace, user: str, sent: Any, hash_: str | None = None) -> View:
    """The Home tab of one person, made or replaced."""
    shown = workspace.homes.get(user)
    if shown:
        return update(workspace, shown, sent, hash_)
    view = _make(workspace, user, checked(sent, "home"))
    workspace.homes[user] = workspace.views[view.id] = view
    workspace.changes.tell()
    return view


def close(workspace: Workspace, view: View) -> None:
    """Closes one view, if it is still open; the one below shows again."""
    if workspace.views.pop(view.id, None):
        workspace.modals[view.user].remove(view)
        workspace.changes.tell()


def clear(workspace: Workspace, user: str) -> None:
    """Closes the whole stack."""
    _close_all(workspace, user)
    workspace.changes.tell()


def checked(sent: Any, kind: str) -> Json:
    """The view if Slack would take it as a `kind` ("modal" or "home"); raises `Refused`."""
    if not isinstance(sent, dict):
        raise Refused("invalid_arguments", ["[ERROR] must be a JSON object [json-pointer:/view]"])
    if len(json.dumps(sent, ensure_ascii=False).encode()) > SIZE_LIMIT:
        raise Refused("view_too_large")
    problems = view_problems(sent)
    if sent.get("type") != kind:
        problems.append(f"[ERROR] must be of type {kind} here [json-pointer:/view/type]")
    if problems:
        raise Refused("invalid_arguments", problems)
    return sent


def _make(workspace: Workspace, user: str, body: Json) -> View:
    _check_external_id(workspace, body, None)
    view_id = f"V0PRACTICE{workspace.next_number():03d}"
    return View(view_id, user, echo.view(body), _new_hash(workspace), root_id=view_id)


def _put(workspace: Workspace, view: View) -> View:
    workspace.views[view.id] = view
    workspace.modals.setdefault(view.user, []).append(view)
    workspace.changes.tell()
    return view


def _close_all(workspace: Workspace, user: str) -> None:
    for view in workspace.modals.pop(user, []):
        del workspace.views[view.id]


def _check_external_id(workspace: Workspace, body: Json, own: View | None) -> None:
    wanted = body.get("external_id")
    if wanted and any(v.body["external_id"] == wanted for v in workspace.views.values() if v is not own):
        raise Refused("duplicate_external_id")


def _new_hash(workspace: Workspace) -> str:
    return f"{int(workspace.now().timestamp())}.{secrets.token_hex(4)}"
