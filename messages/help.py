"""What the bot says of itself."""

from typing import Final

from messages.layout import prose
from messages.message import Message, message
from messages.words import Words

COMMAND: Final = "/ld"


def help_text(words: Words, unknown: str = "") -> Message:
    """Return what can be typed; `unknown` is a word that was not understood."""
    text = words.mrkdwn("help.text", unknown=unknown)
    return message(words.mrkdwn("help.summary", unknown=unknown), [prose(text)])
