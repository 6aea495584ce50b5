"""Departments: the bot is invited, asks which department this is, and notices when it loses a channel."""

import json
from dataclasses import replace
from datetime import time
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.deps import Deps
from bot.domain.departments import Cadence, Description
from bot.services import departments_form, departments_presence, places, polls_noticing
from bot.slack import SlackError
from handlers.payloads import action_value, actor, delivery, fields, trigger
from messages import departments as said
from messages import departments_forms, pickers
from messages.forms import joined

Body = dict[str, Any]


def register(app: AsyncApp, deps: Deps) -> None:
    """Listen to the form that describes a department, and to what happens to the bot in channels."""

    @app.action(said.OPEN)
    async def open_from_button(ack: AsyncAck, body: Body) -> None:
        await _open(deps, body, action_value(body))
        await ack()

    @app.view(said.SUBMIT)
    async def submit(ack: AsyncAck, body: Body) -> None:
        who, about = actor(body), json.loads(body["view"]["private_metadata"])
        described = (about["channel"], _description(body), about["is_there"])
        await deps.once(delivery(body), departments_form.describe, who.team_id, who.user_id, *described)
        await ack()

    @app.options(said.ZONES)
    async def offer_zones(ack: AsyncAck, body: Body) -> None:
        await ack(options=pickers.options(places.zones_like(body["value"], pickers.OPTIONS_MAX)))

    @app.options(said.COUNTRIES)
    async def offer_countries(ack: AsyncAck, body: Body) -> None:
        await ack(options=pickers.options(places.countries_like(body["value"], pickers.OPTIONS_MAX)))

    @app.options(said.REGIONS)
    async def offer_regions(ack: AsyncAck, body: Body) -> None:
        await ack(options=pickers.options(places.regions_like(body["value"], pickers.OPTIONS_MAX)))

    @app.event("member_joined_channel")
    async def joined_channel(body: Body) -> None:
        who, inviter = actor(body), body["event"].get("inviter")
        place = (who.team_id, who.user_id, who.channel, inviter)
        await deps.once(delivery(body), departments_presence.joined, *place)

    @app.event("member_left_channel")
    async def left_channel(body: Body) -> None:
        who = actor(body)
        await deps.once(delivery(body), departments_presence.bot_left, who.team_id, who.user_id, who.channel)

    @app.event("channel_left")
    @app.event("group_left")
    async def removed(body: Body) -> None:
        await _lost(body, "removed")

    @app.event("channel_archive")
    @app.event("group_archive")
    async def archived(body: Body) -> None:
        await _lost(body, "archived")

    async def _lost(body: Body, why: str) -> None:
        who = actor(body)
        await deps.store.run(polls_noticing.channel_gone, deps.keys, who.team_id, who.channel, deps.now())
        await deps.once(delivery(body), departments_presence.left, who.team_id, who.channel, why)


async def open_form(deps: Deps, body: Body) -> None:
    """Open the form for the channel in which the command was typed. Raises Refused."""
    await _open(deps, body, actor(body).channel)


async def _open(deps: Deps, body: Body, channel: str) -> None:
    who = actor(body)
    department = await deps.read(departments_form.opened, who.team_id, who.user_id, channel, deps.now())
    room = await _room(deps, channel)
    about = json.dumps({"channel": channel, "is_there": bool(room.get("is_member"))})
    if not department.name:
        department = replace(department, name=room.get("name", ""))
    await deps.slack.open_view(trigger(body), departments_forms.form(deps.words, department, about))


async def _room(deps: Deps, channel: str) -> Body:
    """Ask Slack for the channel; a private one that the bot is not in stays unknown."""
    try:
        answer = await deps.slack.read("conversations.info", channel=channel)
    except SlackError:
        return {}
    return dict(answer["channel"])


def _description(body: Body) -> Description:
    values = fields(body["view"])
    own = {field: json.loads(values.pop(field)) for field in Cadence.__slots__ if field in values}
    hours = {field: _clock(values.get(field)) for field in ("opens", "closes")}
    return Description(**values | hours | {"name": joined(values, "name"), "cadence": Cadence(**own) if own else None})


def _clock(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None
