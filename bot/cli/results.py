"""`results`: what a closed poll came to, as CSV."""

import asyncio

from sqlmodel import Session

from bot.cli.problems import CannotRun, explained, shown
from bot.domain.polls_results import PollView
from bot.services import polls, polls_after
from bot.services import settings as workspaces
from bot.settings import Settings
from bot.store.engine import Store
from bot.store.migrate import is_newest
from messages.polls_sheet import sheet
from messages.words import Words


def results(settings: Settings, number: int) -> str:
    """Return the results of a closed poll as CSV: as its owner gets them.

    Raises CannotRun for a poll that is not there or still open, and for a database that can't be read.
    """
    with explained(settings):
        if not is_newest(settings.database_url):
            raise CannotRun(f"{shown(settings.database_url)} has another schema: run `python -m bot db upgrade`.")
        return asyncio.run(_read(settings, number))


async def _read(settings: Settings, number: int) -> str:
    store = Store(settings.database_url)
    try:
        view, names = await store.read(_found, number)
    finally:
        store.close()
    return sheet(Words(own=settings.touchpoint_templates), view, names)


def _found(session: Session, number: int) -> tuple[PollView, dict[str, str]]:
    for team_id in workspaces.every(session):
        if poll := polls.result(session, team_id, number):
            if poll.is_open:
                raise CannotRun(f"Poll {poll.id} is open; there are results once it is closed.")
            return poll, polls_after.names(session, team_id, poll)
    raise CannotRun(f"There is no poll {number}.")
