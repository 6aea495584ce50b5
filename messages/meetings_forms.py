"""The forms of meeting notes: to paste them, and to correct what was understood before anything is posted."""

import json
import re
from typing import Any, Final

from slackblocks import Block, PlainTextInput

from bot.domain.followups import Promise
from bot.domain.meetings import MORE, Draft
from bot.domain.meetings_lines import promised, said
from bot.domain.meetings_points import Answer, PointView
from messages import forms, pickers
from messages.layout import bullets, button, buttons, prose, small
from messages.meetings import CONFIRM, MORE_ROOM, NOTED, PREVIEW, SAVE
from messages.message import short
from messages.words import Words

UNPLACED_SHOWN: Final = 30
LINE_MAX: Final = 200
NOTES_FIELDS: Final = 4
NOTES_FIELDS_MAX: Final = 13
WHICH_MAX: Final = 5
NAME_MAX: Final = 80
BLOCKS_MAX: Final = 100
BLOCKS_A_PROMISE: Final = 3
BULLET: Final = re.compile(r"^\s*(?:[-*+•◦▪–·]\s+)+")


def notes_form(words: Words, channel_id: str, notes: str = "", room: int = NOTES_FIELDS) -> dict[str, Any]:
    """Return the form in which notes are pasted; long ones go on in more fields, and there is a button for more."""
    fields = forms.text(words, "meetings.notes", value=notes, required=True, fields=room)
    more = button(words.plain("meetings.more_room_button"), MORE_ROOM, channel_id)
    room_left = [buttons(more)] if len(fields) < NOTES_FIELDS_MAX else []
    blocks = [*fields, *room_left, forms.day(words, "meetings.met_on")]
    return forms.modal(words, "meetings.notes", NOTED, blocks, about=channel_id)


def draft_form(words: Words, found: Draft, *, has_changed: bool = False) -> dict[str, Any]:
    """Return the form in which the partner corrects what was understood; it says so where that `has_changed`."""
    which = _asked(found)
    around = [*_top(words, found, has_changed), *_which(words, found, which), *_takeaways(words, found)]
    below = [*_contributions(words, found), *_points(words, found), *_unplaced(words, found)]
    room = (BLOCKS_MAX - len(around) - len(below) - 1) // BLOCKS_A_PROMISE
    in_fields = found.in_fields[:room]
    rest = [each for index, each in enumerate(found.promises) if index not in in_fields]
    blocks = [
        *around,
        *(block for index in in_fields for block in _promise(words, found, index)),
        *forms.text(words, f"meetings.{MORE}", value="\n".join(promised(each, found.known) for each in rest)),
        *below,
    ]
    about = {"meeting": found.meeting_id, "revision": found.revision, "which": which}
    return forms.modal(words, "meetings.confirm", CONFIRM, blocks, about=json.dumps(about, ensure_ascii=False))


def saved(words: Words) -> dict[str, Any]:
    """Return what stands in the form's place once the draft is kept for later."""
    return forms.page(words, "meetings.saved", [prose(words.mrkdwn("meetings.saved"))])


def reading_files(words: Words) -> dict[str, Any]:
    """Return what stands in the form's place while the files of a message are read."""
    return forms.page(words, "meetings.reading", [prose(words.mrkdwn("meetings.reading"))])


def _top(words: Words, found: Draft, has_changed: bool) -> list[Block]:
    noted = [prose(words.mrkdwn("meetings.notes_changed"))] if has_changed else []
    steps = buttons(
        button(words.plain("meetings.preview_button"), PREVIEW, str(found.meeting_id)),
        button(words.plain("meetings.save_button"), SAVE, str(found.meeting_id)),
    )
    return [
        *noted,
        small(words.mrkdwn("meetings.nothing_posted", draft=found)),
        steps,
        forms.day(words, "meetings.met_on", value=found.met_on),
        forms.day(words, "meetings.next_on", value=found.next_on),
    ]


def _asked(found: Draft) -> list[str]:
    return [name for name in found.unclear if len(name) <= NAME_MAX][:WHICH_MAX]


def _which(words: Words, found: Draft, names: list[str]) -> list[Block]:
    """Ask who is meant where a name fits more than one colleague."""
    return [_which_one(words, found, name, f"which_{place}") for place, name in enumerate(names)]


def _which_one(words: Words, found: Draft, name: str, field: str) -> Block:
    label, hint = words.plain("meetings.which", name=name), words.plain("meetings.which_hint")
    users = found.unclear[name][: pickers.OPTIONS_MAX]
    full_names = {user: found.known[user][-1] or name for user in users}
    return forms.labelled(label, pickers.menu(full_names), field, hint=hint)


def _takeaways(words: Words, found: Draft) -> list[Block]:
    lines = "\n".join(said(each.said_by, each.text, found.known) for each in found.takeaways)
    return forms.text(words, "meetings.takeaways", value=lines)


def _contributions(words: Words, found: Draft) -> list[Block]:
    lines = "\n".join(said(each.who, each.gave, found.known) for each in found.contributions)
    return forms.text(words, "meetings.contributions", value=lines)


def _promise(words: Words, found: Draft, index: int) -> list[Block]:
    promise, place = found.promises[index], found.place(index)
    text = PlainTextInput(forms.VALUE, initial_value=promise.text, multiline=True, max_length=forms.INPUT_MAX)
    drop = words.plain("meetings.follow_up_hint") if index == 0 else ""
    named = _named(words, promise)
    what, who, when = (words.plain(f"meetings.{label}", number=index + 1) for label in ("follow_up", "owner", "due"))
    return [
        forms.labelled(what, text, f"follow_up_{place}", hint=drop),
        forms.labelled(who, forms.user_picker(promise.owner), f"owner_{place}", hint=named),
        forms.labelled(when, forms.date_picker(promise.due_on), f"due_{place}"),
    ]


def _named(words: Words, promise: Promise) -> str:
    return words.plain("meetings.owner_named", name=short(promise.owner_name, LINE_MAX)) if promise.owner_name else ""


def _points(words: Words, found: Draft) -> list[Block]:
    if not found.points:
        return []
    return [small(words.mrkdwn("meetings.points")), *(_point(words, found, each) for each in found.points)]


def _point(words: Words, found: Draft, point: PointView) -> Block:
    who = point.follow_up.who
    name = found.known[who][0] if who in found.known else point.follow_up.owner_name
    label = words.plain("meetings.point", point=point.follow_up, name=name, text=short(point.follow_up.text, LINE_MAX))
    answers = {str(answer): words.plain(f"meetings.point_{answer}") for answer in Answer}
    return forms.labelled(label, pickers.menu(answers, point.answer), f"point_{point.follow_up.id}")


def _unplaced(words: Words, found: Draft) -> list[Block]:
    if not found.unplaced:
        return []
    lines = [short(BULLET.sub("", line), LINE_MAX) for line in found.unplaced[:UNPLACED_SHOWN]]
    if hidden := len(found.unplaced) - len(lines):
        lines.append(words.plain("meetings.unplaced_more", count=hidden))
    return [bullets(words.plain("meetings.unplaced"), lines)]
