"""What its owner can do with a poll that was asked: the menu at its message, the forms behind it, and what is said."""

import json
from datetime import datetime
from typing import Any, Final

from slackblocks import Block, DateTimePicker, OverflowMenu

from bot.domain.polls import Kind
from bot.domain.polls_life import one_line
from bot.domain.polls_results import PollView, QuestionView
from messages import forms
from messages.layout import bullets, prose, quoted, small
from messages.layout import menu as dots
from messages.message import Message, message
from messages.polls_choices import label
from messages.words import Words

MORE: Final = "polls.more"
CLOSE: Final = "close"
EDIT: Final = "edit"
REMIND: Final = "remind"
STOP: Final = "stop"
DELETE: Final = "delete"
REOPEN: Final = "reopen"
SAY: Final = "say"
CSV: Final = "csv"

EDITED: Final = "polls_life.edited"
REOPENED: Final = "polls_life.reopened"
AGAIN: Final = "polls_life.again"
STOPPED: Final = "polls_life.stopped"
DELETED: Final = "polls_life.deleted"
GOES_ON: Final = "goes_on"
ENDS: Final = "ends"
LINES_SHOWN: Final = 20
TEXTS_SHOWN: Final = 5
LINE_MAX: Final = 150


def menu(words: Words, view: PollView) -> OverflowMenu:
    """Return the menu of a poll; Slack shows five steps at most."""
    return dots(MORE, {f"{step}:{view.id}": words.plain(f"polls_life.{step}_button") for step in steps(view)})


def steps(view: PollView) -> list[str]:
    """Return what can be done with a poll as it stands."""
    stop = [STOP] if view.next_at else []
    if not view.is_open:
        return [*([SAY, CSV] if view.is_readable else []), REOPEN, *stop, DELETE]
    return [CLOSE, *([EDIT] if view.may_edit else []), *([] if view.was_reminded else [REMIND]), *stop, DELETE]


def below(words: Words, view: PollView) -> list[Block]:
    """Return what is to be known of a poll besides its question: edited, late, one of a series."""
    said = words.mrkdwn("polls_life.below", poll=view)
    return [small(said)] if said else []


def edit_form(words: Words, view: PollView) -> dict[str, Any]:
    """Return the form with the words of a poll that people answer."""
    return forms.modal(words, "polls_life.edit", EDITED, wording(words, view, is_asked=True), about=about(view))


def wording(words: Words, view: PollView, *, is_asked: bool) -> list[Block]:
    """Return the fields of what a poll says: a question a field, and its options one a line."""
    title = forms.text(words, "polls_life.title", value=view.title, required=True, lines=False) if view.title else []
    asked = [
        block
        for place, question in enumerate(view.questions)
        for block in _question(words, view, place, question, is_asked=is_asked)
    ]
    return [*title, *asked, *forms.text(words, "polls_life.reason", value=view.reason)]


def about(view: PollView) -> str:
    """Return what comes back with a form: the poll, and how many options each question had."""
    return json.dumps({"poll": view.id, "shown": [len(question.choices) for question in view.questions]})


def reopen_form(words: Words, view: PollView, closes_at: datetime) -> dict[str, Any]:
    """Return the form that asks until when; of a secret poll it says why it stays closed, and asks it anew."""
    when = forms.field_of(words, "polls_life.closes_at", DateTimePicker(forms.VALUE, int(closes_at.timestamp())))
    name, callback_id = ("polls_life.again", AGAIN) if view.is_secret else ("polls_life.reopen", REOPENED)
    blocks = [prose(words.mrkdwn(f"{name}_text", poll=view)), when]
    return forms.modal(words, name, callback_id, blocks, about=str(view.id))


def stop_form(words: Words, view: PollView) -> dict[str, Any]:
    """Return the question whether the series is to stop."""
    blocks = [prose(words.mrkdwn("polls_life.stop_text", poll=view))]
    return forms.modal(words, "polls_life.stop", STOPPED, blocks, about=str(view.id))


def delete_form(words: Words, view: PollView) -> dict[str, Any]:
    """Return the question whether a poll is to be deleted and, in a series, whether that ends as well."""
    blocks = [prose(words.mrkdwn("polls_life.delete_text", poll=view))]
    if view.next_at:
        blocks.append(forms.choice(words, "polls_life.series", (GOES_ON, ENDS), value=GOES_ON))
    return forms.modal(words, "polls_life.delete", DELETED, blocks, about=str(view.id))


def ended(words: Words, view: PollView) -> Message:
    """Return the DM to the owner of a poll that nobody sees any more, with what it came to."""
    said = words.mrkdwn("polls_life.ended", poll=view)
    lists = [_result(words, view, question) for question in view.questions]
    name = quoted(words.plain("polls_life.poll_label"), view.question)
    return message(said, [prose(said), name, *(block for block in lists if block)])


def _question(words: Words, view: PollView, place: int, question: QuestionView, *, is_asked: bool) -> list[Block]:
    number = place + 1 if len(view.questions) > 1 else 0
    asked = words.plain("polls_life.question_label", number=number)
    blocks = forms.typed(words, asked, f"question_{place}", question.text, required=True)
    if question.kind not in (Kind.SINGLE, Kind.MULTIPLE):
        return blocks
    options = "\n".join(one_line(choice.text or "") for choice in question.choices)
    named, hint = words.plain("polls_life.options_label", number=number), words.plain("polls_life.options_hint")
    hint = hint if is_asked else ""
    return [*blocks, *forms.typed(words, named, f"options_{place}", options, hint=hint, required=True)]


def _result(words: Words, view: PollView, question: QuestionView) -> Block | None:
    """Return what a question came to, as far as it may be shown."""
    votes = [
        words.plain("polls_life.votes", option=label(words, choice, question)[:LINE_MAX], votes=choice.votes)
        for choice in question.choices[:LINES_SHOWN]
        if choice.votes is not None
    ]
    lines = votes or [said.text[:LINE_MAX] for said in (question.texts or ())[:TEXTS_SHOWN]]
    return bullets(question.text[:LINE_MAX], lines) if lines and view.answers else None
