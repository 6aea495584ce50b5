"""What the operator wants to know: does the database answer, and was everything said as planned."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlmodel import Session

from bot.domain.outbox import State
from bot.services import people
from bot.store import health, settings

OLD: Final = timedelta(minutes=15)
RECENT: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Settled:
    """Where the L&D team is, and who is in it."""

    lnd_channel: str | None
    partners: list[str]


@dataclass(frozen=True, slots=True)
class Stuck:
    """A message that was not said as planned: its key, its state and Slack's word for why."""

    key: str
    state: str
    reason: str


def writes(session: Session, team_id: str) -> None:
    """Write something that changes nothing; raises SQLAlchemyError when the database takes no writes."""
    health.write(session, team_id)


def outbox_age(session: Session, team_id: str, now: datetime) -> timedelta:
    """Return how late the message is that should have been said longest ago; zero when none is late."""
    return now - (health.waiting_since(session, team_id, now) or now)


def outbox_states(session: Session, team_id: str) -> dict[str, int]:
    """Return how many messages are in each state, those that no message is in included."""
    return {state.value: 0 for state in State} | health.count_by_state(session, team_id)


def stuck(session: Session, team_id: str, now: datetime) -> list[Stuck]:
    """Return what was due in the last 7 days and is dead or unknown, and what is late by 15 minutes."""
    rows = health.unsaid(session, team_id, since=now - RECENT, due_before=now - OLD)
    return [Stuck(row.key, row.state, row.reason or "") for row in rows]


def settled(session: Session, team_id: str) -> Settled | None:
    """Return what was settled for the L&D team; None where the bot never ran."""
    if not health.is_installed(session, team_id):
        return None
    return Settled(settings.of(session, team_id).lnd_channel, people.partners(session, team_id))


def is_quiet(session: Session, team_id: str, now: datetime) -> bool:
    """Say whether every message that is due by `now` was said and shows what is known."""
    return not health.under_way(session, team_id, now)
