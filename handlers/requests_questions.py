"""The questions about a request: a partner sends them, the requester answers or leaves them out."""

import json
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.deps import Deps
from bot.domain.requests_questions import BATCH
from bot.services import requests_answers, requests_questions, requests_views
from bot.services.requests_questions import ToAsk
from handlers.payloads import action_value, actor, delivery, fields, trigger
from messages import requests_questions as said
from messages.forms import joined
from messages.requests_steps import ASK

Body = dict[str, Any]


def register(app: AsyncApp, deps: Deps) -> None:
    """Listen to the buttons and forms of questions."""

    @app.action(ASK)
    async def open_question(ack: AsyncAck, body: Body) -> None:
        who, request_id = actor(body), int(action_value(body))
        view = await deps.read(requests_views.for_triage, who.team_id, who.user_id, request_id, deps.flow)
        proposed = await deps.read(requests_views.to_ask, who.team_id, request_id, deps.flow)
        await deps.slack.open_view(trigger(body), said.ask_form(deps.words, view, proposed))
        await ack()

    @app.view(said.ASKED)
    async def ask(ack: AsyncAck, body: Body) -> None:
        who, about = actor(body), json.loads(body["view"]["private_metadata"])
        questions = _questions(deps, fields(body["view"]), about["slugs"])
        asked = (who.team_id, who.user_id, about["request"], questions)
        await deps.once(delivery(body), requests_questions.ask, *asked)
        await ack()

    @app.action(said.ANSWER)
    async def open_answer(ack: AsyncAck, body: Body) -> None:
        who, (request_id, batch) = actor(body), map(int, action_value(body).split(":"))
        view = await deps.read(requests_views.for_answer, who.team_id, who.user_id, request_id, deps.flow)
        form = said.answer_form(deps.words, view, said.of_batch(view, batch), on_behalf=False)
        await deps.slack.open_view(trigger(body), form)
        await ack()

    @app.view(said.ANSWERED)
    async def answer(ack: AsyncAck, body: Body) -> None:
        who, request_id = actor(body), int(body["view"]["private_metadata"])
        answers = said.answers(fields(body["view"]))
        answered = (who.team_id, who.user_id, request_id, answers, deps.flow)
        await deps.once(delivery(body), requests_answers.answer, *answered)
        await ack()

    @app.action(said.SKIP)
    async def skip(ack: AsyncAck, body: Body) -> None:
        who, (request_id, batch) = actor(body), map(int, action_value(body).split(":"))
        await deps.once(delivery(body), requests_answers.skip, who.team_id, who.user_id, request_id, batch)
        await ack()


def _questions(deps: Deps, values: dict[str, Any], slugs: list[str]) -> list[ToAsk]:
    """Return what a partner wants to ask: of the flow's questions those that were left, and one of their own."""
    proposed = [(slug, joined(values, f"proposed_{place}")) for place, slug in enumerate(slugs[:BATCH])]
    own = joined(values, "question")
    asked = [ToAsk(text, slug, _why(deps, slug)) for slug, text in proposed if text]
    return ([ToAsk(own)] if own else []) + asked


def _why(deps: Deps, slug: str) -> str | None:
    question = deps.flow.question(slug)
    return question.why if question else None
