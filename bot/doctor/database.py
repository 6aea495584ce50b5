"""Whether the database is there and new enough, and whether its outbox holds what it should not."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from bot.clock import Clock
from bot.doctor.finding import Finding
from bot.services import health
from bot.services.health import Settled, Stuck
from bot.store.engine import Store
from bot.store.migrate import is_newest

UPGRADE = "Run `python -m bot db upgrade`, or start the bot, which does so itself."
CHECK_URL = "Check DATABASE_URL, and that the database server runs."
MEANS = {
    "dead": "refused by Slack",
    "unknown": "perhaps posted: look in the channel",
    "due": "late",
    "sending": "late",
}


@dataclass(frozen=True, slots=True)
class State:
    """What the database says of a workspace."""

    settled: Settled | None = None
    stuck: list[Stuck] = field(default_factory=list)


async def examine(url: str, team_id: str, clock: Clock) -> tuple[State, list[Finding]]:
    """Read the workspace's state from the database at an SQLAlchemy URL."""
    if unusable := _unusable(url):
        return State(), [unusable]
    store = Store(url)
    try:
        state = await store.read(_state, team_id, clock.now())
    finally:
        store.close()
    return state, [Finding("Database"), *([_outbox(state.stuck)] if team_id else [])]


def _unusable(url: str) -> Finding | None:
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() == "sqlite" and not Path(parsed.database or "").is_file():
            return Finding("Database", f"is not there yet ({parsed.database})", UPGRADE)
        return None if is_newest(url) else Finding("Database", "has another schema than this version", UPGRADE)
    except (SQLAlchemyError, ModuleNotFoundError) as error:
        return Finding("Database", f"cannot be reached ({type(error).__name__})", CHECK_URL)


def _state(session: Session, team_id: str, now: datetime) -> State:
    return State(health.settled(session, team_id), health.stuck(session, team_id, now))


def _outbox(stuck: list[Stuck]) -> Finding:
    counted = Counter(each.state for each in stuck)
    wrong = ", ".join(f"{count} {state} ({MEANS[state]})" for state, count in counted.items())
    first = "; ".join(f"{each.key}: {each.reason or each.state}" for each in stuck[:3])
    return Finding("Outbox", wrong and f"holds {wrong}", f"The first: {first}.")
