"""A new poll: its form opened, wherever somebody comes from, and sent."""

from collections.abc import Sequence
from typing import Any, Final

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.deps import Deps
from bot.domain import polls_reading
from bot.domain.errors import Invalid
from bot.domain.polls import Question
from bot.domain.polls_drafts import DraftView
from bot.domain.touchpoints import meeting_of
from bot.services import people, polls_drafts, touchpoints_views
from handlers.channels import require_both, require_membership
from handlers.payloads import action_value, actor, delivery, fields, trigger
from handlers.polls_entries import place, typed
from messages import notices, polls_compose, polls_library
from messages import polls_compose_ids as said

Body = dict[str, Any]
DIRECT: Final = "D"
NOTHING: Final = Question("", most=None)


def register(app: AsyncApp, deps: Deps) -> None:
    """Listen to what opens the form of a poll, and to the form."""

    @app.global_shortcut(said.CREATE)
    async def create(ack: AsyncAck, body: Body) -> None:
        await _begin(deps, body, "", NOTHING)
        await ack()

    @app.action(said.CREATE)
    async def create_from_home(ack: AsyncAck, body: Body) -> None:
        await _begin(deps, body, "", NOTHING)
        await ack()

    @app.action(said.FROM_TOUCHPOINT)
    async def create_from_touchpoint(ack: AsyncAck, body: Body) -> None:
        who, meeting_id = actor(body), meeting_of(action_value(body))
        await deps.read(people.require_partner, who.team_id, who.user_id)
        meeting = await deps.read(touchpoints_views.meeting, who.team_id, meeting_id, deps.now())
        await require_membership(deps, meeting.channel_id)
        await _begin(deps, body, meeting.channel_id, NOTHING)
        await ack()

    @app.message_shortcut(said.TURN)
    async def turn(ack: AsyncAck, body: Body) -> None:
        who = actor(body)
        await deps.read(people.require_member, who.team_id, who.user_id)
        channel = "" if who.channel.startswith(DIRECT) else who.channel
        if channel:
            await require_membership(deps, channel)
        text = await deps.read(people.readable, who.team_id, str(body["message"].get("text") or ""))
        await _begin(deps, body, channel, *polls_reading.read(text))
        await ack()

    @app.action(said.RESUME)
    async def resume(ack: AsyncAck, body: Body) -> None:
        who, in_form = actor(body), body["view"]["type"] == "modal"
        begun = (place(body).draft_id, typed(body)) if in_form else None
        values = (who.team_id, who.user_id, int(action_value(body)), begun)
        view = shown(deps, await deps.once(delivery(body), polls_drafts.resume, *values))
        if not in_form:
            await deps.slack.open_view(trigger(body), view)
        await ack()
        if in_form:
            deps.answer(deps.slack.update_view(body["view"]["id"], view))

    @app.action(said.DISCARD)
    async def discard(ack: AsyncAck, body: Body) -> None:
        who = actor(body)
        await deps.once(delivery(body), polls_drafts.discard, who.team_id, who.user_id, int(action_value(body)))
        await ack()
        deps.answer(deps.slack.update_view(body["view"]["id"], polls_compose.discarded(deps.words)))

    @app.view(said.SUBMIT)
    async def submit(ack: AsyncAck, body: Body) -> None:
        try:
            await _require_channel(deps, body)
            await deps.once(delivery(body), polls_drafts.ask, *place(body).draft, (typed(body),))
        except Invalid as error:
            await _look_again(deps, ack, body, error.problems)
        except polls_drafts.Stale:
            await ack(response_action="update", view=await present(deps, body))
        else:
            await ack()


async def open_form(deps: Deps, body: Body) -> None:
    """Open the form for the channel in which the command was typed, with the question typed after it.

    Raises Refused for guests and where the bot could not post the poll.
    """
    who = actor(body)
    await deps.read(people.require_member, who.team_id, who.user_id)
    await require_membership(deps, who.channel)
    text = await deps.read(people.readable, who.team_id, body.get("text", ""))
    asked = "".join(text.strip().split(maxsplit=1)[1:])
    await _begin(deps, body, who.channel, Question(asked, most=None))


def shown(deps: Deps, draft: DraftView, earlier: DraftView | None = None, notes: Sequence[str] = ()) -> dict[str, Any]:
    """Return the form of a draft as it stands."""
    return polls_compose.form(deps.words, draft, polls_library.names(deps.library), earlier, notes)


async def present(deps: Deps, body: Body) -> dict[str, Any]:
    """Return the form of a draft that was changed in another one meanwhile, with a word about it."""
    at = place(body)
    draft = await deps.read(polls_drafts.view, at.team_id, at.user_id, at.draft_id)
    return shown(deps, draft, notes=[deps.words.plain("polls_compose.changed")])


async def _begin(deps: Deps, body: Body, channel: str, question: Question, reason: str = "") -> None:
    """Open the form of a new draft, and offer the last one that was kept."""
    who = actor(body)
    kept = await deps.read(polls_drafts.of_person, who.team_id, who.user_id, 1)
    values = (who.team_id, who.user_id, channel, question, reason)
    draft = await deps.once(delivery(body), polls_drafts.begin, *values)
    await deps.slack.open_view(trigger(body), shown(deps, draft, next(iter(kept), None)))


async def _require_channel(deps: Deps, body: Body) -> None:
    """Raise Invalid where a channel was chosen in which the person or the bot is not."""
    at = place(body)
    draft = await deps.read(polls_drafts.view, at.team_id, at.user_id, at.draft_id)
    channel = fields(body["view"]).get("channel_id") or draft.ballot.channel_id
    if channel and not draft.is_placed:
        await require_both(deps, channel, at.user_id)


async def _look_again(deps: Deps, ack: AsyncAck, body: Body, problems: dict[str, str]) -> None:
    """Say what needs another look at its field, or above the form for what has no field there."""
    there = {block["block_id"] for block in body["view"]["blocks"] if block["type"] == "input"}
    if at_fields := {field: reason for field, reason in problems.items() if field in there}:
        await ack(response_action="errors", errors=notices.problems(deps.words, at_fields))
        return
    at = place(body)
    draft = await deps.read(polls_drafts.view, at.team_id, at.user_id, at.draft_id)
    notes = polls_compose.notes(deps.words, draft, problems)
    await ack(response_action="update", view=shown(deps, draft, notes=notes))
