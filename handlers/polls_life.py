"""What its owner does with a poll that was asked: the steps of its menu, and the forms behind them."""

import json
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any, Final

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.deps import Deps
from bot.domain.polls import options_in
from bot.domain.polls_life import Wording
from bot.domain.polls_results import PollView
from bot.services import polls, polls_closing, polls_life, polls_noticing, polls_reminders, polls_series, polls_views
from handlers.own_events import takes_away
from handlers.payloads import Actor, actor, delivery, fields, trigger
from messages import notices
from messages import polls_life as said
from messages import polls_reminders as reminders
from messages.forms import joined

Body = dict[str, Any]
Step = Callable[[Deps, Body, int], Awaitable[None]]


def register(app: AsyncApp, deps: Deps) -> None:
    """Listen to the forms behind the menu of a poll."""

    @app.view(said.EDITED)
    async def edit(ack: AsyncAck, body: Body) -> None:
        who, about = actor(body), json.loads(body["view"]["private_metadata"])
        values = (deps.keys, who.team_id, who.user_id, about["poll"], wording(body), about["shown"])
        await deps.once(delivery(body), polls_life.edit, *values)
        await ack()

    @app.view(said.REOPENED)
    async def reopen(ack: AsyncAck, body: Body) -> None:
        await deps.once(delivery(body), polls_life.reopen, *_until(body))
        await ack()

    @app.view(said.AGAIN)
    async def ask_again(ack: AsyncAck, body: Body) -> None:
        await deps.once(delivery(body), polls_life.ask_again, *_until(body))
        await ack()

    @app.view(said.STOPPED)
    async def stop(ack: AsyncAck, body: Body) -> None:
        await deps.once(delivery(body), polls_series.stop_by_hand, *_poll(body))
        await ack()

    @app.view(said.DELETED)
    async def delete(ack: AsyncAck, body: Body) -> None:
        ends_series = fields(body["view"]).get("series") == said.ENDS
        await deps.once(delivery(body), polls_life.delete, *_poll(body), ends_series)
        await ack()


async def hear(deps: Deps, body: Body) -> None:
    """Notice that the message of a poll was deleted by hand."""
    event = body["event"]
    ts = str((event.get("message") or {}).get("ts") or event.get("deleted_ts") or "")
    place = (actor(body).team_id, event["channel"], ts)
    if takes_away(event) and await deps.read(polls_noticing.knows, *place):
        await deps.store.run(polls_noticing.message_gone, deps.keys, *place, deps.now())


def wording(body: Body) -> Wording:
    """Return what a form says of a poll."""
    values = fields(body["view"])
    number = sum(field.startswith("question_") and "." not in field for field in values)
    asked = tuple(
        (joined(values, f"question_{place}") or "", options_in(joined(values, f"options_{place}") or ""))
        for place in range(number)
    )
    return Wording(joined(values, "title") or "", joined(values, "reason") or "", asked)


async def _open_edit(deps: Deps, body: Body, poll_id: int) -> None:
    who = actor(body)
    await deps.read(polls_life.to_edit, who.team_id, who.user_id, poll_id, deps.now())
    view = await _view(deps, who, poll_id)
    await deps.slack.open_view(trigger(body), said.edit_form(deps.words, view))


async def _remind(deps: Deps, body: Body, poll_id: int) -> None:
    who = actor(body)
    await deps.once(delivery(body), polls_reminders.wish, who.team_id, who.user_id, poll_id)
    view = await _view(deps, who, poll_id)
    told = notices.note(reminders.wished(deps.words, view))
    deps.answer(deps.slack.respond(body["response_url"], told))


async def _open_stop(deps: Deps, body: Body, poll_id: int) -> None:
    who = actor(body)
    await deps.read(polls_series.to_stop, who.team_id, who.user_id, poll_id)
    view = await _view(deps, who, poll_id)
    await deps.slack.open_view(trigger(body), said.stop_form(deps.words, view))


async def _open_delete(deps: Deps, body: Body, poll_id: int) -> None:
    who = actor(body)
    await deps.read(polls_closing.of_owner, who.team_id, who.user_id, poll_id)
    view = await _view(deps, who, poll_id)
    await deps.slack.open_view(trigger(body), said.delete_form(deps.words, view))


async def _open_reopen(deps: Deps, body: Body, poll_id: int) -> None:
    who = actor(body)
    await deps.read(polls_life.to_reopen, who.team_id, who.user_id, poll_id)
    view = await _view(deps, who, poll_id)
    closes_at = await deps.read(polls.default_closing, who.team_id, view.channel_id, view.owner, deps.now())
    await deps.slack.open_view(trigger(body), said.reopen_form(deps.words, view, closes_at))


async def _view(deps: Deps, who: Actor, poll_id: int) -> PollView:
    return await deps.read(polls_views.view, who.team_id, {"poll": poll_id})


def _poll(body: Body) -> tuple[str, str, int]:
    who = actor(body)
    return who.team_id, who.user_id, int(body["view"]["private_metadata"])


def _until(body: Body) -> tuple[str, str, int, datetime | None]:
    return *_poll(body), fields(body["view"]).get("closes_at")


STEPS: Final[Mapping[str, Step]] = {
    said.EDIT: _open_edit,
    said.REMIND: _remind,
    said.STOP: _open_stop,
    said.DELETE: _open_delete,
    said.REOPEN: _open_reopen,
}
