"""`views.*`: modals and the Home tab."""

from __future__ import annotations

from bot.practice import forms, objects, views
from bot.practice.arguments import Call
from bot.practice.model import Json, View
from bot.practice.tickets import Refused


def open_modal(call: Call) -> Json:
    """Opens a modal for whoever the trigger id stands for."""
    user, sent = _trigger(call), _view(call)
    return _shown(call, views.open_modal(call.workspace, user, sent))


def push(call: Call) -> Json:
    """Puts a view on top of the open modal."""
    user, sent = _trigger(call), _view(call)
    return _shown(call, views.push(call.workspace, user, sent))


def update(call: Call) -> Json:
    """Replaces the content of an open view, found by its id or external id."""
    view = call.workspace.views.get(call.text("view_id"))
    wanted = call.text("external_id")
    for candidate in call.workspace.views.values():
        if wanted and candidate.body["external_id"] == wanted:
            view = candidate
    if view is None:
        raise Refused("not_found")
    return _shown(call, views.update(call.workspace, view, _view(call), call.text("hash")))


def publish(call: Call) -> Json:
    """Makes or replaces one person's Home tab."""
    user = call.workspace.people.get(call.text("user_id"))
    if not call.workspace.app.home_tab:
        raise Refused("not_enabled")
    if user is None or user.is_bot:
        raise Refused("invalid_arguments", ["[ERROR] invalid `user_id`"])
    return _shown(call, views.publish(call.workspace, user.id, _view(call), call.text("hash")))


def _trigger(call: Call) -> str:
    trigger = call.text("trigger_id") or call.text("interactivity_pointer")
    if not trigger:
        raise Refused("invalid_arguments", ["[ERROR] missing required field: trigger_id"])
    views.checked(_view(call), "modal")
    return call.workspace.triggers.exchange(trigger)


def _view(call: Call) -> object:
    sent = call.parsed("view", "invalid_arguments")
    if forms.asks_for_files(sent):
        call.need_scope("files:read")
    return sent


def _shown(call: Call, view: View) -> Json:
    return {"view": objects.view(call.workspace, view, forms.state(view.blocks, view.values))}
