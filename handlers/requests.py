"""Training requests from the requester's side: the form, the questions, the outcome."""

import json
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.deps import Deps
from bot.domain.requests import Need, Source
from bot.services import (
    goals_views,
    people,
    requests,
    requests_charter,
    requests_triage,
    requests_views,
    requests_waiting,
)
from handlers.payloads import Actor, action_value, actor, delivery, fields, message_place, permalink, trigger
from messages import requests as said
from messages import requests_forms, requests_history, requests_outcomes, requests_outcomes_forms, requests_steps
from messages.forms import joined

Body = dict[str, Any]


def register(app: AsyncApp, deps: Deps) -> None:
    """Listen to the command, the message shortcut, and what a requester does with their request."""

    @app.command(said.COMMAND)
    async def open_form(ack: AsyncAck, body: Body) -> None:
        who = actor(body)
        await deps.read(people.require_member, who.team_id, who.user_id)
        typed = await deps.read(people.readable, who.team_id, body.get("text", ""))
        await _open(body, Need(typed.strip()), {"channel": who.channel})
        await ack()

    @app.message_shortcut(said.CAPTURE)
    async def open_form_on_message(ack: AsyncAck, body: Body) -> None:
        who, message = actor(body), body["message"]
        source = {"channel": who.channel, "key": f"{who.channel}:{message['ts']}", "permalink": permalink(body)}
        await deps.read(people.require_member, who.team_id, who.user_id)
        await deps.read(requests.refuse_second_capture, who.team_id, source["key"])
        written = await deps.read(people.readable, who.team_id, message.get("text", ""))
        await _open(body, Need(written.strip()), source)
        await ack()

    @app.view(said.SUBMIT)
    async def submit(ack: AsyncAck, body: Body) -> None:
        who, about = actor(body), json.loads(body["view"]["private_metadata"])
        source = Source(about["channel"] or None, about.get("key"), about.get("permalink"))
        opened = (who.team_id, who.user_id, need_in(body), source, deps.flow)
        request_id = await deps.once(delivery(body), requests.open_request, *opened)
        await ack()
        deps.answer(_confirm(who, about["response_url"], request_id))

    async def _open(body: Body, need: Need, source: dict[str, str]) -> None:
        about = json.dumps({**source, "response_url": body["response_url"]})
        offered = await deps.read(goals_views.offered, actor(body).team_id, source["channel"])
        await deps.slack.open_view(trigger(body), requests_forms.form(deps.words, need, offered, about))

    async def _confirm(who: Actor, response_url: str, request_id: int) -> None:
        view = await deps.read(requests_views.view, who.team_id, {"request": request_id}, deps.flow)
        await deps.slack.respond(response_url, said.received(deps.words, view))

    @app.action(said.COMPLETE)
    async def open_details(ack: AsyncAck, body: Body) -> None:
        who, request_id = actor(body), int(action_value(body))
        view = await deps.read(requests_views.for_requester, who.team_id, who.user_id, request_id, deps.flow)
        offered = await deps.read(goals_views.offered, who.team_id, view.channel_id or "")
        form = requests_forms.form(deps.words, view.need, offered, str(request_id), said.COMPLETED)
        await deps.slack.open_view(trigger(body), form)
        await ack()

    @app.view(said.COMPLETED)
    async def complete(ack: AsyncAck, body: Body) -> None:
        who, request_id = actor(body), int(body["view"]["private_metadata"])
        completed = (who.team_id, who.user_id, request_id, need_in(body), deps.flow)
        await deps.once(delivery(body), requests.complete, *completed)
        await ack()

    @app.action(requests_steps.READ)
    async def read(ack: AsyncAck, body: Body) -> None:
        who, request_id = actor(body), int(action_value(body))
        view = await deps.read(requests_views.for_reader, who.team_id, who.user_id, request_id, deps.flow)
        await deps.slack.open_view(trigger(body), requests_forms.read(deps.words, view))
        await ack()


def register_answers(app: AsyncApp, deps: Deps) -> None:
    """Listen to what a requester says to an outcome, and does with a request that is over."""

    @app.action(requests_outcomes.AGREE)
    async def agree(ack: AsyncAck, body: Body) -> None:
        who, outcome_id = actor(body), int(action_value(body).split(":")[1])
        await deps.once(delivery(body), requests_charter.agree, who.team_id, who.user_id, outcome_id)
        await ack()

    @app.action(requests_outcomes.TALK)
    async def open_talk(ack: AsyncAck, body: Body) -> None:
        who, request_id = actor(body), int(action_value(body).split(":")[0])
        await deps.read(requests_views.for_answer, who.team_id, who.user_id, request_id, deps.flow)
        await deps.slack.open_view(trigger(body), requests_outcomes_forms.talk(deps.words, request_id))
        await ack()

    @app.view(requests_outcomes.TALKED)
    async def talk(ack: AsyncAck, body: Body) -> None:
        who, request_id = actor(body), int(body["view"]["private_metadata"])
        remark = joined(fields(body["view"]), "remark")
        await deps.once(delivery(body), requests_triage.remark, who.team_id, who.user_id, request_id, remark)
        await ack()

    @app.action(requests_steps.REOPEN)
    async def reopen(ack: AsyncAck, body: Body) -> None:
        who, request_id = actor(body), int(action_value(body))
        place = message_place(body)
        await deps.once(delivery(body), requests_waiting.reopen, who.team_id, who.user_id, request_id, place)
        await ack()

    @app.action(requests_history.WITHDRAW)
    async def withdraw(ack: AsyncAck, body: Body) -> None:
        who, request_id = actor(body), int(action_value(body))
        await deps.once(delivery(body), requests_waiting.withdraw, who.team_id, who.user_id, request_id)
        await ack()


def need_in(body: Body) -> Need:
    """Return what stands in the request form."""
    values = fields(body["view"])
    return Need(
        problem=joined(values, "problem") or "",
        desired=joined(values, "desired"),
        audience=joined(values, "audience"),
        evidence=joined(values, "evidence"),
        goal=joined(values, "goal"),
        goal_id=int(values["goal_id"]) if values.get("goal_id") else None,
        needed_by=values.get("needed_by"),
        tried=joined(values, "tried"),
        is_crisis=bool(values.get("is_crisis")),
    )
