"""The forms above a follow-up: put it off, change it, hand it over, give it up."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.deps import Deps
from bot.domain.followups import FollowUpView
from bot.services import followups, followups_changes, followups_days, followups_offers, followups_views
from handlers import followups_lists
from handlers.payloads import Actor, action_value, actor, delivery, fields, message_place, trigger
from messages import followups as said
from messages import followups_forms
from messages import followups_lists as lists
from messages.forms import joined

Body = dict[str, Any]


def register(app: AsyncApp, deps: Deps) -> None:
    """Listen to what opens the forms of a follow-up, and to their submissions."""

    @app.action(said.SNOOZE)
    async def open_snooze(ack: AsyncAck, body: Body) -> None:
        await _open(deps, body, said.SNOOZE, int(action_value(body)))
        await ack()

    @app.action(said.REASSIGN)
    async def open_reassign(ack: AsyncAck, body: Body) -> None:
        await _open(deps, body, said.REASSIGN, int(action_value(body)))
        await ack()

    @app.action(said.MORE)
    async def open_more(ack: AsyncAck, body: Body) -> None:
        step, follow_up_id = said.chosen(action_value(body))
        await _open(deps, body, said.STEPS[step], follow_up_id)
        await ack()

    @app.view(said.SNOOZE)
    async def snooze(ack: AsyncAck, body: Body) -> None:
        await _note(deps, ack, body, followups.snooze, fields(body["view"]).get("until"))

    @app.view(said.CHANGE)
    async def change(ack: AsyncAck, body: Body) -> None:
        await _note(deps, ack, body, followups_changes.change, followups_lists.change_of(body))

    @app.view(said.REASSIGN)
    async def reassign(ack: AsyncAck, body: Body) -> None:
        await _note(deps, ack, body, followups_offers.reassign, fields(body["view"]).get("owner"))

    @app.view(said.GIVE_UP)
    async def give_up(ack: AsyncAck, body: Body) -> None:
        await _note(deps, ack, body, followups_changes.give_up, joined(fields(body["view"]), "reason"))


async def _open(deps: Deps, body: Body, form: str, follow_up_id: int) -> None:
    """Open a form, above the list where it was asked for there. Raises Refused."""
    who = actor(body)
    follow_up = await deps.read(followups_views.for_change, who.team_id, who.user_id, follow_up_id, deps.now())
    in_list = (body.get("view") or {}).get("type") == "modal"
    about: Body = {"follow_up": follow_up_id, "place": message_place(body)}
    if in_list:
        about |= {"list": body["view"]["id"], "shown": body["view"]["private_metadata"]}
    view = await _form(deps, who, form, follow_up, json.dumps(about))
    await (deps.slack.push_view if in_list else deps.slack.open_view)(trigger(body), view)


async def _form(deps: Deps, who: Actor, form: str, follow_up: FollowUpView, about: str) -> Body:
    if form == said.CHANGE:
        return followups_forms.change(deps.words, followups_views.as_said(follow_up), about)
    if form == said.REASSIGN:
        return followups_forms.reassign(deps.words, follow_up, about)
    if form == said.GIVE_UP:
        return followups_forms.give_up(deps.words, follow_up, about)
    days = await deps.read(followups_days.of_person, who.team_id, follow_up.owner or follow_up.partner)
    tomorrow = days.today(deps.now()) + timedelta(days=1)
    until = tomorrow if days.is_working_day(tomorrow) else days.after(tomorrow, 1)
    return followups_forms.snooze(deps.words, follow_up, until, about)


async def _note(deps: Deps, ack: AsyncAck, body: Body, service: Callable[..., None], value: object) -> None:
    who, about = actor(body), json.loads(body["view"]["private_metadata"])
    values = (who.team_id, who.user_id, about["follow_up"], value, tuple(about["place"]))
    await deps.once(delivery(body), service, *values)
    await ack()
    if "list" in about:
        followups_lists.show_again(deps, body, about["list"], lists.wished(about["shown"]))
