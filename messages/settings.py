"""What an L&D team settled, as Slack shows it."""

from typing import Final

from bot.domain.settings import SettingsView
from messages.layout import prose, small
from messages.message import Message, message
from messages.words import Words

OPEN: Final = "settings.open"
SUBMIT: Final = "settings.submit"


def saved(words: Words, settings: SettingsView) -> Message:
    """Return the confirmation of what holds now."""
    text = words.mrkdwn("settings.saved", settings=settings)
    return message(text, [prose(text), prose(words.mrkdwn("settings.rhythm", settings=settings))])


def not_there(words: Words, channel: str) -> Message:
    """Return how to invite the bot to the L&D channel that was just chosen."""
    text = words.mrkdwn("settings.not_there", channel=channel)
    return message(text, [prose(text)])


def channel_lost(words: Words, channel: str, why: str) -> Message:
    """Return what each partner hears when the bot can't post in the L&D channel; `why` is `removed` or `archived`."""
    text = words.mrkdwn(f"settings.channel_{why}", channel=channel)
    return message(text, [prose(text), small(words.mrkdwn("settings.nothing_is_lost"))])
