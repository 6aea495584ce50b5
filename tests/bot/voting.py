"""Votes as the bot hands them to the database."""

from datetime import datetime
from itertools import count
from typing import Final

from sqlmodel import Session

from bot.domain.inbox import Delivery
from bot.domain.polls_results import Receipt
from bot.keys import Keys
from bot.services import polls_votes
from bot.services.polls_votes import WITHDRAW, Vote
from tests.bot.conftest import NOW, TEAM

NUMBERS: Final = count()


def click(user_id: str, position: int, at: str, *, team_id: str = TEAM, poll_id: int = 1, now: datetime = NOW) -> Vote:
    """A click that was not delivered before."""
    return Vote(Delivery(team_id, f"click:{next(NUMBERS)}"), user_id, poll_id, position, at, now)


def vote(session: Session, keys: Keys, user_id: str, position: int, at: str) -> Receipt:
    """Count one click in the first poll; raises what comes of it where that is an exception."""
    return _one(polls_votes.cast(session, [click(user_id, position, at)], keys))


def withdraw(session: Session, keys: Keys, user_id: str, at: str) -> Receipt:
    """Take everything back in the first poll; raises what comes of it where that is an exception."""
    return vote(session, keys, user_id, WITHDRAW, at)


def _one(outcomes: list[Receipt | Exception]) -> Receipt:
    [outcome] = outcomes
    if isinstance(outcome, Exception):
        raise outcome
    return outcome
