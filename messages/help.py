"""What the bot says of itself."""

from typing import Final

from slackblocks import PlainText, SectionBlock

from messages.layout import prose
from messages.message import Message, message
from messages.words import Words

COMMAND: Final = "/ld"


def help_text(words: Words, unknown: str = "") -> Message:
    """Return what can be typed; `unknown` is a word that was not understood."""
    blocks = [SectionBlock(PlainText(words.plain("help.unknown", unknown=unknown)))] if unknown else []
    return message(words.mrkdwn("help.summary", unknown=unknown), [*blocks, prose(words.mrkdwn("help.text"))])
