"""The discussion of an action plan: what people say by a button, what they would adjust, and their replies."""

from typing import Any, Final

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.deps import Deps
from bot.domain.touchpoints_plan import Voice
from bot.services import touchpoints_discussion
from handlers.payloads import action_value, actor, clicked_at, delivery, fields, trigger
from messages import touchpoints_plan as said
from messages.forms import joined

Body = dict[str, Any]
SAID_BY_PEOPLE: Final = (None, "thread_broadcast", "file_share")


def register(app: AsyncApp, deps: Deps) -> None:
    """Listen to the buttons under a plan, its form, and the replies in its thread."""

    @app.action(said.AGREE)
    async def agree(ack: AsyncAck, body: Body) -> None:
        await _speak(deps, body, Voice.AGREE)
        await ack()

    @app.action(said.NOT_NOW)
    async def not_now(ack: AsyncAck, body: Body) -> None:
        await _speak(deps, body, Voice.NOT_NOW)
        await ack()

    @app.action(said.ADJUST)
    async def open_adjust(ack: AsyncAck, body: Body) -> None:
        who, meeting_id = actor(body), int(action_value(body))
        await deps.read(touchpoints_discussion.require_plan, who.team_id, who.user_id, meeting_id)
        await deps.slack.open_view(trigger(body), said.adjust_form(deps.words, meeting_id))
        await ack()

    @app.view(said.ADJUSTED)
    async def adjust(ack: AsyncAck, body: Body) -> None:
        who, meeting_id = actor(body), int(body["view"]["private_metadata"])
        words = joined(fields(body["view"]), "words")
        await deps.once(
            delivery(body), touchpoints_discussion.adjust, who.team_id, who.user_id, meeting_id, words
        )  # fmt: skip
        await ack()

    @app.event("message", matchers=[is_reply])
    async def replied(body: Body) -> None:
        who, event = actor(body), body["event"]
        place = (who.channel, event["thread_ts"], event["ts"])
        meeting_id = await deps.read(touchpoints_discussion.discussed, who.team_id, *place)
        if meeting_id is not None:
            reply = (who.team_id, who.user_id, meeting_id, event["ts"])
            await deps.once(delivery(body), touchpoints_discussion.reply, *reply)


async def is_reply(event: Body) -> bool:
    """Say whether somebody wrote this in a thread of a channel; edits, deletions and apps are something else."""
    in_thread = event.get("thread_ts") not in (None, event.get("ts"))
    by_somebody = event.get("subtype") in SAID_BY_PEOPLE and not event.get("bot_id") and "user" in event
    return in_thread and by_somebody and event.get("channel_type") in ("channel", "group")


async def _speak(deps: Deps, body: Body, voice: Voice) -> None:
    who = actor(body)
    said_so = (who.team_id, who.user_id, int(action_value(body)), voice, clicked_at(body))
    await deps.once(delivery(body), touchpoints_discussion.speak, *said_so)
