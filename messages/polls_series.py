"""What the owner of a series hears when it stops by itself."""

from bot.domain.polls_results import PollView
from messages.layout import prose, quoted
from messages.message import Message, message
from messages.words import Words


def stopped(words: Words, view: PollView, why: str) -> Message:
    """Return the DM that says that a poll is not asked again, and why."""
    said = words.mrkdwn("polls_series.stopped", poll=view, why=why)
    return message(said, [prose(said), quoted(words.plain("polls_series.poll_label"), view.question)])
