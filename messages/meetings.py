"""Meeting notes as Slack shows them: where to check what was understood, and the forms."""

import re
from typing import Any, Final

from slackblocks import Block, PlainTextInput

from bot.domain.followups import Promise
from bot.domain.meetings import MORE, Draft
from bot.domain.meetings_lines import promised, said
from messages import forms
from messages.layout import bullets, button, buttons, prose, small
from messages.message import Message, message, short
from messages.words import Words

TAG: Final = "meetings.tag"
NOTED: Final = "meetings.noted"
OPEN: Final = "meetings.open"
CONFIRM: Final = "meetings.confirm"
UNPLACED_SHOWN: Final = 12
LINE_MAX: Final = 200
NOTES_FIELDS: Final = 4
BULLET: Final = re.compile(r"^\s*(?:[-*+•◦▪–·]\s+)+")


def draft(words: Words, found: Draft) -> Message:
    """Return the DM that says what was found in the notes, and where to correct it."""
    text = words.mrkdwn("meetings.draft", draft=found)
    check = button(words.plain("meetings.check_button"), OPEN, str(found.meeting_id), primary=True)
    return message(text, [prose(text), buttons(check)])


def confirmed(words: Words, channel_id: str) -> Message:
    """Return what that DM says once the partner gave their word."""
    text = words.mrkdwn("meetings.confirmed", channel_id=channel_id)
    return message(text, [prose(text)])


def notes_form(words: Words, channel_id: str) -> dict[str, Any]:
    """Return the form in which notes are pasted; long ones go on in more fields."""
    notes = forms.text(words, "meetings.notes", required=True, fields=NOTES_FIELDS)
    return forms.modal(words, "meetings.notes", NOTED, [*notes, forms.day(words, "meetings.met_on")], about=channel_id)


def draft_form(words: Words, found: Draft) -> dict[str, Any]:
    """Return the form in which the partner corrects what was understood, before anything is posted."""
    rest = [each for place, each in enumerate(found.promises) if place not in found.in_fields]
    takeaways = "\n".join(said(each.said_by, each.text, found.known) for each in found.takeaways)
    given = "\n".join(said(each.who, each.gave, found.known) for each in found.contributions)
    more = "\n".join(promised(each, found.known) for each in rest)
    blocks = [
        small(words.mrkdwn("meetings.nothing_posted", draft=found)),
        forms.day(words, "meetings.met_on", value=found.met_on),
        *forms.text(words, "meetings.takeaways", value=takeaways),
        *(block for place in found.in_fields for block in _promise(words, place, found.promises[place])),
        *forms.text(words, f"meetings.{MORE}", value=more),
        *forms.text(words, "meetings.contributions", value=given),
        *_unplaced(words, found),
    ]
    return forms.modal(words, "meetings.confirm", CONFIRM, blocks, about=str(found.meeting_id))


def _promise(words: Words, place: int, promise: Promise) -> list[Block]:
    text = PlainTextInput(forms.VALUE, initial_value=promise.text, multiline=True, max_length=forms.INPUT_MAX)
    drop = words.plain("meetings.follow_up_hint") if place == 0 else ""
    named = words.plain("meetings.owner_named", name=short(promise.owner_name, LINE_MAX)) if promise.owner_name else ""
    what, who, when = (words.plain(f"meetings.{label}", number=place + 1) for label in ("follow_up", "owner", "due"))
    return [
        forms.labelled(what, text, f"follow_up_{place}", hint=drop),
        forms.labelled(who, forms.user_picker(promise.owner), f"owner_{place}", hint=named),
        forms.labelled(when, forms.date_picker(promise.due_on), f"due_{place}"),
    ]


def _unplaced(words: Words, found: Draft) -> list[Block]:
    if not found.unplaced:
        return []
    lines = [short(BULLET.sub("", line), LINE_MAX) for line in found.unplaced[:UNPLACED_SHOWN]]
    if hidden := len(found.unplaced) - len(lines):
        lines.append(words.plain("meetings.unplaced_more", count=hidden))
    return [bullets(words.plain("meetings.unplaced"), lines)]
