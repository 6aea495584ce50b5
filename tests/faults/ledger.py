"""What became of everything: the workspace's ledger held against the database."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise

from sqlmodel import and_, col, func, or_, select

from bot.domain.outbox import State
from bot.practice.model import Message
from bot.store.outbox import Outgoing
from tests.faults.company import Company

ENDED = frozenset({State.SENT, State.CANCELLED, State.EXPIRED, State.DEAD, State.UNKNOWN})
LATER = ("requests.late", "requests.reminder", "followups.reminder", "followups.overdue")
"""Planned for some day when a request comes in, or a poll ends; most are never said, and nobody waits for them here."""


@dataclass(frozen=True)
class Verdict:
    """How `number` things fared; `gap` is the longest that one of them took, in seconds."""

    number: int
    lost: int
    doubled: int
    early: int
    gap: float

    @property
    def is_clean(self) -> bool:
        """Nothing was lost, said twice or said too early."""
        return not (self.lost or self.doubled or self.early)


def all_is_said(company: Company) -> bool:
    """Whether every message has come to its end and shows what is known."""
    busy = company.workspace.courier.busy or company.workspace.api_calls_in_progress
    return not busy and unsaid(company) == 0


def unsaid(company: Company) -> int:
    """How many messages have not come to their end, or do not show what is known."""
    planned = and_(col(Outgoing.kind).in_(LATER), Outgoing.state == State.DUE)
    lags = and_(col(Outgoing.refresh_at).is_not(None), col(Outgoing.wanted) > col(Outgoing.shown))
    waiting = or_(and_(col(Outgoing.state).not_in(ENDED), ~planned), lags)
    return company.count(select(func.count()).select_from(Outgoing).where(waiting))


def of_posts(company: Company, due: Mapping[str, datetime] | None = None) -> Verdict:
    """Judge every message of the outbox; what stands in Slack without being planned is a double.

    `due` is when messages were due at first, by key: a row forgets that when it is put off.
    """
    rows, said, due = company.rows(Outgoing), _said(company), due or {}
    times = Counter({row.id: len(said.get(row.id, [])) for row in rows})
    strays = len(said.keys() - times.keys())
    gaps = [_moment(said[row.id][0]) - due.get(row.key, row.due_at) for row in rows if row.id in said]
    return Verdict(
        number=len(rows),
        lost=sum(_is_lost(row, times[row.id]) for row in rows),
        doubled=sum(max(0, count - 1) for count in times.values()) + strays,
        early=sum(gap.total_seconds() < 0 for gap in gaps),
        gap=max((gap.total_seconds() for gap in gaps), default=0.0),
    )


def out_of_order(company: Company, keys: Sequence[str]) -> int:
    """How many messages were said before one of the same channel that is before them in `keys`."""
    places = {key: place for place, key in enumerate(keys)}
    rows = sorted((row.channel_id or "", float(row.ts or 0), places[row.key]) for row in company.rows(Outgoing))
    return sum(one[0] == other[0] and one[2] > other[2] for one, other in pairwise(rows))


def _is_lost(row: Outgoing, times: int) -> bool:
    if row.state == State.SENT:
        return times == 0
    if row.state == State.DUE and row.kind in LATER:
        return False
    return row.state not in ENDED or not row.reason


def _said(company: Company) -> dict[str, list[Message]]:
    """What the bot posted, by the key in its metadata."""
    said: dict[str, list[Message]] = {}
    for entry in company.workspace.ledger:
        if entry.kind == "post" and entry.message.bot:
            key = (entry.message.metadata or {}).get("event_payload", {}).get("key", entry.message.ts)
            said.setdefault(key, []).append(entry.message)
    return said


def _moment(message: Message) -> datetime:
    return datetime.fromtimestamp(float(message.ts), UTC)
