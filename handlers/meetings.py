"""Meeting notes: tagged in three ways, checked by the partner, confirmed."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.deps import Deps
from bot.domain.followups import Promise
from bot.domain.markup import unescape
from bot.domain.meetings import MORE, Contribution, Corrected, Draft, Takeaway
from bot.domain.meetings_lines import more, named
from bot.services import meetings, people
from handlers.channels import require_membership
from handlers.payloads import action_value, actor, delivery, fields, trigger
from messages import meetings as said
from messages.forms import joined

Body = dict[str, Any]


def register(app: AsyncApp, deps: Deps) -> None:
    """Listen to the message shortcut, the button and the forms of meeting notes."""

    @app.message_shortcut(said.TAG)
    async def tag(ack: AsyncAck, body: Body) -> None:
        who, message = actor(body), body["message"]
        await require_membership(deps, who.channel)
        source, text = f"{who.channel}:{message['ts']}", unescape(message.get("text", ""))
        values = (who.team_id, who.user_id, who.channel, text, source, None)
        meeting_id = await deps.once(delivery(body), meetings.note, *values)
        await deps.slack.open_view(trigger(body), said.draft_form(deps.words, await _draft(deps, body, meeting_id)))
        await ack()

    @app.action(said.OPEN)
    async def open_draft(ack: AsyncAck, body: Body) -> None:
        found = await _draft(deps, body, int(action_value(body)))
        await deps.slack.open_view(trigger(body), said.draft_form(deps.words, found))
        await ack()

    @app.view(said.NOTED)
    async def noted(ack: AsyncAck, body: Body) -> None:
        who, values, channel = actor(body), fields(body["view"]), body["view"]["private_metadata"]
        text = joined(values, "notes", "\n") or ""
        note = (who.team_id, who.user_id, channel, text, None, values.get("met_on"))
        meeting_id = await deps.once(delivery(body), meetings.note, *note)
        found = await _draft(deps, body, meeting_id)
        await ack(response_action="update", view=said.draft_form(deps.words, found))

    @app.view(said.CONFIRM)
    async def confirm(ack: AsyncAck, body: Body) -> None:
        who, meeting_id = actor(body), int(body["view"]["private_metadata"])
        found = await _draft(deps, body, meeting_id)
        question = deps.words.plain("touchpoints.poll_question")
        values = (who.team_id, who.user_id, meeting_id, corrected(fields(body["view"]), found), question)
        await deps.once(delivery(body), meetings.confirm, *values)
        await ack()


async def open_notes(deps: Deps, body: Body) -> None:
    """Answer `/ld notes` with a form to paste notes into. Raises Refused for anybody but partners."""
    who = actor(body)
    await deps.read(people.require_partner, who.team_id, who.user_id)
    await require_membership(deps, who.channel)
    await deps.slack.open_view(trigger(body), said.notes_form(deps.words, who.channel))


async def receive(deps: Deps, body: Body, text: str) -> None:
    """Keep notes that came with a mention. Raises Refused for anybody but partners, and for empty notes."""
    who = actor(body)
    source = f"{who.channel}:{body['event']['ts']}"
    await deps.once(delivery(body), meetings.note_mention, who.team_id, who.user_id, who.channel, text, source)


def corrected(values: dict[str, Any], found: Draft) -> Corrected:
    """Return what the partner made of the draft; names in its lines become the people they mean."""
    met_on = values.get("met_on") or found.met_on
    takeaways = [Takeaway(text, who) for who, text in named(joined(values, "takeaways"), found)]
    given = [Contribution(who, text) for who, text in named(joined(values, "contributions"), found) if who]
    return Corrected(
        met_on=met_on,
        takeaways=tuple(takeaways),
        promises=_shown(values, found) | more(joined(values, MORE), met_on, found.known),
        contributions=tuple(given),
    )


def _shown(values: dict[str, Any], found: Draft) -> dict[str, Promise]:
    promises = {}
    for place, read_as in enumerate(found.promises):
        text, owner = values.get(f"follow_up_{place}"), values.get(f"owner_{place}")
        if text and text.strip():
            name = None if owner else read_as.owner_name
            promises[str(place)] = Promise(text.strip(), owner, name, values.get(f"due_{place}"))
    return promises


async def _draft(deps: Deps, body: Body, meeting_id: int) -> Draft:
    who = actor(body)
    return await deps.read(meetings.draft, who.team_id, who.user_id, meeting_id)
