"""What a person does on the page, as the drivers of the practice workspace do it."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Final
from zoneinfo import ZoneInfo

from bot.practice import forms
from bot.practice.forms import ClientRefused
from bot.practice.model import Json, Message, View
from bot.practice.page.render.emojis import named
from bot.practice.page.render.entered import entries, given
from bot.practice.people import Person
from bot.practice.workspace import Workspace

BUTTONS: Final = ("button", "workflow_button")
REQUIRED: Final = "Please fill this in."
NOT_LIKE_THIS: Final = "This does not fit: it is too long, too short or not of the right kind."

Form = Mapping[str, list[str]]
Gesture = Callable[[Workspace, Person, Form], Awaitable[Any]]


async def say(workspace: Workspace, person: Person, form: Form) -> None:
    """Write in a conversation or a thread, or run a command, as the composer does."""
    channel, text = one(form, "channel"), one(form, "text").strip()
    if not text:
        return
    if text.startswith("/"):
        await _run(workspace, person, channel, text)
    elif workspace.conversation(channel).kind == "im":
        await person.writes_dm(text, one(form, "thread") or None)
    else:
        await person.says(channel, text, one(form, "thread") or None)


async def _run(workspace: Workspace, person: Person, channel: str, typed: str) -> None:
    command, _, text = typed.partition(" ")
    if command == "/invite" and workspace.app.name.lower() in text.lower():
        await workspace.invite_bot(channel, person.id)
    elif command == "/leave":
        await person.leaves(channel)
    else:
        await person.runs(channel, command, text.strip())


async def act(workspace: Workspace, person: Person, form: Form) -> None:
    """Use one element of a message or a view."""
    kind, _, at = one(form, "surface").partition(":")
    where: Message | Json = _message(workspace, person, at) if kind == "message" else _view(person, at)
    blocks = where.blocks if isinstance(where, Message) else where["blocks"]
    if not isinstance(where, Message):
        enter(workspace, person, form)
    action, values = one(form, "action"), form.get("value", [])
    block, element = _element(blocks, one(form, "block"), action, values)
    if element["type"] in BUTTONS:
        await person.clicks(where, action, value=next(iter(values), None), block=block)
    elif element["type"] == "overflow":
        await person.clicks(where, action, option=next(iter(values), None), block=block)
    else:
        chosen = given(element, values, ZoneInfo(person.member.zone))
        await person.clicks(where, action, option=chosen, block=block)


async def keep(workspace: Workspace, person: Person, form: Form) -> None:
    """Remember what was typed so far."""
    enter(workspace, person, form)


async def submit(workspace: Workspace, person: Person, form: Form) -> None:
    """Send the form on top; what is missing in it is said at its fields."""
    view = enter(workspace, person, form)
    try:
        await person.submits()
    except ClientRefused as refused:
        if not refused.blocks:
            raise
        view.errors = {block: _why(view, block) for block in refused.blocks}
        workspace.changes.tell()


async def close(workspace: Workspace, person: Person, form: Form) -> None:
    """Close the form on top, or the whole stack."""
    await person.closes(everything=bool(one(form, "all")))


async def suggest(workspace: Workspace, person: Person, form: Form) -> Sequence[Json]:
    """Type into a menu whose options the app looks up; gives these."""
    view = enter(workspace, person, form)
    await person.searches(one(form, "block"), one(form, "typed"))
    return view.offered[one(form, "block"), one(form, "action")]


async def react(workspace: Workspace, person: Person, form: Form) -> None:
    """Put an emoji on a message, or take it off again."""
    post, emoji = _message(workspace, person, one(form, "message")), one(form, "emoji").strip(": ").lower()
    if person.id in post.reactions.get(emoji, []):
        await person.unreacts(post, emoji)
    elif named(emoji):
        await person.reacts(post, emoji)
    elif emoji:
        raise ClientRefused(f"there is no emoji called {emoji}")


async def shortcut(workspace: Workspace, person: Person, form: Form) -> None:
    """Use a shortcut of the composer, or of a message's menu."""
    if at := one(form, "message"):
        await person.message_shortcut(one(form, "callback"), _message(workspace, person, at))
    else:
        await person.global_shortcut(one(form, "callback"))


async def edit(workspace: Workspace, person: Person, form: Form) -> None:
    """Change a message of their own."""
    await person.edits(_message(workspace, person, one(form, "message")), one(form, "text"))


async def delete(workspace: Workspace, person: Person, form: Form) -> None:
    """Delete a message of their own."""
    await person.deletes(_message(workspace, person, one(form, "message")))


async def dismiss(workspace: Workspace, person: Person, form: Form) -> None:
    """Put away what only they see."""
    person.ephemerals.remove(_message(workspace, person, one(form, "message")))
    workspace.changes.tell()


async def join(workspace: Workspace, person: Person, form: Form) -> None:
    """Join a public channel."""
    await person.joins(one(form, "channel"))


async def invite(workspace: Workspace, person: Person, form: Form) -> None:
    """Bring the app into a channel."""
    await workspace.invite_bot(one(form, "channel"), person.id)


async def home(workspace: Workspace, person: Person, form: Form) -> None:
    """Look at the app's Home tab."""
    await person.opens_home()


async def read(workspace: Workspace, person: Person, form: Form) -> None:
    """Have seen a conversation up to a message."""
    marks = workspace.last_read.setdefault(person.id, {})
    channel, ts = one(form, "channel"), one(form, "ts")
    if float(ts) > float(marks.get(channel, "0")):
        marks[channel] = ts
        workspace.changes.tell()


GESTURES: Final[Mapping[str, Gesture]] = {
    gesture.__name__: gesture
    for gesture in (say, act, keep, submit, close, react, shortcut, edit, delete, dismiss, join, invite, home, read)
}


def one(form: Form, name: str) -> str:
    """The one value of a field, empty where there is none."""
    return next(iter(form.get(name, [])), "")


def enter(workspace: Workspace, person: Person, form: Form) -> View:
    """Puts what the page's form holds into the view on top, or that of the Home tab."""
    view = workspace.views.get(one(form, "view") or one(form, "surface").removeprefix("view:"))
    if view is None or view.user != person.id:
        raise ClientRefused("this form is closed")
    view.values |= entries(view, form, ZoneInfo(person.member.zone))
    return view


def sentence(refused: ClientRefused) -> str:
    """What was refused, as it is said on the page."""
    why = f"{refused}."
    return why[:1].upper() + why[1:]


def _message(workspace: Workspace, person: Person, at: str) -> Message:
    channel, _, ts = at.partition(":")
    for message in person.ephemerals:
        if (message.channel, message.ts) == (channel, ts):
            return message
    found = workspace.conversations[channel].find(ts)
    if found is None:
        raise ClientRefused("this message is gone")
    return found


def _view(person: Person, view_id: str) -> Json:
    for view in [*person.modals, person.home]:
        if view and view["id"] == view_id:
            return view
    raise ClientRefused("this form is closed")


def _element(blocks: list[Json], block_id: str, action_id: str, values: Sequence[str]) -> tuple[str, Json]:
    """The element that was used; where the app has shown its blocks anew meanwhile, the one that does the same."""
    named = [(block["block_id"], each) for block, each in forms.elements(blocks) if each["action_id"] == action_id]
    alike = [(at, each) for at, each in named if each["type"] not in BUTTONS or each.get("value") in values]
    found = [(at, each) for at, each in named if at == block_id] or alike
    if len(found) == 1:
        return found[0]
    raise ClientRefused("this is no longer there")


def _why(view: View, block_id: str) -> str:
    [block] = [block for block in view.blocks if block["block_id"] == block_id]
    entered = forms.state([block], view.values)[block_id][block["element"]["action_id"]]
    return NOT_LIKE_THIS if any(value for key, value in entered.items() if key != "type") else REQUIRED
