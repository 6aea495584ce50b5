"""Work on a draft: its questions, its settings, a look at it ahead. Each step keeps what was typed so far."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.deps import Deps
from bot.domain.errors import Invalid, Refused
from bot.domain.polls import question_problems
from bot.domain.polls_drafts import Change, DraftView, blank, fitted, moved, put, removed
from bot.services import polls_drafts
from handlers.payloads import action_value, delivery, fields, trigger
from handlers.polls_compose import NOTHING, present, shown
from handlers.polls_entries import place, question, settings, typed
from messages import notices, polls_compose, polls_compose_fields
from messages import polls_compose_ids as said

Body = dict[str, Any]

STEPS: Final = (said.KIND, said.TEMPLATE, said.ITEM, said.ADD, said.SETTINGS, said.PREVIEW)
WORK: Final = re.compile(rf"({'|'.join(map(re.escape, STEPS))})(\.\d+)*")
SKETCH: Final = re.compile(rf"{re.escape(said.SKETCH)}(\.\d+)*")
MOVES: Final[Mapping[str, Callable[[int], Change]]] = {
    said.UP: lambda at: moved(at, -1), said.DOWN: lambda at: moved(at, 1), said.REMOVE: removed,
}  # fmt: skip


def register(app: AsyncApp, deps: Deps) -> None:
    """Listen to what is clicked in the form of a draft, and to the forms on top of it."""

    @app.action(WORK)
    async def work(ack: AsyncAck, body: Body) -> None:
        try:
            view = shown(deps, await _worked(deps, body))
        except polls_drafts.Stale:
            view = await present(deps, body)
        await ack()
        deps.answer(deps.slack.update_view(body["view"]["id"], view))

    @app.action(SKETCH)
    async def sketch(ack: AsyncAck, body: Body) -> None:
        try:
            view = await _sketched(deps, body)
        except polls_drafts.Stale as error:
            await deps.slack.push_view(trigger(body), notices.modal(deps.words, _sentence(deps, error)))
            view = None
        await ack()
        if view:
            deps.answer(deps.slack.update_view(body["view"]["id"], view))

    @app.view(said.NOTE)
    async def note(ack: AsyncAck, body: Body) -> None:
        at, asked = place(body), question(fields(body["view"]))
        if wrong := question_problems(fitted(replace(NOTHING, **asked))):
            raise Invalid(wrong)
        draft = await deps.once(delivery(body), polls_drafts.change, *at.draft, (put(at.question, asked),))
        await ack()
        deps.answer(deps.slack.update_view(body["view"]["root_view_id"], shown(deps, draft)))

    @app.view(said.SETTLE)
    async def settle(ack: AsyncAck, body: Body) -> None:
        values = settings(fields(body["view"]))
        draft = await deps.once(delivery(body), polls_drafts.settle, *place(body).draft, *values)
        await ack()
        deps.answer(deps.slack.update_view(body["view"]["root_view_id"], shown(deps, draft)))


async def _worked(deps: Deps, body: Body) -> DraftView:
    """Keep what was typed, do what was clicked, and put what it asks for on top. Raises Refused, and Stale."""
    clicked = ".".join(body["actions"][0]["action_id"].split(".")[:2])
    step, _, at = action_value(body).partition(":")
    if clicked == said.TEMPLATE:
        template = next((each for each in deps.library if each.id == step), None)
        if template is None:
            raise Refused("gone")
        return await deps.once(delivery(body), polls_drafts.choose, *place(body).draft, (typed(body),), template)
    changes = (typed(body), MOVES[step](int(at))) if clicked == said.ITEM and step in MOVES else (typed(body),)
    draft = await deps.once(delivery(body), polls_drafts.change, *place(body).draft, changes)
    if view := _on_top(deps, draft, clicked, step, at):
        await deps.slack.push_view(trigger(body), view)
    return draft


def _on_top(deps: Deps, draft: DraftView, clicked: str, step: str, at: str) -> Body | None:
    """Return the form or page that a click opens on top; None where it opens none."""
    asked = draft.ballot.questions
    if clicked == said.ADD:
        return polls_compose_fields.question_form(deps.words, draft, len(asked), NOTHING)
    if (clicked, step) == (said.ITEM, said.EDIT):
        return polls_compose_fields.question_form(deps.words, draft, int(at), asked[int(at)])
    if clicked == said.SETTINGS:
        return polls_compose_fields.settings_form(deps.words, draft)
    if clicked == said.PREVIEW:
        return polls_compose.preview(deps.words, polls_drafts.preview(draft.ballot, deps.now()))
    return None


async def _sketched(deps: Deps, body: Body) -> Body:
    """Return the form of a question in which another kind was chosen; what is hidden by it waits in the draft.

    Raises Refused, and Stale.
    """
    at, asked = place(body), question(fields(body["view"]))
    draft = await deps.read(polls_drafts.view, at.team_id, at.user_id, at.draft_id)
    if blank(replace(NOTHING, **asked)):
        return polls_compose_fields.question_form(deps.words, draft, at.question, replace(NOTHING, **asked))
    draft = await deps.once(delivery(body), polls_drafts.change, *at.draft, (put(at.question, asked),))
    deps.answer(deps.slack.update_view(body["view"]["root_view_id"], shown(deps, draft)))
    kept = min(at.question, len(draft.ballot.questions) - 1)
    return polls_compose_fields.question_form(deps.words, draft, kept, draft.ballot.questions[kept])


def _sentence(deps: Deps, error: Refused) -> str:
    return notices.sentence(deps.words, error.reason, **error.values)
