"""What follows a poll: its result in the thread, what its owner is told, and what comes of it."""

from datetime import datetime
from typing import Any, Final

from slackblocks import Block, Button

from bot.domain.polls_after import SAID_MAX, WILL_MAX, Ended, Word
from bot.domain.polls_results import PollView, QuestionView
from messages import forms
from messages.layout import button, buttons, prose, quoted, small
from messages.message import Message, message, short
from messages.polls import leaders, told
from messages.polls_chart import picture
from messages.polls_choices import label
from messages.polls_tables import one_line, tables
from messages.words import Words

CSV: Final = "polls_after.csv"
SAY: Final = "polls_after.say"
SAID: Final = "polls_after.said"
UNDO: Final = "polls_after.undo"

NAME_MAX: Final = 80
TOLD: Final = 3


def result(words: Words, view: PollView) -> Message:
    """Return the reply that says once what the poll came to: each question in words, and a chart of the votes."""
    said = _headed(words, view, "polls.result_label")
    found = tables(words, view) if view.is_readable else []
    text = words.mrkdwn("polls.closed_text", **told(words, view))
    return message(text, [*said, *found], picture=picture(words, view) if found else None)


def ended(words: Words, end: Ended, now: datetime) -> Message:
    """Return the DM in which the owner hears how the poll ended, and by when they want to say what comes of it."""
    may_undo = end.may_undo_until is not None and now < end.may_undo_until
    next_step = words.mrkdwn("polls_after.next_step", end=end, may_undo=may_undo)
    text = words.mrkdwn("polls.closed_text", **told(words, end.poll))
    said = _headed(words, end.poll, "polls_after.ended_label")
    steps = [buttons(*_steps(words, end, may_undo=may_undo))] if end.poll.is_readable else []
    below = [prose(next_step), *steps] if next_step else steps
    return message(f"{text} {next_step}".strip(), [*said, *below], end.may_undo_until if may_undo else None)


def word(words: Words, view: PollView, said: Word, by: str) -> Message:
    """Return what comes of a poll, for the people who answered it."""
    shown = [
        quoted(words.plain("polls_after.you_said_heading"), said.you_said, SAID_MAX),
        quoted(words.plain("polls_after.we_will_heading"), said.we_will, WILL_MAX),
        small(words.mrkdwn("polls_after.said_by", by=by)),
    ]
    return message(words.mrkdwn("polls_after.word", poll=view, word=said), shown, is_for_all=said.is_for_all)


def form(words: Words, view: PollView) -> dict[str, Any]:
    """Return the form in which an owner says what comes of a poll, with a draft of what people said in it."""
    blocks = [
        *forms.text(words, "polls_after.you_said", value=draft(words, view), required=True),
        *forms.text(words, "polls_after.we_will", required=True),
        forms.tick(words, "polls_after.is_for_all", value=True),
    ]
    return forms.modal(words, "polls_after.form", SAID, blocks, about=str(view.id))


def draft(words: Words, view: PollView) -> str:
    """Return in words what people said, as far as it may be shown; the owner says it in their own."""
    lines = [_drafted(words, each) for each in view.questions if each.answers]
    if view.is_survey:
        named = [short(one_line(each.text), NAME_MAX) for each in view.questions if each.answers]
        pairs = zip(named, lines, strict=True)
        lines = [words.plain("polls_after.draft_of", question=name, said=line) for name, line in pairs]
    return short("\n".join(lines), SAID_MAX)


def _headed(words: Words, view: PollView, heading: str) -> list[Block]:
    answered = prose(words.mrkdwn("polls.answered", poll=view))
    return [quoted(words.plain(heading), view.question), answered, *leaders(words, view)]


def _steps(words: Words, end: Ended, *, may_undo: bool) -> list[Button]:
    number = str(end.poll.id)
    csv = button(words.plain("polls_after.csv_button"), CSV, number)
    if may_undo:
        return [button(words.plain("polls_after.undo_button"), UNDO, number), csv]
    say = button(words.plain("polls_after.say_button"), SAY, number, primary=True)
    return [csv] if end.is_said else [say, csv]


def _drafted(words: Words, asked: QuestionView) -> str:
    average = f"{asked.average:.1f}" if asked.average else ""
    chosen = sorted((each for each in asked.choices if each.votes), key=lambda each: -(each.votes or 0))[:TOLD]
    named = [(each.votes, short(one_line(label(words, each, asked)), NAME_MAX)) for each in chosen]
    return words.plain("polls_after.draft", question=asked, average=average, chosen=named)
