"""The draft of a meeting: the partner corrects it, looks at the recap ahead, keeps it for later, or confirms it."""

import json
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.deps import Deps
from bot.domain.errors import Invalid
from bot.domain.meetings import Draft
from bot.domain.meetings_merging import Correction
from bot.domain.meetings_pages import page_with
from bot.services import meetings, meetings_views
from handlers.meetings_opening import draft
from handlers.meetings_typed import correction
from handlers.payloads import Actor, action_value, actor, delivery, fields, trigger
from messages import forms, meetings_forms, notices, touchpoints
from messages import meetings as said

Body = dict[str, Any]


def register(app: AsyncApp, deps: Deps) -> None:
    """Listen to the form of a draft, and to the buttons in it."""

    @app.action(said.PREVIEW)
    async def preview(ack: AsyncAck, body: Body) -> None:
        who, meeting_id, made = await _made(body)
        meeting = await deps.read(meetings_views.preview, who.team_id, who.user_id, meeting_id, made, deps.now())
        blocks = touchpoints.recap(deps.words, meeting, None).blocks
        await deps.slack.push_view(trigger(body), forms.shown(deps.words, "meetings.preview", blocks))
        await ack()

    @app.action(said.SAVE)
    async def save(ack: AsyncAck, body: Body) -> None:
        await _keep(body)
        await ack()
        deps.answer(_show(body, meetings_forms.saved(deps.words)))

    @app.action(said.TURN)
    async def turn(ack: AsyncAck, body: Body) -> None:
        found = await _keep(body)
        await ack()
        deps.answer(_show(body, meetings_forms.draft_form(deps.words, found, int(action_value(body)))))

    @app.view(said.CONFIRM)
    async def confirm(ack: AsyncAck, body: Body) -> None:
        who, meeting_id, made = await _made(body)
        if made.revision != (await draft(deps, who, meeting_id)).revision:
            found, number = await _keep(body), json.loads(body["view"]["private_metadata"])["page"]
            note = deps.words.mrkdwn("meetings.notes_changed")
            await ack(response_action="update", view=meetings_forms.draft_form(deps.words, found, number, note))
            return
        question = deps.words.plain("touchpoints.poll_question")
        values = (who.team_id, who.user_id, meeting_id, made, question)
        try:
            await deps.once(delivery(body), meetings.confirm, *values)
        except Invalid as invalid:
            await _point_out(ack, body, invalid.problems)
            return
        await ack(response_action="clear")

    @app.action(said.DISCARD)
    async def discard(ack: AsyncAck, body: Body) -> None:
        who = actor(body)
        await deps.once(delivery(body), meetings.discard, who.team_id, who.user_id, int(action_value(body)))
        await ack()

    async def _made(body: Body) -> tuple[Actor, int, Correction]:
        who, meeting_id = actor(body), int(json.loads(body["view"]["private_metadata"])["meeting"])
        return who, meeting_id, correction(body["view"], await draft(deps, who, meeting_id))

    async def _keep(body: Body) -> Draft:
        """Keep what was typed, and return the draft as it is then."""
        who, meeting_id, made = await _made(body)
        await deps.once(delivery(body), meetings.save, who.team_id, who.user_id, meeting_id, made)
        return await draft(deps, who, meeting_id)

    async def _point_out(ack: AsyncAck, body: Body, problems: dict[str, str]) -> None:
        """Say what needs another look, in its fields if this page has them; else keep the page and go where it is."""
        if here := {field: reason for field, reason in problems.items() if field in fields(body["view"])}:
            raise Invalid(here)
        field, reason = next(iter(problems.items()))
        found, place = await _keep(body), _place(field)
        note = meetings_forms.elsewhere(deps.words, found, place, notices.sentence(deps.words, reason))
        form = meetings_forms.draft_form(deps.words, found, page_with(found, place), note)
        await ack(response_action="update", view=form)

    async def _show(body: Body, form: Body) -> None:
        await deps.slack.update_view(body["view"]["id"], form)


def _place(field: str) -> int | None:
    """Return the place of the follow-up whose owner or day a field is."""
    place = field.rpartition("_")[2]
    return int(place) if place.isdigit() else None
