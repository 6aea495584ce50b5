"""The catalogue of resources: everybody looks and searches, partners add, change and retire."""

import json
from collections.abc import Callable
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.deps import Deps
from bot.domain.catalogue import Entry, said_in
from bot.services import catalogue, catalogue_views, people
from handlers.payloads import Actor, action_value, actor, delivery, fields, trigger
from messages import catalogue as said
from messages import catalogue_forms
from messages.forms import joined

Body = dict[str, Any]
TYPED = ("title", "address", "topics", "good_for", "minutes", "for_whom")
WORDS_MAX = 200


def register(app: AsyncApp, deps: Deps) -> None:
    """Listen to the list of resources and to the forms on top of it."""

    @app.view(said.SEARCH)
    async def search(ack: AsyncAck, body: Body) -> None:
        words = joined(fields(body["view"]), "words") or ""
        await ack(response_action="update", view=await listing(deps, actor(body), words))

    @app.action(said.ADD)
    async def open_new(ack: AsyncAck, body: Body) -> None:
        who = actor(body)
        await deps.read(people.require_partner, who.team_id, who.user_id)
        form = catalogue_forms.form(deps.words, Entry("", None), None, searched(body))
        await deps.slack.push_view(trigger(body), form)
        await ack()

    @app.view(said.ADDED)
    async def add(ack: AsyncAck, body: Body) -> None:
        who = actor(body)
        await deps.once(delivery(body), catalogue.add, who.team_id, who.user_id, _entry(body))
        await ack()
        deps.answer(show_below(deps, body))

    @app.action(said.CHANGE)
    async def open_known(ack: AsyncAck, body: Body) -> None:
        who, resource_id = actor(body), int(action_value(body))
        view = await deps.read(catalogue_views.for_change, who.team_id, who.user_id, resource_id)
        form = catalogue_forms.form(deps.words, view, resource_id, searched(body))
        await deps.slack.push_view(trigger(body), form)
        await ack()

    @app.view(said.CHANGED)
    async def change(ack: AsyncAck, body: Body) -> None:
        who, resource_id = actor(body), int(json.loads(body["view"]["private_metadata"])["id"])
        await deps.once(delivery(body), catalogue.change, who.team_id, who.user_id, resource_id, _entry(body))
        await ack()
        deps.answer(show_below(deps, body))

    @app.action(said.RETIRE)
    async def retire(ack: AsyncAck, body: Body) -> None:
        await _set(catalogue.retire, body)
        await ack()

    @app.action(said.BRING_BACK)
    async def bring_back(ack: AsyncAck, body: Body) -> None:
        await _set(catalogue.bring_back, body)
        await ack()

    async def _set(service: Callable[..., None], body: Body) -> None:
        who = actor(body)
        await deps.once(delivery(body), service, who.team_id, who.user_id, int(action_value(body)))
        deps.answer(show_again(deps, body))


async def open_list(deps: Deps, body: Body) -> None:
    """Open the list of what fits the words after the command. Raises Refused for guests."""
    who = actor(body)
    typed = await deps.read(people.readable, who.team_id, body.get("text", ""))
    view = await listing(deps, who, "".join(typed.strip().split(maxsplit=1)[1:]))
    await deps.slack.open_view(trigger(body), view)


async def listing(deps: Deps, who: Actor, words: str, note: str = "") -> Body:
    """Return the list of what fits some words, as somebody may see it. Raises Refused for guests."""
    place = (who.team_id, who.user_id, words[:WORDS_MAX], catalogue_forms.SHOWN)
    found = await deps.read(catalogue_views.listing, *place)
    return catalogue_forms.listing(deps.words, found, note)


async def show_again(deps: Deps, body: Body, note: str = "") -> None:
    """Bring the list up to date in which somebody clicked."""
    view = await listing(deps, actor(body), searched(body), note)
    await deps.slack.update_view(body["view"]["id"], view)


async def show_below(deps: Deps, body: Body) -> None:
    """Bring the list up to date that is below the form that was sent."""
    words = json.loads(body["view"]["private_metadata"])["words"]
    await deps.slack.update_view(body["view"]["root_view_id"], await listing(deps, actor(body), words))


def searched(body: Body) -> str:
    """Return what was searched for in the list in which somebody clicked."""
    return str(body["view"]["private_metadata"])


def _entry(body: Body) -> Entry:
    values = fields(body["view"])
    return Entry(kind=values.get("kind"), **said_in({field: joined(values, field) for field in TYPED}))
