"""The one reminder of a poll: in private, or as a reply in its thread."""

from bot.domain.polls_results import PollView
from messages.layout import prose, quoted
from messages.message import Message, message
from messages.words import Words


def personal(words: Words, view: PollView, permalink: str | None) -> Message:
    """Return the DM to somebody who has not answered yet."""
    said = words.mrkdwn("polls_reminders.personal", poll=view, permalink=permalink)
    return message(said, [prose(said), quoted(words.plain("polls_reminders.poll_label"), view.question)])


def thread(words: Words, view: PollView, number: int) -> Message:
    """Return the reply to all: for nobody may know who is missing, or because those are many (`number`)."""
    said = words.mrkdwn("polls_reminders.thread", poll=view, number=number)
    return message(said, [prose(said)])


def wished(words: Words, view: PollView) -> str:
    """Return what the owner is told who had people reminded; plain text."""
    return words.plain("polls_reminders.wished", poll=view)
