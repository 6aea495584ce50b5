"""What the outbox says after a poll, and whose owners are to be told of its end."""

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.polls_after import Word
from bot.services import polls_after, polls_owners, polls_views
from messages import polls_after as messages
from messages.message import Message
from messages.words import Words
from scheduler.wording import Moment, Wordings


def register(wordings: Wordings) -> None:
    """Say who words each kind of message after a poll."""
    wordings.update({"polls.result": result, "polls_after.ended": ended, "polls_after.word": word})


async def tell_owners(deps: Deps, team_id: str) -> None:
    """Tell the owners of polls that were closed."""
    for poll_id, question in await deps.read(polls_owners.untold, team_id):
        promise = deps.words.plain("polls_after.follow_up", question=question)
        await deps.store.run(polls_owners.tell, team_id, poll_id, promise, deps.now())


def result(session: Session, words: Words, at: Moment) -> Message:
    """Word the result for the poll's thread."""
    return messages.result(words, polls_views.view(session, at.team_id, at.refs))


def ended(session: Session, words: Words, at: Moment) -> Message:
    """Word for the owner how the poll ended, and what is next."""
    return messages.ended(words, polls_after.ended(session, at.team_id, at.refs["poll"]), at.now)


def word(session: Session, words: Words, at: Moment) -> Message:
    """Word what comes of the poll for the people who answered it."""
    refs = at.refs
    said = Word(refs["you_said"], refs["we_will"], is_for_all=refs["is_for_all"])
    return messages.word(words, polls_after.standing(session, at.team_id, refs["poll"]), said, refs["by"])
