"""`results`: what a closed poll came to, as CSV."""

import asyncio
from collections.abc import Iterable
from typing import Final

from sqlmodel import Session

from bot.cli.problems import CannotRun, explained, shown
from bot.domain.polls_results import Choice, PollView
from bot.domain.sheets import rows
from bot.services import people, polls
from bot.services import settings as workspaces
from bot.settings import Settings
from bot.store.engine import Store
from bot.store.migrate import is_newest

HEADER: Final = ("Option", "Votes", "Voters")
NOT_SHOWN: Final = "not shown: too few answers"


def results(settings: Settings, number: int) -> str:
    """Return the results of a closed poll as CSV: a line for each option; who voted stands in named polls only.

    Raises CannotRun for a poll that is not there or still open, and for a database that can't be read.
    """
    with explained(settings):
        if not is_newest(settings.database_url):
            raise CannotRun(f"{shown(settings.database_url)} has another schema: run `python -m bot db upgrade`.")
        return asyncio.run(_read(settings.database_url, number))


async def _read(url: str, number: int) -> str:
    store = Store(url)
    try:
        return rows(await store.read(_lines, number), bom=True)
    finally:
        store.close()


def _lines(session: Session, number: int) -> list[list[str | int]]:
    for team_id in workspaces.every(session):
        if poll := polls.result(session, team_id, number):
            _require_closed(poll)
            return [list(_header(poll)), *(_line(session, team_id, poll, choice) for choice in poll.choices)]
    raise CannotRun(f"There is no poll {number}.")


def _require_closed(poll: PollView) -> None:
    if poll.is_open:
        raise CannotRun(f"Poll {poll.id} is open; there are results once it is closed.")


def _header(poll: PollView) -> Iterable[str]:
    return HEADER[:2] if poll.is_secret else HEADER


def _line(session: Session, team_id: str, poll: PollView, choice: Choice) -> list[str | int]:
    counted: list[str | int] = [
        choice.text or str(choice.position + 1),
        NOT_SHOWN if choice.votes is None else choice.votes,
    ]
    if poll.is_secret:
        return counted
    return [*counted, ", ".join(people.called(session, team_id, voter) for voter in choice.voters)]
