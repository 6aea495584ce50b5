"""What its owner sees of a poll that opens later, and the form that changes it."""

from datetime import datetime
from typing import Any, Final

from slackblocks import Block, DateTimePicker

from bot.domain.polls_results import PollView
from messages import forms
from messages.layout import button, buttons, prose, quoted, sure
from messages.message import Message, message
from messages.polls_life import about, wording
from messages.words import Words

PREVIEW: Final = "polls_planned.preview"
CHANGE: Final = "polls_planned.change"
CHANGED: Final = "polls_planned.changed"
CALL_OFF: Final = "polls_planned.call_off"
PARTS: Final = ("title", "text", "confirm", "deny")


def note(words: Words, view: PollView, *, is_waiting: bool) -> Message:
    """Return the DM in which the owner sees what is planned, and later what became of it."""
    said = words.mrkdwn("polls_planned.note", poll=view, is_waiting=is_waiting)
    shown = [prose(said), quoted(words.plain("polls_planned.poll_label"), view.question)]
    if not is_waiting:
        return message(said, shown)
    value = str(view.id)
    call_off = button(words.plain("polls_planned.call_off_button"), CALL_OFF, value)
    call_off.confirm = sure(*(words.plain(f"polls_planned.call_off_{part}") for part in PARTS))
    named = (("preview", PREVIEW), ("change", CHANGE))
    first = [button(words.plain(f"polls_planned.{name}_button"), action, value) for name, action in named]
    return message(said, [*shown, buttons(*first, call_off)])


def change_form(words: Words, view: PollView) -> dict[str, Any]:
    """Return the form in which everything of a planned poll can be changed but its kind and mode."""
    times = [_moment(words, "opens_at", view.opens_at), _moment(words, "closes_at", view.closes_at)]
    blocks = [*wording(words, view, is_asked=False), *times]
    return forms.modal(words, "polls_planned.changing", CHANGED, blocks, about=about(view))


def _moment(words: Words, name: str, at: datetime | None) -> Block:
    picker = DateTimePicker(forms.VALUE, int(at.timestamp()) if at else None)
    return forms.field_of(words, f"polls_planned.{name}", picker)
