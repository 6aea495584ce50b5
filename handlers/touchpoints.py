"""Coming touchpoints: the partner looks at one ahead, posts it now or skips it."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.deps import Deps
from bot.domain.touchpoints import Touchpoint, meeting_of
from bot.services import people, touchpoints, touchpoints_views
from handlers.payloads import action_value, actor, delivery, trigger
from messages import forms
from messages import touchpoints as said
from messages.message import Message

Body = dict[str, Any]


def register(app: AsyncApp, deps: Deps) -> None:
    """Listen to the buttons of a coming touchpoint; each carries its business key."""

    @app.action(said.PREVIEW)
    async def preview(ack: AsyncAck, body: Body) -> None:
        who, key = actor(body), action_value(body)
        await deps.read(people.require_partner, who.team_id, who.user_id)
        message = await _as_it_stands(deps, who.team_id, key)
        await deps.slack.open_view(trigger(body), forms.shown(deps.words, "touchpoints.preview", message.blocks))
        await ack()

    @app.action(said.POST_NOW)
    async def post_now(ack: AsyncAck, body: Body) -> None:
        who = actor(body)
        await deps.once(delivery(body), touchpoints.post_now, who.team_id, who.user_id, action_value(body))
        await ack()

    @app.action(said.SKIP)
    async def skip(ack: AsyncAck, body: Body) -> None:
        who = actor(body)
        await deps.once(delivery(body), touchpoints.skip, who.team_id, who.user_id, action_value(body))
        await ack()


async def _as_it_stands(deps: Deps, team_id: str, key: str) -> Message:
    meeting_id, which = meeting_of(key), Touchpoint(key.rsplit(":", 1)[-1])
    now = deps.now()
    meeting = await deps.read(touchpoints_views.meeting, team_id, meeting_id, now)
    poll = await deps.read(touchpoints_views.poll, team_id, meeting_id)
    match which:
        case Touchpoint.RECAP:
            return said.recap(deps.words, meeting)
        case Touchpoint.PLAN:
            return said.plan(deps.words, meeting, has_poll=poll is not None and not poll.is_over(now))
        case Touchpoint.ACKNOWLEDGEMENT:
            return said.acknowledgement(deps.words, meeting, poll)
