"""Training requests: the form, what becomes of it, and the partners' buttons."""

import json
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.deps import Deps
from bot.domain.requests import Need, Source
from bot.services import people, requests, requests_triage, requests_views
from handlers.payloads import Actor, action_value, actor, delivery, fields, permalink, trigger
from messages import requests as said
from messages import requests_forms
from messages.forms import joined

Body = dict[str, Any]


def register(app: AsyncApp, deps: Deps) -> None:
    """Listen to the command, the message shortcut, the buttons and the forms of a training request."""

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
        request_id = await deps.once(
            delivery(body), requests.open_request, who.team_id, who.user_id, _need(body), source
        )
        await ack()
        deps.answer(_confirm(who, about["response_url"], request_id))

    async def _open(body: Body, need: Need, source: dict[str, str]) -> None:
        about = json.dumps({**source, "response_url": body["response_url"]})
        await deps.slack.open_view(trigger(body), requests_forms.form(deps.words, need, about))

    async def _confirm(who: Actor, response_url: str, request_id: int) -> None:
        view = await deps.read(requests_views.view, who.team_id, {"request": request_id})
        await deps.slack.respond(response_url, said.received(deps.words, view))

    @app.action(said.COMPLETE)
    async def open_details(ack: AsyncAck, body: Body) -> None:
        who, request_id = actor(body), int(action_value(body))
        view = await deps.read(requests_views.for_requester, who.team_id, who.user_id, request_id)
        form = requests_forms.form(deps.words, view.need, str(request_id), said.COMPLETED)
        await deps.slack.open_view(trigger(body), form)
        await ack()

    @app.view(said.COMPLETED)
    async def complete(ack: AsyncAck, body: Body) -> None:
        who, request_id = actor(body), int(body["view"]["private_metadata"])
        await deps.once(delivery(body), requests.complete, who.team_id, who.user_id, request_id, _need(body))
        await ack()

    @app.action(said.READ)
    async def read(ack: AsyncAck, body: Body) -> None:
        who, request_id = actor(body), int(action_value(body))
        view = await deps.read(requests_views.for_requester, who.team_id, who.user_id, request_id)
        await deps.slack.open_view(trigger(body), requests_forms.read(deps.words, view))
        await ack()

    @app.action(said.ANSWER)
    async def open_answer(ack: AsyncAck, body: Body) -> None:
        who, question_id = actor(body), int(action_value(body))
        asked = await deps.read(requests_views.for_answer, who.team_id, who.user_id, question_id)
        await deps.slack.open_view(trigger(body), requests_forms.answer(deps.words, asked))
        await ack()

    @app.view(said.ANSWERED)
    async def answer(ack: AsyncAck, body: Body) -> None:
        who, question_id = actor(body), int(body["view"]["private_metadata"])
        text = joined(fields(body["view"]), "answer")
        await deps.once(delivery(body), requests.answer, who.team_id, who.user_id, question_id, text)
        await ack()


def register_triage(app: AsyncApp, deps: Deps) -> None:
    """Listen to what L&D partners do with a request: take it, ask about it, decide it."""

    @app.action(said.TAKE)
    async def take(ack: AsyncAck, body: Body) -> None:
        who, request_id = actor(body), int(action_value(body))
        await deps.once(delivery(body), requests_triage.take, who.team_id, who.user_id, request_id)
        await ack()

    @app.action(said.ASK)
    async def open_question(ack: AsyncAck, body: Body) -> None:
        who, request_id = actor(body), int(action_value(body))
        view = await deps.read(requests_views.for_triage, who.team_id, who.user_id, request_id)
        await deps.slack.open_view(trigger(body), requests_forms.ask(deps.words, view))
        await ack()

    @app.view(said.ASKED)
    async def ask(ack: AsyncAck, body: Body) -> None:
        who, request_id = actor(body), int(body["view"]["private_metadata"])
        question = joined(fields(body["view"]), "question")
        await deps.once(delivery(body), requests_triage.ask, who.team_id, who.user_id, request_id, question)
        await ack()

    @app.action(said.DECIDE)
    async def open_decision(ack: AsyncAck, body: Body) -> None:
        who, request_id = actor(body), int(action_value(body))
        view = await deps.read(requests_views.for_triage, who.team_id, who.user_id, request_id)
        await deps.slack.open_view(trigger(body), requests_forms.decide(deps.words, view))
        await ack()

    @app.view(said.DECIDED)
    async def decide(ack: AsyncAck, body: Body) -> None:
        who, request_id, values = actor(body), int(body["view"]["private_metadata"]), fields(body["view"])
        decision = (request_id, values.get("outcome"), joined(values, "reason"))
        await deps.once(delivery(body), requests_triage.decide, who.team_id, who.user_id, *decision)
        await ack()


def _need(body: Body) -> Need:
    values = fields(body["view"])
    texts = {field: joined(values, field) for field in said.FIELDS}
    return Need(**texts | {"problem": texts["problem"] or "", "needed_by": values.get("needed_by")})
