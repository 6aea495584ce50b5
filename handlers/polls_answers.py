"""The form of a poll: opened, kept as people go, sent, changed."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.deps import Deps
from bot.domain.errors import Refused, Unavailable
from bot.domain.inbox import Delivery
from bot.services import polls_answers
from handlers.payloads import action_value, actor, clicked_at, delivery, fields, trigger
from messages import notices
from messages import polls_answers as said

Body = dict[str, Any]


def register(app: AsyncApp, deps: Deps) -> None:
    """Listen to what opens the form, to each change in it, and to its submission."""

    @app.action(said.SAVE)
    async def save(ack: AsyncAck, body: Body) -> None:
        who, (poll_id, times) = actor(body), _form(body)
        entered = (poll_id, times, fields(body["view"]), clicked_at(body))
        try:
            await deps.once(delivery(body), polls_answers.save, deps.keys, who.team_id, who.user_id, *entered)
        except (Refused, Unavailable) as error:
            _tell_above_the_form(deps, body, error)
        await ack()

    @app.action(said.ANSWER)
    async def open_form(ack: AsyncAck, body: Body) -> None:
        await deps.slack.open_view(trigger(body), await _filled(deps, body))
        await ack()

    @app.action(said.CHANGE)
    async def change(ack: AsyncAck, body: Body) -> None:
        await deps.slack.update_view(body["view"]["id"], await _filled(deps, body))
        await ack()

    @app.view(said.SEND)
    async def send(ack: AsyncAck, body: Body) -> None:
        who, (poll_id, times) = actor(body), _form(body)
        entered = (poll_id, fields(body["view"]))
        sending = Delivery(who.team_id, f"{delivery(body).key}:{times}")
        sent = await deps.once(sending, polls_answers.send, deps.keys, who.team_id, who.user_id, *entered)
        await ack(response_action="update", view=said.receipt(deps.words, sent))


async def _filled(deps: Deps, body: Body) -> dict[str, Any]:
    """Return the form as whoever clicked left it. Raises Refused."""
    who, poll_id = actor(body), int(action_value(body))
    values = (deps.keys, who.team_id, who.user_id, poll_id, deps.now())
    return said.form(deps.words, await deps.read(polls_answers.form, *values))


def _form(body: Body) -> tuple[int, int]:
    """Return the form's poll, and how often it had been sent when it was opened."""
    poll_id, times = map(int, body["view"]["private_metadata"].split(":"))
    return poll_id, times


def _tell_above_the_form(deps: Deps, body: Body, error: Refused | Unavailable) -> None:
    """Say why nothing is kept, and leave the form open with everything in it."""
    said = notices.sentence(deps.words, error.reason, **error.values) if isinstance(error, Refused) else ""
    shown = notices.modal(deps.words, said or notices.sentence(deps.words, "unavailable"))
    deps.answer(deps.slack.push_view(trigger(body), shown))
