"""What the outbox says of the catalogue."""

from sqlmodel import Session

from bot.services import catalogue_sheets
from messages import catalogue
from messages.message import Message
from messages.words import Words
from scheduler.wording import Moment, Wordings


def register(wordings: Wordings) -> None:
    """Say who words each kind of message about the catalogue."""
    wordings["catalogue.imported"] = imported


def imported(_session: Session, words: Words, at: Moment) -> Message:
    """Word what an import came to."""
    return catalogue.imported(words, catalogue_sheets.imported_of(at.refs))
