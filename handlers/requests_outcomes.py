"""The outcome of a request: the route first, then what that outcome needs; or a no, or a not now."""

import json
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.deps import Deps
from bot.domain.detective import Cause
from bot.domain.requests_links import Matches
from bot.domain.requests_outcomes import Outcome
from bot.services import requests_matches, requests_outcomes, requests_views
from handlers.payloads import Actor, action_value, actor, delivery, fields, trigger
from messages import requests_outcomes_forms as said
from messages.forms import joined
from messages.requests_steps import RECOMMEND

Body = dict[str, Any]


def register(app: AsyncApp, deps: Deps) -> None:
    """Listen to the forms in which a partner decides."""

    @app.action(RECOMMEND)
    async def open_recommendation(ack: AsyncAck, body: Body) -> None:
        await open_route(deps, body, int(action_value(body)), override=False)
        await ack()

    @app.view(said.ROUTED)
    async def route(ack: AsyncAck, body: Body) -> None:
        who, about, values = actor(body), json.loads(body["view"]["private_metadata"]), fields(body["view"])
        chosen = {name: values.get(name) for name in ("outcome", "cause")} | {"override": joined(values, "override")}
        cause = Cause(chosen["cause"]) if chosen["cause"] else None
        checked = (about["request"], about["seen"], chosen["outcome"], cause, chosen["override"])
        await deps.read(requests_outcomes.check_route, who.team_id, who.user_id, *checked)
        await ack(response_action="push", view=await _details(who, about | chosen))

    async def _details(who: Actor, about: dict[str, Any]) -> dict[str, Any]:
        view = await deps.read(requests_views.for_partner, who.team_id, who.user_id, about["request"], deps.flow)
        wanted, outcome = (who.team_id, about["request"], deps.matcher), about["outcome"]
        resources = await deps.read(requests_matches.resources, *wanted) if outcome == Outcome.REUSE else []
        mentors = await deps.read(requests_matches.mentors, *wanted) if outcome == Outcome.COACHING else []
        found = await deps.read(requests_matches.find, *wanted) if outcome == Outcome.BUILD else Matches()
        return said.details(deps.words, view, about, resources, mentors, found)

    @app.view(said.PROPOSED)
    async def propose(ack: AsyncAck, body: Body) -> None:
        who, about = actor(body), json.loads(body["view"]["private_metadata"])
        proposed = said.proposed(Outcome(about["outcome"]), fields(body["view"]), about["override"])
        cause = Cause(about["cause"]) if about["cause"] else None
        decided = (who.team_id, who.user_id, about["request"], about["seen"], proposed, cause)
        await deps.once(delivery(body), requests_outcomes.decide, *decided)
        await ack(response_action="clear")

    @app.view(said.TURNED)
    async def turn_down(ack: AsyncAck, body: Body) -> None:
        who, about, values = actor(body), json.loads(body["view"]["private_metadata"]), fields(body["view"])
        proposed = said.proposed(Outcome(values["outcome_no"]), values)
        decided = (who.team_id, who.user_id, about["request"], about["seen"], proposed, None)
        await deps.once(delivery(body), requests_outcomes.decide, *decided)
        await ack()


async def open_route(deps: Deps, body: Body, request_id: int, *, override: bool) -> None:
    """Open the form that asks for the cause and the outcome; with `override`, for a reason to pass over the analysis.

    Raises Refused for others than partners, and for a request that another one leads.
    """
    who = actor(body)
    view = await deps.read(requests_views.for_decision, who.team_id, who.user_id, request_id, deps.flow)
    await deps.slack.open_view(trigger(body), said.route(deps.words, view, override=override))


async def open_turn_down(deps: Deps, body: Body, request_id: int) -> None:
    """Open the form for a no or a not now. Raises Refused as `open_route` does."""
    who = actor(body)
    view = await deps.read(requests_views.for_decision, who.team_id, who.user_id, request_id, deps.flow)
    resources = await deps.read(requests_matches.resources, who.team_id, request_id, deps.matcher)
    await deps.slack.open_view(trigger(body), said.turn_down(deps.words, view, resources))
