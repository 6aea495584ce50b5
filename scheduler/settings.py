"""What the outbox says of the settings."""

from sqlmodel import Session

from bot.services import settings as settled
from messages import settings
from messages.message import Message
from messages.words import Words
from scheduler.wording import Moment, Wordings


def register(wordings: Wordings) -> None:
    """Say who words each kind of message about the settings."""
    wordings.update({"settings.saved": saved, "settings.not_there": not_there, "settings.channel_lost": channel_lost})


def saved(session: Session, words: Words, at: Moment) -> Message:
    """Word the confirmation of the settings."""
    return settings.saved(words, settled.view(session, at.team_id))


def not_there(_: Session, words: Words, at: Moment) -> Message:
    """Word how to invite the bot to the L&D channel."""
    return settings.not_there(words, at.refs["channel"])


def channel_lost(_: Session, words: Words, at: Moment) -> Message:
    """Word that the bot can't post in the L&D channel any more."""
    return settings.channel_lost(words, at.refs["channel"], at.refs["why"])
