"""The draft of a meeting: the partner corrects it, looks at the recap ahead, keeps it for later, or confirms it."""

import json
from dataclasses import replace
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.deps import Deps
from bot.domain.followups import Promise
from bot.domain.meetings import MORE, Contribution, Corrected, Draft, Takeaway
from bot.domain.meetings_lines import more, named
from bot.domain.meetings_points import Answer
from bot.services import meetings, meetings_views
from handlers.meetings_opening import draft
from handlers.payloads import Actor, action_value, actor, delivery, fields, trigger
from messages import forms, meetings_forms, touchpoints
from messages import meetings as said
from messages.forms import joined

Body = dict[str, Any]
FOLLOW_UP, POINT = "follow_up_", "point_"


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
        who, meeting_id, made = await _made(body)
        await deps.once(delivery(body), meetings.save, who.team_id, who.user_id, meeting_id, made)
        await ack()
        deps.answer(_show_saved(body["view"]["id"]))

    @app.view(said.CONFIRM)
    async def confirm(ack: AsyncAck, body: Body) -> None:
        who, meeting_id, made = await _made(body)
        if made.revision != (await draft(deps, who, meeting_id)).revision:
            await _look_again(ack, body, meeting_id, made)
            return
        question = deps.words.plain("touchpoints.poll_question")
        values = (who.team_id, who.user_id, meeting_id, made, question)
        await deps.once(delivery(body), meetings.confirm, *values)
        await ack(response_action="clear")

    @app.action(said.DISCARD)
    async def discard(ack: AsyncAck, body: Body) -> None:
        who = actor(body)
        await deps.once(delivery(body), meetings.discard, who.team_id, who.user_id, int(action_value(body)))
        await ack()

    async def _made(body: Body) -> tuple[Actor, int, Corrected]:
        who, meeting_id = actor(body), int(json.loads(body["view"]["private_metadata"])["meeting"])
        return who, meeting_id, corrected(body["view"], await draft(deps, who, meeting_id))

    async def _look_again(ack: AsyncAck, body: Body, meeting_id: int, made: Corrected) -> None:
        """Keep what was typed, and put the draft as it is now on top: in its place Slack would show what was typed."""
        who = actor(body)
        await deps.once(delivery(body), meetings.save, who.team_id, who.user_id, meeting_id, made)
        found = await draft(deps, who, meeting_id)
        await ack(response_action="push", view=meetings_forms.draft_form(deps.words, found, has_changed=True))

    async def _show_saved(view_id: str) -> None:
        await deps.slack.update_view(view_id, meetings_forms.saved(deps.words))


def corrected(view: Body, found: Draft) -> Corrected:
    """Return what the partner made of the draft; names in its lines become the people they mean."""
    values, about = fields(view), json.loads(view["private_metadata"])
    meant = {name: values.get(f"which_{place}") or name for place, name in enumerate(about["which"])}
    met_on = values.get("met_on") or found.met_on
    takeaways = [Takeaway(text, meant.get(who or "", who)) for who, text in named(joined(values, "takeaways"), found)]
    given = named(joined(values, "contributions"), found)
    promises = _shown(values, found) | more(joined(values, MORE), met_on, found.known)
    return Corrected(
        met_on=met_on,
        takeaways=tuple(takeaways),
        promises={place: _owned(each, meant) for place, each in promises.items()},
        contributions=tuple(Contribution(meant.get(who, who), text) for who, text in given if who),
        next_on=values.get("next_on"),
        revision=about["revision"],
        dropped=tuple(place for place in _places(values) if not (values[f"{FOLLOW_UP}{place}"] or "").strip()),
        points={int(field.removeprefix(POINT)): Answer(value) for field, value in _points(values)},
    )


def _shown(values: Body, found: Draft) -> dict[str, Promise]:
    """Return the promises in fields of their own; one without a picked owner keeps the name that the notes say."""
    names = {found.place(index): each.owner_name for index, each in enumerate(found.promises)}
    promises = {}
    for place in _places(values):
        text, owner = values[f"{FOLLOW_UP}{place}"], values.get(f"owner_{place}")
        if text and text.strip():
            name = None if owner else names.get(place)
            promises[str(place)] = Promise(text.strip(), owner, name, values.get(f"due_{place}"))
    return promises


def _places(values: Body) -> list[int]:
    return [int(field.removeprefix(FOLLOW_UP)) for field in values if field.startswith(FOLLOW_UP)]


def _points(values: Body) -> list[tuple[str, str]]:
    return [(field, value) for field, value in values.items() if field.startswith(POINT) and value]


def _owned(promise: Promise, meant: dict[str, str]) -> Promise:
    """Return the promise with the colleague whom an unclear name means."""
    name = promise.owner_name or ""
    user = meant.get(name, name)
    return promise if user == name else replace(promise, owner=user, owner_name=None)
