"""Mentors: members volunteer for themselves and stop at once; partners see who did."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.deps import Deps
from bot.domain.catalogue import topics_in
from bot.domain.catalogue_mentors import Offer
from bot.services import catalogue_mentors, catalogue_sheets, catalogue_views, people
from handlers.catalogue_files import send_table
from handlers.payloads import actor, delivery, fields, trigger
from messages import catalogue_mentors as said
from messages.forms import joined

Body = dict[str, Any]


def register(app: AsyncApp, deps: Deps) -> None:
    """Listen to the form in which somebody volunteers, and to its buttons."""

    @app.view(said.VOLUNTEERED)
    async def volunteer(ack: AsyncAck, body: Body) -> None:
        who, offer = actor(body), _offer(body)
        await deps.once(delivery(body), catalogue_mentors.volunteer, who.team_id, who.user_id, offer)
        await ack(response_action="update", view=said.volunteered(deps.words, offer))

    @app.action(said.STOP)
    async def stop(ack: AsyncAck, body: Body) -> None:
        who = actor(body)
        await deps.once(delivery(body), catalogue_mentors.stop, who.team_id, who.user_id)
        await ack()
        deps.answer(deps.slack.update_view(body["view"]["id"], said.stopped(deps.words)))

    @app.action(said.EXPORT)
    async def export(ack: AsyncAck, body: Body) -> None:
        who = actor(body)
        table = await deps.read(catalogue_sheets.mentors_sheet, who.team_id, who.user_id)
        await ack()
        deps.answer(_export(deps, body, table))


async def open_form(deps: Deps, body: Body) -> None:
    """Open the form with the topics typed after the command. Raises Refused for guests."""
    who = actor(body)
    page = await deps.read(catalogue_views.mentoring, who.team_id, who.user_id)
    typed = await deps.read(people.readable, who.team_id, body.get("text", ""))
    form = said.form(deps.words, page, "".join(typed.strip().split(maxsplit=1)[1:]))
    await deps.slack.open_view(trigger(body), form)


async def _export(deps: Deps, body: Body, table: str) -> None:
    who = actor(body)
    note = await send_table(deps, who.user_id, "catalogue_mentors", table)
    page = await deps.read(catalogue_views.mentoring, who.team_id, who.user_id)
    await deps.slack.update_view(body["view"]["id"], said.form(deps.words, page, note=note))


def _offer(body: Body) -> Offer:
    values = fields(body["view"])
    hours, topics = values.get("hours"), joined(values, "topics")
    return Offer(topics_in(topics), int(hours) if hours else None, joined(values, "about"))
