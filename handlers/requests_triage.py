"""Training requests from the partners' side: taken, handed over, analysed."""

from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.deps import Deps
from bot.domain.detective import Cause
from bot.services import goals_views, people, requests_triage, requests_views
from bot.services.requests_triage import Analysis
from handlers import requests_outcomes
from handlers.payloads import action_value, actor, delivery, fields, trigger
from messages import requests as said
from messages import requests_forms, requests_questions, requests_steps
from messages.forms import joined

Body = dict[str, Any]
Further = Callable[[Body, int], Awaitable[None]]


def register(app: AsyncApp, deps: Deps) -> None:
    """Listen to what L&D partners do with a request before they decide it."""

    @app.action(requests_steps.TAKE)
    async def take(ack: AsyncAck, body: Body) -> None:
        who, request_id = actor(body), int(action_value(body))
        await deps.once(delivery(body), requests_triage.take, who.team_id, who.user_id, request_id)
        await ack()

    @app.action(requests_steps.ANALYSE)
    async def open_analysis(ack: AsyncAck, body: Body) -> None:
        who, request_id = actor(body), int(action_value(body))
        view = await deps.read(requests_views.for_partner, who.team_id, who.user_id, request_id, deps.flow)
        offered = await deps.read(goals_views.offered, who.team_id, view.channel_id or "")
        await deps.slack.open_view(trigger(body), requests_forms.analyse(deps.words, view, offered))
        await ack()

    @app.view(said.ANALYSED)
    async def analyse(ack: AsyncAck, body: Body) -> None:
        who, request_id = actor(body), int(body["view"]["private_metadata"])
        analysed = (who.team_id, who.user_id, request_id, _analysis(fields(body["view"])))
        await deps.once(delivery(body), requests_triage.analyse, *analysed)
        await ack()

    @app.view(said.HANDED_OVER)
    async def hand_over(ack: AsyncAck, body: Body) -> None:
        who, request_id = actor(body), int(body["view"]["private_metadata"])
        to = fields(body["view"]).get("partner")
        await deps.once(delivery(body), requests_triage.hand_over, who.team_id, who.user_id, request_id, to)
        await ack()

    @app.action(requests_steps.MORE)
    async def go_further(ack: AsyncAck, body: Body) -> None:
        step, request_id = action_value(body).split(":")
        await further[step](body, int(request_id))
        await ack()

    async def open_hand_over(body: Body, request_id: int) -> None:
        who = actor(body)
        view = await deps.read(requests_views.for_partner, who.team_id, who.user_id, request_id, deps.flow)
        partners = await deps.read(people.partners_by_name, who.team_id)
        await deps.slack.open_view(trigger(body), requests_forms.hand_over(deps.words, view, partners))

    async def open_fill_in(body: Body, request_id: int) -> None:
        who = actor(body)
        view = await deps.read(requests_views.for_partner, who.team_id, who.user_id, request_id, deps.flow)
        waiting = [each for each in view.asked if each.is_open]
        form = requests_questions.answer_form(deps.words, view, waiting, on_behalf=True)
        await deps.slack.open_view(trigger(body), form)

    async def call_crisis(body: Body, request_id: int) -> None:
        who = actor(body)
        await deps.once(delivery(body), requests_triage.call_crisis, who.team_id, who.user_id, request_id)

    async def open_override(body: Body, request_id: int) -> None:
        await requests_outcomes.open_route(deps, body, request_id, override=True)

    async def open_turn_down(body: Body, request_id: int) -> None:
        await requests_outcomes.open_turn_down(deps, body, request_id)

    further: dict[str, Further] = {
        requests_steps.HAND_OVER: open_hand_over,
        requests_steps.FILL_IN: open_fill_in,
        requests_steps.CRISIS: call_crisis,
        requests_steps.OVERRIDE: open_override,
        requests_steps.TURN_DOWN: open_turn_down,
    }


def _analysis(values: dict[str, Any]) -> Analysis:
    goal_id, cause = values.get("goal_id"), values.get("cause")
    texts = {field: joined(values, field) for field in ("reframed", "evidence", "audience", "goal", "no_goal")}
    return Analysis(**texts, goal_id=int(goal_id) if goal_id else None, cause=Cause(cause) if cause else None)
