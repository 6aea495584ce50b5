"""Messages that are dead or in doubt, and whether a partner was told."""

from collections.abc import Sequence
from functools import cache

from sqlalchemy import String, bindparam, exists, literal
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from bot.domain.outbox import State
from bot.domain.stuck import WAITING, key
from bot.store.outbox import Outgoing


def untold(session: Session, team_id: str, kinds_left_out: Sequence[str]) -> Sequence[Outgoing]:
    """Return what is dead or in doubt and was not reported yet, without the kinds that have a way of their own."""
    values = {"team_id": team_id, "kinds": list(kinds_left_out)}
    return session.exec(_untold(), params=values).all()


@cache
def _untold() -> SelectOfScalar[Outgoing]:
    mine = bindparam("team_id", type_=String)
    report = aliased(Outgoing)
    reported = exists().where(col(report.team_id) == mine, col(report.key) == literal(key("")) + col(Outgoing.id))
    waiting = select(Outgoing).where(
        Outgoing.team_id == mine,
        col(Outgoing.state).in_(WAITING),
        col(Outgoing.kind).not_in(bindparam("kinds", expanding=True)),
    )
    return waiting.where(~reported).order_by(col(Outgoing.due_at))


def get(session: Session, team_id: str, outgoing_id: str) -> Outgoing | None:
    """Return a message of this workspace, locked until the transaction ends."""
    mine = select(Outgoing).where(Outgoing.team_id == team_id, Outgoing.id == outgoing_id).with_for_update()
    return session.exec(mine.execution_options(populate_existing=True)).first()


def is_waiting(row: Outgoing) -> bool:
    """Say whether a partner has to decide about this message."""
    return State(row.state) in WAITING
