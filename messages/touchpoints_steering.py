"""A touchpoint as its partner sees it ahead and steers it: in a DM, in App Home, and in forms."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any, Final
from zoneinfo import ZoneInfo

from slackblocks import Block, Button, ConfirmationDialogue, Option, PlainText, StaticMultiSelectMenu

from bot.domain.touchpoints import key
from bot.domain.touchpoints_steering import Coming, Edition, Line, Standing
from messages import forms, pickers
from messages.layout import button, buttons, prose, small, sure
from messages.message import Message, message, short
from messages.polls_compose_ids import FROM_TOUCHPOINT
from messages.touchpoints_changes import CORRECT
from messages.touchpoints_thanks import NEW_DATES
from messages.words import Words

PREVIEW: Final = "touchpoints.preview"
EDIT: Final = "touchpoints.edit"
EDITED: Final = "touchpoints.edited"
POST_NOW: Final = "touchpoints.post_now"
POSTPONE: Final = "touchpoints.postpone"
POSTPONED: Final = "touchpoints.postponed"
SKIP: Final = "touchpoints.skip"
BRING_BACK: Final = "touchpoints.bring_back"
APPROVE: Final = "touchpoints.approve"
UNDO: Final = "touchpoints.undo"
LINES_MAX: Final = 100
LINE_MAX: Final = 75


def note(words: Words, coming: Coming, now: datetime) -> Message:
    """Return the DM in which a partner sees a touchpoint ahead, and later what became of it."""
    return _said(words, "touchpoints_steering.note", coming, now)


def unapproved(words: Words, coming: Coming, now: datetime) -> Message:
    """Return what reminds a partner of a touchpoint that waits for their word."""
    return _said(words, "touchpoints_steering.unapproved", coming, now)


def item(words: Words, coming: Coming, now: datetime) -> list[Block]:
    """Return a touchpoint as App Home lists it: two blocks, three where more is to be said."""
    what = words.plain(f"touchpoints.{coming.touchpoint}")
    return [prose(words.mrkdwn("touchpoints_steering.item", coming=coming, what=what)), *_below(words, coming, now)]


def edit_form(words: Words, business_key: str, edition: Edition, lines: Sequence[Line]) -> dict[str, Any]:
    """Return the form for the words around the lists: an intro of the partner's own, and lines to leave out."""
    intro = forms.text(words, "touchpoints_steering.intro", value=edition.intro or "")
    blocks = [*intro, *_left_out(words, edition, lines[:LINES_MAX])]
    return forms.modal(words, "touchpoints_steering.edit", EDITED, blocks, about=business_key)


def postpone_form(words: Words, business_key: str, due_at: datetime, timezone: str) -> dict[str, Any]:
    """Return the form that asks for a day and a time; they are local to the department's IANA `timezone`."""
    local = due_at.astimezone(ZoneInfo(timezone))
    blocks = [
        forms.day(words, "touchpoints_steering.day", value=local.date(), required=True),
        pickers.clock(words, "touchpoints_steering.clock", value=time(local.hour, local.minute)),
    ]
    return forms.modal(words, "touchpoints_steering.postpone", POSTPONED, blocks, about=business_key)


def _said(words: Words, fragment: str, coming: Coming, now: datetime) -> Message:
    what = words.plain(f"touchpoints.{coming.touchpoint}").lower()
    may_undo = _may_undo(coming, now)
    is_due = coming.due_at <= now
    text = words.mrkdwn(fragment, coming=coming, what=what, may_undo=may_undo, is_due=is_due)
    return message(text, [prose(text), *_below(words, coming, now)], coming.may_undo_until if may_undo else None)


def _below(words: Words, coming: Coming, now: datetime) -> list[Block]:
    standing = words.mrkdwn("touchpoints_steering.waits", coming=coming)
    more = [small(standing)] if standing else []
    steps = _steps(words, coming, now)
    return [buttons(*steps), *more] if steps else more


def _steps(words: Words, coming: Coming, now: datetime) -> list[Button]:
    if coming.standing == Standing.SKIPPED:
        return [_button(words, coming, "bring_back", BRING_BACK)]
    correct = _button(words, coming, "correct", CORRECT)
    if coming.standing == Standing.POSTED:
        undo = [_button(words, coming, "undo", UNDO)] if _may_undo(coming, now) else []
        return [*undo, _button(words, coming, "edit", EDIT), correct, _button(words, coming, "poll", FROM_TOUCHPOINT)]
    if coming.standing != Standing.WAITING:
        return []
    skip = _button(words, coming, "skip", SKIP)
    skip.confirm = _sure(words)
    first = [_button(words, coming, "approve", APPROVE, primary=True)] if coming.needs_approval else []
    named = {"preview": PREVIEW, "edit": EDIT, "post_now": POST_NOW, "postpone": POSTPONE}
    last = [_button(words, coming, "new_dates", NEW_DATES)] if coming.missed else []
    return [*first, *(_button(words, coming, name, id_) for name, id_ in named.items()), skip, correct, *last]


def _button(words: Words, coming: Coming, name: str, action_id: str, *, primary: bool = False) -> Button:
    value = key(coming.meeting_id, coming.touchpoint)
    return button(words.plain(f"touchpoints_steering.{name}_button"), action_id, value, primary=primary)


def _may_undo(coming: Coming, now: datetime) -> bool:
    return coming.standing == Standing.POSTED and coming.may_undo_until is not None and now < coming.may_undo_until


def _left_out(words: Words, edition: Edition, lines: Sequence[Line]) -> list[Block]:
    if not lines:
        return []
    options = [Option(PlainText(short(" ".join(line.text.split()) or "…", LINE_MAX)), line.ref) for line in lines]
    chosen = [option for option in options if option.value in edition.left_out]
    menu = StaticMultiSelectMenu(forms.VALUE, options, initial_options=chosen or None)
    return [forms.field_of(words, "touchpoints_steering.left_out", menu)]


def _sure(words: Words) -> ConfirmationDialogue:
    return sure(*(words.plain(f"touchpoints_steering.skip_{part}") for part in ("title", "text", "confirm", "deny")))
