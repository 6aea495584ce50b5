"""Before anything new is built: a partner looks at what exists, and has two requests worked on together."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.deps import Deps
from bot.services import requests_links, requests_matches, requests_views
from handlers.payloads import action_value, actor, delivery, fields, trigger
from messages import requests_links as said
from messages.forms import joined
from messages.requests_steps import MATCHES, UNLINK

Body = dict[str, Any]


def register(app: AsyncApp, deps: Deps) -> None:
    """Listen to the buttons and the form of similar requests."""

    @app.action(MATCHES)
    async def open_matches(ack: AsyncAck, body: Body) -> None:
        who, request_id = actor(body), int(action_value(body))
        view = await deps.read(requests_views.for_partner, who.team_id, who.user_id, request_id, deps.flow)
        found = await deps.read(requests_matches.find, who.team_id, request_id, deps.matcher)
        await deps.slack.open_view(trigger(body), said.matches(deps.words, view, found))
        await ack()

    @app.action(said.LINK)
    async def open_link(ack: AsyncAck, body: Body) -> None:
        who, (request_id, other_id) = actor(body), map(int, action_value(body).split(":"))
        view = await deps.read(requests_views.for_partner, who.team_id, who.user_id, request_id, deps.flow)
        other = await deps.read(requests_views.for_partner, who.team_id, who.user_id, other_id, deps.flow)
        await deps.slack.push_view(trigger(body), said.link_form(deps.words, view, other))
        await ack()

    @app.view(said.LINKED)
    async def link(ack: AsyncAck, body: Body) -> None:
        who, values = actor(body), fields(body["view"])
        request_id, other_id = map(int, body["view"]["private_metadata"].split(":"))
        words, introduce = joined(values, "introduction"), bool(values.get("introduce"))
        linked = (who.team_id, who.user_id, request_id, other_id, words, introduce)
        await deps.once(delivery(body), requests_links.link, *linked)
        await ack(response_action="clear")

    @app.action(UNLINK)
    async def unlink(ack: AsyncAck, body: Body) -> None:
        who, request_id = actor(body), int(action_value(body))
        await deps.once(delivery(body), requests_links.unlink, who.team_id, who.user_id, request_id)
        await ack()
