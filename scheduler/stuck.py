"""What the outbox says of its own stuck messages."""

from sqlmodel import Session

from bot.deps import Deps
from bot.services import stuck
from messages import stuck as said
from messages.message import Message
from messages.words import Words
from scheduler.wording import Moment, Wordings


def register(wordings: Wordings) -> None:
    """Say who words a report."""
    wordings["stuck.told"] = told


async def report(deps: Deps, team_id: str) -> None:
    """Report what became stuck since."""
    await deps.store.run(stuck.report, team_id, deps.now())


def told(session: Session, words: Words, at: Moment) -> Message:
    """Word the report as things stand."""
    return said.told(words, stuck.view(session, at.team_id, at.refs))
