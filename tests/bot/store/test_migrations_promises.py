"""New days that were given to missed promises beside them are their due days after the upgrade."""

from datetime import date
from typing import Final

import sqlalchemy as sa
from alembic import command
from sqlmodel import Session, col, select

from bot.domain.reliability import Move
from bot.services import followups_moves
from bot.store.base import UtcDateTime
from bot.store.connect import direct
from bot.store.followups import FollowUp
from bot.store.migrate import config
from tests.bot.conftest import NOW, TEAM

DUE: Final = date(2026, 3, 6)
NEW: Final = date(2026, 3, 20)
SINCE: Final = date(2026, 4, 1)
EARLIER: Final = {"missed": ("open", DUE), "kept since": ("done", DUE), "moved since": ("open", SINCE)}


def test_a_new_day_is_the_due_day_and_the_old_one_is_kept(database_url: str) -> None:
    engine = direct(database_url)
    command.downgrade(config(database_url), "0011")
    with engine.begin() as connection:
        _fill(connection)
    command.upgrade(config(database_url), "head")
    with Session(engine) as session:
        rows = session.exec(select(FollowUp).order_by(col(FollowUp.id))).all()
        moves = [followups_moves.of(session, TEAM, [row])[row.id or 0] for row in rows]
    engine.dispose()
    assert [row.due_on for row in rows] == [NEW, DUE, SINCE]
    assert moves == [(Move(date(2026, 3, 7), DUE, NEW),), (), ()]


def _fill(connection: sa.Connection) -> None:
    promise = sa.table(
        "follow_up", *(sa.column(name) for name in ("id", "team_id", "partner", "text", "status", "is_lnd")),
        sa.column("due_on", sa.Date), sa.column("created_at", UtcDateTime()),
    )  # fmt: skip
    given = sa.table(
        "promise_new_date", *(sa.column(name) for name in ("team_id", "follow_up_id", "given_by")),
        sa.column("new_on", sa.Date),
    )  # fmt: skip
    for number, (text, (status, due_on)) in enumerate(EARLIER.items(), start=1):
        own = {"team_id": TEAM, "partner": "U0LENA", "text": text, "status": status, "due_on": due_on}
        connection.execute(promise.insert().values(id=number, is_lnd=True, created_at=NOW, **own))
        new = {"team_id": TEAM, "follow_up_id": number, "given_by": "U0LENA", "new_on": NEW}
        connection.execute(given.insert().values(**new))
