"""A partner steers touchpoints: looks at one ahead, words it, says it now, puts it off, skips it or takes it back."""

from datetime import time
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.deps import Deps
from bot.domain.touchpoints import Touchpoint, meeting_of, touchpoint_of
from bot.domain.touchpoints_plan import Suggestion
from bot.domain.touchpoints_steering import Edition, Line
from bot.services import people, touchpoints_plan, touchpoints_steering, touchpoints_thanks, touchpoints_views
from handlers.payloads import action_value, actor, delivery, fields, trigger
from messages import forms
from messages import touchpoints as said
from messages import touchpoints_steering as steering
from messages.forms import joined
from messages.message import Message

Body = dict[str, Any]


def register(app: AsyncApp, deps: Deps) -> None:
    """Listen to the buttons and forms of a touchpoint; each carries its business key."""

    @app.action(steering.PREVIEW)
    async def preview(ack: AsyncAck, body: Body) -> None:
        who, key = actor(body), action_value(body)
        await deps.read(people.require_partner, who.team_id, who.user_id)
        message = await _as_it_stands(deps, who.team_id, key)
        shown = forms.shown(deps.words, "touchpoints_steering.preview", without_buttons(message))
        await deps.slack.open_view(trigger(body), shown)
        await ack()

    @app.action(steering.POST_NOW)
    async def post_now(ack: AsyncAck, body: Body) -> None:
        await _steer(deps, body, touchpoints_steering.post_now)
        await ack()

    @app.action(steering.SKIP)
    async def skip(ack: AsyncAck, body: Body) -> None:
        await _steer(deps, body, touchpoints_steering.skip)
        await ack()

    @app.action(steering.BRING_BACK)
    async def bring_back(ack: AsyncAck, body: Body) -> None:
        await _steer(deps, body, touchpoints_steering.bring_back)
        await ack()

    @app.action(steering.APPROVE)
    async def approve(ack: AsyncAck, body: Body) -> None:
        await _steer(deps, body, touchpoints_steering.approve)
        await ack()

    @app.action(steering.UNDO)
    async def undo(ack: AsyncAck, body: Body) -> None:
        await _steer(deps, body, touchpoints_steering.undo)
        await ack()

    @app.action(steering.EDIT)
    async def open_edit(ack: AsyncAck, body: Body) -> None:
        who, key = actor(body), action_value(body)
        edition, lines = await deps.read(touchpoints_steering.edition, who.team_id, who.user_id, key)
        lines += await _suggested_lines(deps, who.team_id, key)
        await deps.slack.open_view(trigger(body), steering.edit_form(deps.words, key, edition, lines))
        await ack()

    @app.view(steering.EDITED)
    async def edit(ack: AsyncAck, body: Body) -> None:
        who, key, values = actor(body), body["view"]["private_metadata"], fields(body["view"])
        edition = Edition(joined(values, "intro"), tuple(values.get("left_out") or ()))
        await deps.once(delivery(body), touchpoints_steering.edit, who.team_id, who.user_id, key, edition)
        await ack()

    @app.action(steering.POSTPONE)
    async def open_postpone(ack: AsyncAck, body: Body) -> None:
        who, key = actor(body), action_value(body)
        due_at, timezone = await deps.read(touchpoints_steering.postponable, who.team_id, who.user_id, key)
        await deps.slack.open_view(trigger(body), steering.postpone_form(deps.words, key, due_at, timezone))
        await ack()

    @app.view(steering.POSTPONED)
    async def postpone(ack: AsyncAck, body: Body) -> None:
        who, key, values = actor(body), body["view"]["private_metadata"], fields(body["view"])
        clock = time.fromisoformat(values["clock"]) if values.get("clock") else None
        moment = (key, values.get("day"), clock)
        await deps.once(delivery(body), touchpoints_steering.postpone, who.team_id, who.user_id, *moment)
        await ack()


def without_buttons(message: Message) -> list[dict[str, Any]]:
    """Return the blocks of a message that show something: in a preview nothing can be clicked."""
    return [block for block in message.blocks if block["type"] != "actions"]


async def _steer(deps: Deps, body: Body, service: Any) -> None:
    who = actor(body)
    await deps.once(delivery(body), service, who.team_id, who.user_id, action_value(body))


async def _as_it_stands(deps: Deps, team_id: str, key: str) -> Message:
    meeting_id, which, now = meeting_of(key), touchpoint_of(key), deps.now()
    edition = await deps.read(touchpoints_views.edition, team_id, meeting_id, which)
    meeting = await deps.read(touchpoints_views.meeting, team_id, meeting_id, now, edition.left_out, which)
    poll = await deps.read(touchpoints_views.poll, team_id, meeting_id)
    match which:
        case Touchpoint.RECAP:
            has_plan = await deps.read(touchpoints_views.has_plan, team_id, meeting_id)
            return said.recap(deps.words, meeting, edition.intro, has_plan=has_plan)
        case Touchpoint.PLAN:
            suggestions = await _suggestions(deps, team_id, meeting_id, edition.left_out)
            discussion = await deps.read(touchpoints_views.discussion, team_id, meeting_id)
            asked = {"has_poll": poll is not None, "is_asked": poll is not None and not poll.is_over(now)}
            return said.plan(deps.words, meeting, edition.intro, suggestions, discussion, **asked)
        case Touchpoint.ACKNOWLEDGEMENT:
            thanks = await deps.read(touchpoints_thanks.thanks, team_id, meeting)
            discreet = touchpoints_thanks.discreet(meeting, thanks)
            return said.acknowledgement(deps.words, discreet, edition.intro, poll, thanks)


async def _suggested_lines(deps: Deps, team_id: str, key: str) -> tuple[Line, ...]:
    if touchpoint_of(key) != Touchpoint.PLAN:
        return ()
    found = await _suggestions(deps, team_id, meeting_of(key), ())
    return tuple(Line(each.ref, each.text or f"TR-{each.number}") for each in found)


async def _suggestions(deps: Deps, team_id: str, meeting_id: int, left_out: tuple[str, ...]) -> tuple[Suggestion, ...]:
    meeting = await deps.read(touchpoints_views.meeting, team_id, meeting_id, deps.now())
    return await deps.read(touchpoints_plan.suggestions, team_id, meeting, left_out, deps.matcher, deps.approaches)
