"""Polls as Slack shows them: the question with its buttons, the receipt, the result."""

from typing import Final

from slackblocks import Block, Button, Option, OverflowMenu, PlainText, SectionBlock

from bot.domain.polls import Choice, Outcome, PollView, Receipt
from messages.layout import BUTTON_MAX, bullets, prose, quoted, small, sure
from messages.message import Message, message, short
from messages.words import Words

SUBMIT: Final = "polls.submit"
VOTE: Final = "polls.vote"
CLOSE: Final = "polls.close"

BAR_WIDTH: Final = 10
VOTERS_SHOWN: Final = 10


def poll(words: Words, view: PollView) -> Message:
    """Return the poll as it stands now: open with its buttons, closed with its result."""
    asked = prose(words.mrkdwn("polls.asked", poll=view), _menu(words, view) if view.is_open else None)
    choices = [block for choice in view.choices for block in _choice(words, view, choice)]
    if view.is_open:
        state = [small(words.mrkdwn("polls.turnout", poll=view))]
    else:
        state = [prose(words.mrkdwn("polls.closed", poll=view)), *_leaders(words, view)]
    text = words.mrkdwn("polls.open_text" if view.is_open else "polls.closed_text", poll=view)
    return message(text, [quoted(words.plain("polls.poll_label"), view.question), asked, *choices, *state])


def result(words: Words, view: PollView) -> Message:
    """Return the reply that says once what the poll came to."""
    said = [prose(words.mrkdwn("polls.answered", poll=view)), *_leaders(words, view)]
    return message(
        words.mrkdwn("polls.closed_text", poll=view),
        [quoted(words.plain("polls.result_label"), view.question), *said],
    )


def receipt(words: Words, cast: Receipt) -> Message:
    """Return what somebody's vote is now, for their eyes only."""
    until = small(words.mrkdwn("polls.receipt_until", receipt=cast))
    if not cast.chosen:
        return message(words.mrkdwn("polls.withdrawn"), [prose(words.mrkdwn("polls.withdrawn")), until])
    shown = bullets(words.plain("polls.receipt_label"), cast.chosen)
    return message(words.mrkdwn("polls.receipt", receipt=cast), [shown, until])


def refused(words: Words, view: PollView, *, may_invite: bool) -> Message:
    """Return the DM that tells the owner how to get the poll into the channel, with what they wrote."""
    return _unseen(words, view, words.mrkdwn("polls.invite" if may_invite else "polls.elsewhere", poll=view))


def too_late(words: Words, view: PollView) -> Message:
    """Return the DM that tells the owner that the poll was never asked, with what they wrote."""
    return _unseen(words, view, words.mrkdwn("polls.too_late", poll=view))


def _unseen(words: Words, view: PollView, text: str) -> Message:
    question = quoted(words.plain("polls.question_label"), view.question)
    options = bullets(words.plain("polls.options_label"), [choice.text for choice in view.choices])
    return message(text, [prose(text), question, options])


def _choice(words: Words, view: PollView, choice: Choice) -> list[Block]:
    button = _button(words, view, choice) if view.is_open else None
    option = SectionBlock(PlainText(choice.text), accessory=button)
    if choice.votes is None:
        return [option]
    shown = {"bar": _bar(choice.votes, view.answers), "voters": choice.voters[:VOTERS_SHOWN]}
    return [option, small(words.mrkdwn("polls.votes", poll=view, choice=choice, **shown))]


def _leaders(words: Words, view: PollView) -> list[Block]:
    if view.outcome not in (Outcome.WINNER, Outcome.TIE):
        return []
    label = words.plain(f"polls.{view.outcome}_label", poll=view)
    return [bullets(label, [choice.text for choice in view.leaders])]


def _button(words: Words, view: PollView, choice: Choice) -> Button:
    aloud = short(words.plain("polls.vote_aloud", choice=choice), BUTTON_MAX)
    value = f"{view.id}:{choice.position}"
    return Button(short(words.plain("polls.vote_button"), BUTTON_MAX), VOTE, value=value, accessibility_label=aloud)


def _menu(words: Words, view: PollView) -> OverflowMenu:
    asked = (words.plain(f"polls.close_{part}") for part in ("title", "text", "confirm", "deny"))
    close = Option(PlainText(short(words.plain("polls.close_button"), BUTTON_MAX)), str(view.id))
    return OverflowMenu(CLOSE, [close], confirm=sure(*asked))


def _bar(votes: int, answers: int) -> str:
    full = round(BAR_WIDTH * votes / answers) if answers else 0
    return "█" * full + "░" * (BAR_WIDTH - full)
