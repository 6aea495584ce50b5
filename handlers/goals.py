"""Goals: the list of a department's goals, and the forms above it."""

import json
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.deps import Deps
from bot.domain.goals import Aim
from bot.services import goals, goals_views, people
from handlers.payloads import action_value, actor, delivery, fields, trigger
from messages import goals as said
from messages import goals_forms
from messages.forms import joined

Body = dict[str, Any]
Place = dict[str, Any]
TYPED = ("name", "unit", "baseline", "target")


def register(app: AsyncApp, deps: Deps) -> None:
    """Listen to the list and the forms of goals."""

    @app.action(said.TURN)
    async def turn(ack: AsyncAck, body: Body) -> None:
        retired, start = said.turned_to(action_value(body))
        await _show(deps, ack, body, _place(body) | {"retired": retired, "start": start})

    @app.action(said.ADD)
    async def open_add(ack: AsyncAck, body: Body) -> None:
        await deps.slack.push_view(trigger(body), await _empty_form(deps, body, "", _place(body)))
        await ack()

    @app.view(said.ADD)
    async def add(ack: AsyncAck, body: Body) -> None:
        who, place = actor(body), _place(body)
        await deps.once(delivery(body), goals.add, who.team_id, who.user_id, place["channel"], _aim(body))
        await _show_saved(deps, ack, body, place)

    @app.action(said.CHANGE)
    async def open_change(ack: AsyncAck, body: Body) -> None:
        who, goal_id = actor(body), int(action_value(body))
        aim = await deps.read(goals_views.for_change, who.team_id, who.user_id, goal_id)
        about = json.dumps(_place(body) | {"goal": goal_id})
        await deps.slack.push_view(trigger(body), goals_forms.change(deps.words, aim, about))
        await ack()

    @app.view(said.CHANGE)
    async def change(ack: AsyncAck, body: Body) -> None:
        who, place = actor(body), _place(body)
        await deps.once(delivery(body), goals.change, who.team_id, who.user_id, place["goal"], _aim(body))
        await _show_saved(deps, ack, body, place)

    @app.action(said.RETIRE)
    async def retire(ack: AsyncAck, body: Body) -> None:
        who = actor(body)
        await deps.once(delivery(body), goals.retire, who.team_id, who.user_id, int(action_value(body)))
        await _show(deps, ack, body, _place(body))

    @app.action(said.BRING_BACK)
    async def bring_back(ack: AsyncAck, body: Body) -> None:
        who = actor(body)
        await deps.once(delivery(body), goals.bring_back, who.team_id, who.user_id, int(action_value(body)))
        await _show(deps, ack, body, _place(body))


async def open_goals(deps: Deps, body: Body) -> None:
    """Open the list of the channel's goals, or the form for a new one that is named after the command.

    Raises Refused for guests and in a direct message, and without the right to add one.
    """
    who = actor(body)
    text = await deps.read(people.readable, who.team_id, body.get("text", ""))
    name, place = " ".join(text.split()[1:]), {"channel": who.channel, "retired": False, "start": 0}
    view = await (_empty_form(deps, body, name, place) if name else _listed(deps, body, place))
    await deps.slack.open_view(trigger(body), view)


async def _empty_form(deps: Deps, body: Body, name: str, place: Place) -> Body:
    who = actor(body)
    await deps.read(goals.require_right, who.team_id, who.user_id, place["channel"])
    return goals_forms.add(deps.words, name, json.dumps(place))


async def _listed(deps: Deps, body: Body, place: Place) -> Body:
    who, (channel, retired, start) = actor(body), (place[key] for key in ("channel", "retired", "start"))
    page = await deps.read(goals_views.page, who.team_id, who.user_id, channel, retired, start)
    return said.listed(deps.words, page, json.dumps({"channel": channel, "retired": retired, "start": page.start}))


async def _show_saved(deps: Deps, ack: AsyncAck, body: Body, place: Place) -> None:
    """Show the list with what was saved: below the form where it is open, else in the form's place."""
    form = body["view"]["id"]
    root = body["view"].get("root_view_id") or form
    if root == form:
        await ack(response_action="update", view=await _listed(deps, body, place))
    else:
        await _show(deps, ack, body, place, root)


async def _show(deps: Deps, ack: AsyncAck, body: Body, place: Place, view_id: str = "") -> None:
    """Show the list in an open view: the one that was clicked in, if no other is named."""
    view = await _listed(deps, body, place)
    await ack()
    deps.answer(deps.slack.update_view(view_id or body["view"]["id"], view))


def _place(body: Body) -> Place:
    """Return which list somebody looks at, or came to the form from, and in the form which goal it is about."""
    place: Place = json.loads(body["view"]["private_metadata"])
    return place


def _aim(body: Body) -> Aim:
    values = fields(body["view"])
    typed = {field: " ".join((joined(values, field) or "").split()) or None for field in TYPED}
    chosen = {field: values.get(field) for field in ("kind", "measured_on", "due_on", "owner")}
    return Aim(**typed | chosen)
