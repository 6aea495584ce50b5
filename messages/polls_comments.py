"""What people added to a poll in their own words."""

from typing import Final

from slackblocks import Block, RichText

from bot.domain.polls_results import PollView, Said
from messages import layout
from messages.layout import bullets, small
from messages.message import short
from messages.words import Words

SHOWN: Final = 5
LENGTH_SHOWN: Final = 300


def comments(words: Words, view: PollView) -> list[Block]:
    """Return the comments that may be seen, with their authors in a named poll, and how many more there are."""
    if not view.comments:
        held_back = view.has_comments and view.is_secret and view.answers
        return [small(words.mrkdwn("polls_comments.held_back", poll=view))] if held_back else []
    shown = bullets(words.plain("polls_comments.label", poll=view), map(_line, view.comments[:SHOWN]))
    more = len(view.comments) - SHOWN
    return [shown, small(words.mrkdwn("polls_comments.more", more=more))] if more > 0 else [shown]


def _line(said: Said) -> layout.Said:
    text = RichText(short(said.text, LENGTH_SHOWN))
    return [layout.who(said.by), RichText(": "), text] if said.by else [text]
