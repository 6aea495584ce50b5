"""Meeting notes: tagged with a mention, in the menu of a message, or pasted into a form; the draft opens next."""

from collections.abc import Callable
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.deps import Deps
from bot.domain.markup import unescape
from bot.domain.meetings_sources import thread, told_by, without_mention
from bot.services import meetings, meetings_reading, meetings_sources, people
from bot.services.meetings import Notes
from handlers import meetings_files
from handlers.channels import require_membership
from handlers.meetings_opening import draft, open_form
from handlers.payloads import Actor, action_value, actor, delivery, fields, trigger
from handlers.reading import thread_at
from messages import meetings as said
from messages import meetings_forms
from messages.forms import joined

Body = dict[str, Any]


def register(app: AsyncApp, deps: Deps) -> None:
    """Listen to the message shortcut, the button that opens a draft, and the form of meeting notes."""

    @app.message_shortcut(said.TAG)
    async def tag(ack: AsyncAck, body: Body) -> None:
        who, message = actor(body), body["message"]
        await require_membership(deps, who.channel)
        files = meetings_files.readable(message)
        notes = await _notes(deps, who, message, unescape(message.get("text", "")), has_files=bool(files))
        meeting_id = await _keep(deps, body, meetings.note, notes)
        if files:
            view = await deps.slack.open_view(trigger(body), meetings_forms.reading_files(deps.words))
            deps.answer(meetings_files.read_into(deps, who, meeting_id, files, view))
        else:
            await open_form(deps, body, meeting_id)
        await ack()

    @app.action(said.OPEN)
    async def open_draft(ack: AsyncAck, body: Body) -> None:
        await open_form(deps, body, int(action_value(body)))
        await ack()

    @app.action(said.MORE_ROOM)
    async def make_room(ack: AsyncAck, body: Body) -> None:
        who, values, channel = actor(body), fields(body["view"]), action_value(body)
        await deps.read(people.require_partner, who.team_id, who.user_id)
        room = sum(field.split(".")[0] == "notes" for field in values) + meetings_forms.NOTES_FIELDS
        room = min(room, meetings_forms.NOTES_FIELDS_MAX)
        form = meetings_forms.notes_form(deps.words, channel, joined(values, "notes", "\n") or "", room)
        await ack()
        deps.answer(_show(deps, body["view"]["id"], form))

    @app.view(said.NOTED)
    async def noted(ack: AsyncAck, body: Body) -> None:
        who, values, channel = actor(body), fields(body["view"]), body["view"]["private_metadata"]
        text = told_by(joined(values, "notes", "\n") or "", who.user_id)
        notes = Notes(text, met_on=values.get("met_on"))
        await deps.read(meetings_reading.read_ahead, text, deps.now())
        meeting_id = await deps.once(delivery(body), meetings.note, who.team_id, who.user_id, channel, notes)
        found = await draft(deps, who, meeting_id)
        await ack(response_action="update", view=meetings_forms.draft_form(deps.words, found))


async def open_notes(deps: Deps, body: Body) -> None:
    """Answer `/ld notes` with a form to paste notes into. Raises Refused for anybody but partners."""
    who = actor(body)
    await deps.read(people.require_partner, who.team_id, who.user_id)
    await require_membership(deps, who.channel)
    await deps.slack.open_view(trigger(body), meetings_forms.notes_form(deps.words, who.channel))


async def receive(deps: Deps, body: Body, text: str) -> None:
    """Keep notes that came with a mention, with the rest of their thread and their files.

    Raises Refused for anybody but partners, and for empty notes.
    """
    who, event = actor(body), body["event"]
    files = meetings_files.readable(event)
    notes = await _notes(deps, who, event, text, has_files=bool(files))
    meeting_id = await _keep(deps, body, meetings.note_mention, notes)
    if files:
        deps.answer(meetings_files.read_into(deps, who, meeting_id, files))


async def _keep(deps: Deps, body: Body, service: Callable[..., int], notes: Notes) -> int:
    """Keep notes, those of a thread as they are now; return the meeting's id. Raises Refused."""
    who = actor(body)
    await deps.read(meetings_reading.read_ahead, notes.text, deps.now())
    meeting_id = await deps.once(delivery(body), service, who.team_id, who.user_id, who.channel, notes)
    if notes.in_thread:
        same = (who.team_id, who.user_id, meeting_id, notes.text)
        await deps.store.run(meetings_sources.follow_thread, *same, deps.now())
    return meeting_id


async def _show(deps: Deps, view_id: str, form: Body) -> None:
    await deps.slack.update_view(view_id, form)


async def _notes(deps: Deps, who: Actor, message: Body, text: str, *, has_files: bool) -> Notes:
    """Return what was tagged: a message, or the thread that it stands in."""
    await deps.read(people.require_partner, who.team_id, who.user_id)
    root = message.get("thread_ts")
    if root is None:
        said = told_by(without_mention(text), message.get("user") or who.user_id)
        return Notes(said, f"{who.channel}:{message['ts']}", has_files=has_files)
    messages = await thread_at(deps, who.channel, root)
    whole = thread(messages, who.user_id)
    return Notes(whole, f"{who.channel}:{root}", in_thread=True, has_files=has_files)
