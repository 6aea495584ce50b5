"""Polls as Slack shows them: what is asked with its buttons, and the result."""

from typing import Final

from slackblocks import Block

from bot.domain.polls_results import Outcome, PollView, QuestionView
from messages import polls_life
from messages.layout import bullets, button, buttons, prose, quoted, small
from messages.message import Message, message
from messages.polls_choices import choices, label
from messages.words import Words

SUBMIT: Final = "polls.submit"
ANSWER: Final = "polls.answer"


def poll(words: Words, view: PollView) -> Message:
    """Return the poll as it stands now: open with its buttons, closed with its result."""
    asked = prose(words.mrkdwn("polls.asked", poll=view), polls_life.menu(words, view))
    if view.is_open:
        state = [small(words.mrkdwn("polls.turnout", poll=view)), *_below(words, view)]
    else:
        state = [prose(words.mrkdwn("polls.closed", poll=view)), *_leaders(words, view)]
    text = words.mrkdwn("polls.open_text" if view.is_open else "polls.closed_text", **_told(words, view))
    shown = [*_questions(words, view), *state, *polls_life.below(words, view)]
    return message(text, [quoted(words.plain("polls.poll_label"), view.question), asked, *shown])


def result(words: Words, view: PollView) -> Message:
    """Return the reply that says once what the poll came to."""
    said = [prose(words.mrkdwn("polls.answered", poll=view)), *_leaders(words, view)]
    return message(
        words.mrkdwn("polls.closed_text", **_told(words, view)),
        [quoted(words.plain("polls.result_label"), view.question), *said],
    )


def refused(words: Words, view: PollView, *, may_invite: bool) -> Message:
    """Return the DM that tells the owner how to get the poll into the channel, with what they wrote."""
    return _unseen(words, view, words.mrkdwn("polls.invite" if may_invite else "polls.elsewhere", poll=view))


def too_late(words: Words, view: PollView) -> Message:
    """Return the DM that tells the owner that the poll was never asked, with what they wrote."""
    return _unseen(words, view, words.mrkdwn("polls.too_late", poll=view))


def _unseen(words: Words, view: PollView, text: str) -> Message:
    return message(text, [prose(text), *(block for each in view.questions for block in _written(words, each))])


def _written(words: Words, question: QuestionView) -> list[Block]:
    asked = quoted(words.plain("polls.question_label"), question.text)
    options = [choice.text for choice in question.choices if choice.text]
    return [asked, bullets(words.plain("polls.options_label"), options)] if options else [asked]


def _questions(words: Words, view: PollView) -> list[Block]:
    if not view.is_survey:
        return choices(words, view, view.questions[0])
    return [bullets(words.plain("polls.questions_label", poll=view), [each.text for each in view.questions])]


def _below(words: Words, view: PollView) -> list[Block]:
    """Return the buttons under an open poll that are not votes."""
    if not view.is_survey:
        return []
    return [buttons(button(words.plain("polls.answer_button"), ANSWER, str(view.id), primary=True))]


def _leaders(words: Words, view: PollView) -> list[Block]:
    if view.outcome not in (Outcome.WINNER, Outcome.TIE):
        return []
    said = words.plain(f"polls.{view.outcome}_label", poll=view)
    return [bullets(said, [label(words, choice, view.questions[0]) for choice in view.leaders])]


def _told(words: Words, view: PollView) -> dict[str, object]:
    """Return what a notification says of a poll."""
    first = view.questions[0]
    return {
        "poll": view,
        "options": [label(words, choice, first) for choice in first.choices],
        "leaders": [label(words, choice, first) for choice in view.leaders],
    }
