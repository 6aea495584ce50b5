"""Lists of follow-ups: which one, which page, and a new one."""

from dataclasses import replace
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.deps import Deps
from bot.domain.followups import Standing, Wish
from bot.domain.followups_changes import Change
from bot.services import followups_changes, followups_lists, people
from handlers.payloads import action_value, actor, delivery, fields, trigger
from messages import followups_forms
from messages import followups_lists as said
from messages.forms import joined

Body = dict[str, Any]


def register(app: AsyncApp, deps: Deps) -> None:
    """Listen to the menus and buttons of a list, and to the form for a new follow-up."""

    @app.action(said.WHOSE)
    async def choose_whose(ack: AsyncAck, body: Body) -> None:
        await _turn(deps, ack, body, replace(_wish(body), whose=action_value(body), start=0))

    @app.action(said.STANDING)
    async def choose_state(ack: AsyncAck, body: Body) -> None:
        await _turn(deps, ack, body, replace(_wish(body), standing=Standing(action_value(body)), start=0))

    @app.action(said.TURN)
    async def turn(ack: AsyncAck, body: Body) -> None:
        await _turn(deps, ack, body, replace(_wish(body), start=int(action_value(body))))

    @app.action(followups_forms.ADD)
    async def open_add(ack: AsyncAck, body: Body) -> None:
        form = await _empty_form(deps, body, Change(owner=actor(body).user_id), said.about(_wish(body)))
        await deps.slack.push_view(trigger(body), form)
        await ack()

    @app.view(followups_forms.ADD)
    async def add(ack: AsyncAck, body: Body) -> None:
        who = actor(body)
        await deps.once(delivery(body), followups_changes.add, who.team_id, who.user_id, change_of(body))
        wish = said.wished(body["view"]["private_metadata"])
        if body["view"]["root_view_id"] == body["view"]["id"]:
            await ack(response_action="update", view=await _listed(deps, body, wish))
            return
        await ack()
        deps.answer(_show(deps, body, wish, body["view"]["root_view_id"]))


async def open_list(deps: Deps, body: Body) -> None:
    """Open one's own follow-ups; words after the command are a new one, in its form. Raises Refused for guests then."""
    who = actor(body)
    text = await deps.read(people.readable, who.team_id, body.get("text", ""))
    words = " ".join(text.split()[1:])
    if words:
        view = await _empty_form(deps, body, Change(words, who.user_id), said.about(Wish()))
    else:
        view = await _listed(deps, body, Wish())
    await deps.slack.open_view(trigger(body), view)


def show_again(deps: Deps, body: Body, list_view: str = "", wish: Wish | None = None) -> None:
    """Show a list as things are now: the one that was clicked in, or, below a form, the one that is named."""
    view = body.get("view") or {}
    if list_view and wish:
        deps.answer(_show(deps, body, wish, list_view))
    elif body.get("type") == "block_actions" and view.get("type") == "modal":
        deps.answer(_show(deps, body, _wish(body), view["id"]))


def change_of(body: Body) -> Change:
    """Return what a form says of a follow-up."""
    values = fields(body["view"])
    return Change(joined(values, "text"), values.get("owner"), values.get("due_on"), values.get("about"))


async def _turn(deps: Deps, ack: AsyncAck, body: Body, wish: Wish) -> None:
    view = await _listed(deps, body, wish)
    await ack()
    deps.answer(deps.slack.update_view(body["view"]["id"], view))


async def _show(deps: Deps, body: Body, wish: Wish, view_id: str) -> None:
    await deps.slack.update_view(view_id, await _listed(deps, body, wish))


async def _listed(deps: Deps, body: Body, wish: Wish) -> Body:
    who = actor(body)
    return said.listed(deps.words, await deps.read(followups_lists.page, who.team_id, who.user_id, wish, deps.now()))


async def _empty_form(deps: Deps, body: Body, begun: Change, about: str) -> Body:
    who = actor(body)
    offered = await deps.read(followups_lists.abouts, who.team_id, who.user_id)
    here = f"department:{who.channel}" if who.channel in offered.departments else None
    return followups_forms.add(deps.words, replace(begun, about=here), offered, about)


def _wish(body: Body) -> Wish:
    return said.wished(body["view"]["private_metadata"])
