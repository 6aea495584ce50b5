"""Answers that voters add to a poll."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.deps import Deps
from bot.services import polls_options
from handlers.payloads import action_value, actor, delivery, fields, trigger
from messages import polls_options as said
from messages.forms import joined

Body = dict[str, Any]


def register(app: AsyncApp, deps: Deps) -> None:
    """Listen to *Add an answer* and to its form."""

    @app.action(said.ADD)
    async def open_form(ack: AsyncAck, body: Body) -> None:
        who, poll_id = actor(body), int(action_value(body))
        question = await deps.read(polls_options.form, who.team_id, who.user_id, poll_id, deps.now())
        await deps.slack.open_view(trigger(body), said.form(deps.words, question, poll_id))
        await ack()

    @app.view(said.ADDED)
    async def add(ack: AsyncAck, body: Body) -> None:
        who, poll_id = actor(body), int(body["view"]["private_metadata"])
        option = joined(fields(body["view"]), "option") or ""
        await deps.once(delivery(body), polls_options.add, who.team_id, who.user_id, poll_id, option)
        await ack()
