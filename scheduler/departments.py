"""What the outbox says of departments."""

from sqlmodel import Session

from bot.domain.departments import DepartmentView
from bot.domain.outbox import Drop
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
    """Word the question to whoever invited the bot; it is not asked any more once the bot has left."""
    department = departments_form.view(session, at.team_id, at.refs)
    if not at.is_refresh and not department.bot_is_there:
        raise Drop("the bot has left the channel", expired=True)
    return departments.hello(words, department)


def described(session: Session, words: Words, at: Moment) -> Message:
    """Word the confirmation of what was noted."""
    return departments.described(words, departments_form.view(session, at.team_id, at.refs))


def removed(session: Session, words: Words, at: Moment) -> Message:
    """Word that the bot was taken out of a channel."""
    return departments.removed(words, _lost(session, at), at.refs["planned"])


def archived(session: Session, words: Words, at: Moment) -> Message:
    """Word that a channel was archived."""
    return departments.archived(words, _lost(session, at), at.refs["planned"])


def _lost(session: Session, at: Moment) -> DepartmentView:
    """Return the department that lost the bot; there is nothing to say once the bot is back."""
    department = departments_form.view(session, at.team_id, at.refs)
    if not at.is_refresh and department.bot_is_there:
        raise Drop("the bot is back in the channel", expired=True)
    return department
