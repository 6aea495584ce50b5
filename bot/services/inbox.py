"""Each delivery of Slack has one effect: its key is committed together with what it caused."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from sqlmodel import Session

from bot.domain.errors import Duplicate
from bot.domain.inbox import KEPT, Delivery
from bot.failpoints import Point, reach
from bot.store import inbox

T = TypeVar("T")


def once(session: Session, delivery: Delivery, now: datetime, work: Callable[..., T], *values: Any) -> T:
    """Run `work(session, *values, now)` unless this delivery had its effect before.

    Raises Duplicate in that case. The key and the effect are one transaction: a crash keeps both or neither.
    """
    if not inbox.add(session, delivery.team_id, delivery.key, now):
        raise Duplicate
    done = work(session, *values, now)
    reach(Point.DELIVERY_UNCOMMITTED)
    return done


def tidy(session: Session, team_id: str, now: datetime) -> None:
    """Forget deliveries to the workspace that Slack will not repeat any more."""
    inbox.forget(session, team_id, now - KEPT)
