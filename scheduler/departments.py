"""What the outbox says of departments."""

from sqlmodel import Session

from bot.services import departments_form
from messages import departments
from messages.message import Message
from messages.words import Words
from scheduler.wording import Moment, Wordings


def register(wordings: Wordings) -> None:
    """Say who words each kind of message about a department."""
    wordings.update(
        {
            "departments.hello": hello,
            "departments.described": described,
            "departments.removed": removed,
            "departments.archived": archived,
        }
    )


def hello(session: Session, words: Words, at: Moment) -> Message:
    """Word the question to whoever invited the bot."""
    return departments.hello(words, departments_form.view(session, at.team_id, at.refs))


def described(session: Session, words: Words, at: Moment) -> Message:
    """Word the confirmation of what was noted."""
    return departments.described(words, departments_form.view(session, at.team_id, at.refs))


def removed(session: Session, words: Words, at: Moment) -> Message:
    """Word that the bot was taken out of a channel."""
    return departments.removed(words, departments_form.view(session, at.team_id, at.refs), at.refs["planned"])


def archived(session: Session, words: Words, at: Moment) -> Message:
    """Word that a channel was archived."""
    return departments.archived(words, departments_form.view(session, at.team_id, at.refs), at.refs["planned"])
