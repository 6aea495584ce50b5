"""A poll that opens later: its owner looks at it, changes it, or calls it off."""

import json
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.deps import Deps
from bot.domain.polls_life import Times
from bot.domain.polls_results import PollView
from bot.services import polls_planned, polls_views
from handlers.payloads import action_value, actor, delivery, fields, trigger
from handlers.polls_life import wording
from messages import forms, polls
from messages import polls_planned as said

Body = dict[str, Any]


def register(app: AsyncApp, deps: Deps) -> None:
    """Listen to the buttons at a planned poll, and to its form."""

    @app.action(said.PREVIEW)
    async def preview(ack: AsyncAck, body: Body) -> None:
        message = polls.poll(deps.words, await _waiting(deps, body))
        shown = [block for block in message.blocks if block["type"] != "actions"]
        await deps.slack.open_view(trigger(body), forms.shown(deps.words, "polls_planned.preview", _still(shown)))
        await ack()

    @app.action(said.CHANGE)
    async def open_change(ack: AsyncAck, body: Body) -> None:
        form = said.change_form(deps.words, await _waiting(deps, body))
        await deps.slack.open_view(trigger(body), form)
        await ack()

    @app.view(said.CHANGED)
    async def change(ack: AsyncAck, body: Body) -> None:
        who, values = actor(body), fields(body["view"])
        poll_id = json.loads(body["view"]["private_metadata"])["poll"]
        times = Times(values.get("opens_at"), values.get("closes_at"))
        await deps.once(
            delivery(body), polls_planned.change, who.team_id, who.user_id, poll_id, wording(body), times
        )  # fmt: skip
        await ack()

    @app.action(said.CALL_OFF)
    async def call_off(ack: AsyncAck, body: Body) -> None:
        who, poll_id = actor(body), int(action_value(body))
        await deps.once(delivery(body), polls_planned.call_off, who.team_id, who.user_id, poll_id)
        await ack()


async def _waiting(deps: Deps, body: Body) -> PollView:
    who, poll_id = actor(body), int(action_value(body))
    await deps.read(polls_planned.waiting, who.team_id, who.user_id, poll_id)
    return await deps.read(polls_views.view, who.team_id, {"poll": poll_id})


def _still(blocks: list[Body]) -> list[Body]:
    """Return blocks in which nothing can be clicked."""
    return [{name: part for name, part in block.items() if name != "accessory"} for block in blocks]
