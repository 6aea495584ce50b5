"""The forms of meeting notes: to paste them, and to correct what was understood before anything is posted."""

import json
import re
from collections.abc import Sequence
from typing import Any, Final

from slackblocks import Block, Element, PlainTextInput

from bot.domain.followups import Promise
from bot.domain.meetings import MORE, Draft
from bot.domain.meetings_items import Kind
from bot.domain.meetings_lines import promised, said
from bot.domain.meetings_pages import page
from bot.domain.meetings_points import Answer, PointView
from messages import forms, pickers
from messages.layout import bullets, button, buttons, prose, small
from messages.meetings import CONFIRM, MORE_ROOM, NOTED, PREVIEW, SAVE, TURN
from messages.message import short
from messages.words import Words

LINE_MAX: Final = 200
ONE_LINE: Final = 50
NOTES_FIELDS: Final = 4
NOTES_FIELDS_MAX: Final = 13
NAME_MAX: Final = 80
WHICH_MAX: Final = 20
BLOCKS_MAX: Final = 100
OPTIONS_MAX: Final = 100
REST_IN_A_BLOCK: Final = 20
BULLET: Final = re.compile(r"^\s*(?:[-*+•◦▪–·]\s+)+")


def notes_form(words: Words, channel_id: str, notes: str = "", room: int = NOTES_FIELDS) -> dict[str, Any]:
    """Return the form in which notes are pasted; long ones go on in more fields, and there is a button for more."""
    fields = forms.text(words, "meetings.notes", value=notes, required=True, fields=room)
    more = button(words.plain("meetings.more_room_button"), MORE_ROOM, channel_id)
    room_left = [buttons(more)] if len(fields) < NOTES_FIELDS_MAX else []
    blocks = [*fields, *room_left, forms.day(words, "meetings.met_on")]
    return forms.modal(words, "meetings.notes", NOTED, blocks, about=channel_id)


def draft_form(words: Words, whole: Draft, number: int = 0, note: str = "") -> dict[str, Any]:
    """Return a page of the form in which the partner corrects what was understood, below a `note` of ours.

    What stands in its fields is new for Slack, too, whatever was typed into another page in the same place.
    """
    found = page(whole, number)
    on_lines = [index for index in range(len(found.promises)) if index not in found.in_fields]
    above, below = _top(words, found, note), [*_below(words, found, on_lines), *_next(words, found)]
    which = _asked(found)[: BLOCKS_MAX - len(above) - len(below)]
    about = {
        "meeting": found.meeting_id, "revision": found.revision, "page": found.page, "which": which,
        Kind.TAKEAWAY: found.places_of(Kind.TAKEAWAY), Kind.CONTRIBUTION: found.places_of(Kind.CONTRIBUTION),
        Kind.FOLLOW_UP: [found.place(index) for index in on_lines],
    }  # fmt: skip
    blocks = [*above, *_which(words, found, which), *below]
    form = forms.modal(words, "meetings.confirm", CONFIRM, blocks, about=json.dumps(about, ensure_ascii=False))
    return forms.afresh(form, f"{found.revision}_{found.page}")


def elsewhere(words: Words, whole: Draft, place: int | None, reason: str) -> str:
    """Return the note about a follow-up that stands on another page than the one that was sent, or about the days."""
    places = whole.places_of(Kind.FOLLOW_UP)
    number = places.index(place) + 1 if place in places else None
    return words.mrkdwn("meetings.elsewhere", number=number, reason=reason)


def saved(words: Words) -> dict[str, Any]:
    """Return what stands in the form's place once the draft is kept for later."""
    return forms.page(words, "meetings.saved", [prose(words.mrkdwn("meetings.saved"))])


def reading_files(words: Words) -> dict[str, Any]:
    """Return what stands in the form's place while the files of a message are read."""
    return forms.page(words, "meetings.reading", [prose(words.mrkdwn("meetings.reading"))])


def _top(words: Words, found: Draft, note: str) -> list[Block]:
    steps = buttons(
        button(words.plain("meetings.preview_button"), PREVIEW, str(found.meeting_id)),
        button(words.plain("meetings.save_button"), SAVE, str(found.meeting_id)),
        *_pages(words, found),
    )
    days = [
        forms.day(words, "meetings.met_on", value=found.met_on),
        forms.day(words, "meetings.next_on", value=found.next_on),
    ]
    said = [prose(note)] if note else []
    return [
        *said,
        small(words.mrkdwn("meetings.nothing_posted", draft=found)),
        steps,
        *(days if found.page == 0 else []),
    ]


def _pages(words: Words, found: Draft) -> list[Element]:
    """Return the menu of pages; of very many, those around this one."""
    if found.pages == 1:
        return []
    first = max(0, min(found.page - OPTIONS_MAX // 2, found.pages - OPTIONS_MAX))
    numbers = range(first, min(first + OPTIONS_MAX, found.pages))
    labels = {str(each): words.plain("meetings.page", number=each + 1, count=found.pages) for each in numbers}
    return [pickers.menu(labels, str(found.page), action_id=TURN)]


def _next(words: Words, found: Draft) -> list[Block]:
    if found.page + 1 == found.pages:
        return []
    return [buttons(button(words.plain("meetings.next_page_button"), TURN, str(found.page + 1)))]


def _below(words: Words, found: Draft, on_lines: Sequence[int]) -> list[Block]:
    more = "\n".join(promised(found.promises[index], found.known) for index in on_lines)
    return [
        *_takeaways(words, found),
        *(block for index in found.in_fields for block in _promise(words, found, index)),
        *forms.text(words, f"meetings.{MORE}", value=more),
        *_contributions(words, found),
        *_points(words, found),
        *_unplaced(words, found),
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
    promise, place, number = found.promises[index], found.place(index), found.first + index + 1
    said = f"{promise.owner_name}: {promise.text}" if promise.owner_name else promise.text
    is_long = len(said) > ONE_LINE or "\n" in said
    text = PlainTextInput(forms.VALUE, initial_value=said, multiline=is_long, max_length=forms.INPUT_MAX)
    drop = words.plain("meetings.follow_up_hint") if index == 0 else ""
    named = _named(words, promise)
    what, who, when = (words.plain(f"meetings.{label}", number=number) for label in ("follow_up", "owner", "due"))
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
    lines = [BULLET.sub("", line) for line in found.unplaced]
    parts = [lines[start : start + REST_IN_A_BLOCK] for start in range(0, len(lines), REST_IN_A_BLOCK)]
    return [bullets(words.plain("meetings.unplaced"), part) for part in parts]
