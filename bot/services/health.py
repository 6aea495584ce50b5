"""What the operator wants to know: does the database answer, and was everything said as planned."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from sqlmodel import Session

from bot.domain.outbox import LEASE, SETTLED, State
from bot.services import people
from bot.services.stuck import HAS_ITS_OWN_WAY
from bot.store import health, settings
from bot.store.outbox import Outgoing

OLD: Final = timedelta(minutes=15)
RECENT: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Settled:
    """Where the L&D team is, and who is in it."""

    lnd_channel: str | None
    partners: list[str]


class Standing(StrEnum):
    """How a message stands that is not said, or not settled."""

    PLANNED = "planned"
    UNDER_WAY = "being said"
    LATE = "late"
    LEFT = "left behind"
    OUT_OF_DATE = "out of date"
    DEAD = "dead"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Unsaid:
    """A message that waits for its time, for Slack, for another message (`waits_for`, its key) or for a partner.

    `reason` is the last error in Slack's word. Moments are aware, in UTC.
    """

    kind: str
    key: str
    recipient: str
    standing: Standing
    since: datetime
    next_try: datetime
    reason: str
    waits_for: str | None


def writes(session: Session, team_id: str) -> None:
    """Write something that changes nothing; raises SQLAlchemyError when the database takes no writes."""
    health.write(session, team_id)


def outbox_age(session: Session, team_id: str, now: datetime) -> timedelta:
    """Return how late the message is that should have been said longest ago; zero when none is late."""
    return now - (health.waiting_since(session, team_id, now) or now)


def outbox_states(session: Session, team_id: str) -> dict[str, int]:
    """Return how many messages are in each state, those that no message is in included."""
    return {state.value: 0 for state in State} | health.count_by_state(session, team_id)


def unsaid(session: Session, team_id: str, now: datetime) -> list[Unsaid]:
    """Return every message that is in no final state, and those that wait for a partner, by when they are due.

    What is dead and told to somebody else than the partners waits for nobody; it is named for 7 days.
    """
    rows = health.unsaid(session, team_id, now - OLD, HAS_ITS_OWN_WAY, now - RECENT)
    open_keys = {row.key for row in rows if row.state not in SETTLED}
    return [_unsaid(row, open_keys, now) for row in rows]


def other_workspaces(session: Session, team_id: str) -> list[str]:
    """Return the other workspaces that this database knows."""
    return health.other_workspaces(session, team_id)


def _unsaid(row: Outgoing, open_keys: set[str], now: datetime) -> Unsaid:
    first = row.first_tried_at if row.attempts and row.first_tried_at else row.due_at
    waits_for = next((key for key in (row.thread_key, row.after_key) if key in open_keys), None)
    next_try = row.refresh_at if row.state == State.SENT else row.lease_until or row.due_at
    return Unsaid(
        row.kind, row.key, row.recipient, _standing(row, first, now), first, next_try or row.due_at,
        row.reason or "", waits_for,
    )  # fmt: skip


def _standing(row: Outgoing, first: datetime, now: datetime) -> Standing:
    match State(row.state):
        case State.DEAD:
            return Standing.DEAD
        case State.UNKNOWN:
            return Standing.UNKNOWN
        case State.SENT:
            return Standing.OUT_OF_DATE
        case State.SENDING if (row.lease_until or now) <= now - LEASE:
            return Standing.LEFT
    if first <= now - OLD:
        return Standing.LATE
    return Standing.PLANNED if first > now else Standing.UNDER_WAY


def settled(session: Session, team_id: str) -> Settled | None:
    """Return what was settled for the L&D team; None where the bot never ran."""
    if not health.is_installed(session, team_id):
        return None
    return Settled(settings.of(session, team_id).lnd_channel, people.partners(session, team_id))


def is_quiet(session: Session, team_id: str, now: datetime) -> bool:
    """Say whether every message that is due by `now` was said and shows what is known."""
    return not health.under_way(session, team_id, now)
