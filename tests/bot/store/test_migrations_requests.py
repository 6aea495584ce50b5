"""Requests of the version before they were consulted are there after the upgrade, with all that was said of them."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

import pytest
import sqlalchemy as sa
from alembic import command
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from bot.domain.requests import Status
from bot.services.requests_decisions import decision_of
from bot.store.base import UtcDateTime
from bot.store.connect import direct
from bot.store.migrate import config
from bot.store.requests import TrainingRequest
from bot.store.requests_history import RequestStep
from bot.store.requests_questions import Question
from bot.store.settings import Workspace
from tests.bot.conftest import NOW, TEAM

MOMENTS: Final = ("decided_at", "answer_by", "created_at", "asked_at", "answered_at")
LATER: Final = NOW + timedelta(days=1)
EARLIER: Final[dict[str, dict[str, Any]]] = {
    "new": {},
    "taken": {"partner": "U0LUIS"},
    "recommended": {"partner": "U0LUIS", "reason": "A course", "decided_by": "U0LENA", "decided_at": LATER},
    "declined": {"partner": "U0LENA", "reason": "No time", "decided_by": "U0LENA", "decided_at": LATER},
    "deferred": {"partner": "U0LENA", "reason": "In June", "decided_by": "U0LUIS", "decided_at": LATER},
}
ASKED: Final = ("How many?", "How often?")


@pytest.fixture
def upgraded(database_url: str) -> Iterator[Session]:
    """A database that comes from the version before, with a request in each state."""
    engine = direct(database_url)
    command.downgrade(config(database_url), "0005")
    _fill(engine)
    command.upgrade(config(database_url), "head")
    with Session(engine) as session:
        yield session
    engine.dispose()


def test_each_request_stands_where_it_stood(upgraded: Session) -> None:
    found = {row.problem: row for row in upgraded.exec(select(TrainingRequest))}
    assert {problem: (row.status, row.outcome) for problem, row in found.items()} == {
        "new": (Status.NEW, None),
        "taken": (Status.TAKEN, None),
        "recommended": (Status.DECIDED, "build"),
        "declined": (Status.DECIDED, "decline"),
        "deferred": (Status.DEFERRED, "defer"),
    }
    assert {problem: row.partner for problem, row in found.items()} == {
        problem: said.get("partner") for problem, said in EARLIER.items()
    }
    assert [problem for problem, row in found.items() if row.answered_at is None] == ["new"]


def test_what_was_decided_is_kept_with_its_reason_and_who_decided_when(upgraded: Session) -> None:
    for row in upgraded.exec(select(TrainingRequest)).all():
        said, decision = EARLIER[row.problem], decision_of(upgraded, row)
        assert (decision is not None) == ("decided_by" in said)
        if decision:
            assert (decision.outcome, decision.proposed.reason) == (row.outcome, said["reason"])
            assert (decision.decided_by, decision.decided_at) == (said["decided_by"], LATER)


def test_the_history_of_each_begins_when_it_was_sent(upgraded: Session) -> None:
    steps = upgraded.exec(select(RequestStep)).all()
    assert [(each.kind, each.by, each.at) for each in steps] == [("sent", "U0MAYA", NOW)] * len(EARLIER)


def test_each_question_was_put_by_itself_and_keeps_its_answer(upgraded: Session) -> None:
    asked = upgraded.exec(select(Question).order_by(col(Question.id))).all()
    assert [(each.question, each.answer, each.is_open) for each in asked] == [
        ("How many?", "Nine", False),
        ("How often?", None, True),
    ]
    assert len({each.batch for each in asked}) == len(asked)
    assert {each.asked_by for each in asked} == {"U0LENA"}


def test_the_promised_days_became_working_hours(upgraded: Session) -> None:
    workspace = upgraded.exec(select(Workspace)).one()
    assert (workspace.response_hours, workspace.request_emoji) == (24, "mortar_board")


def test_the_way_back_keeps_what_the_earlier_version_can_hold(database_url: str, upgraded: Session) -> None:
    upgraded.close()
    command.downgrade(config(database_url), "0005")
    engine = direct(database_url)
    with engine.connect() as connection:
        rows = connection.execute(sa.text("SELECT problem, status, reason, decided_by FROM request")).all()
    engine.dispose()
    assert {tuple(row) for row in rows} == {
        (status, status, said.get("reason"), said.get("decided_by")) for status, said in EARLIER.items()
    }


def _fill(engine: Engine) -> None:
    with engine.begin() as connection:
        _add(connection, "workspace", bot_user_id="U0TOUCHPOINT", response_days=3, plan_after=3, acknowledge_after=10,
             next_request=6, partners="[]", group_members="[]")  # fmt: skip
        for number, (status, said) in enumerate(EARLIER.items(), start=1):
            _add(connection, "request", id=number, number=number, requester="U0MAYA", problem=status, status=status,
                 answer_by=LATER, created_at=NOW, **said)  # fmt: skip
        answered = {"answer": "Nine", "answered_at": LATER}
        for question, more in zip(ASKED, (answered, {}), strict=True):
            _add(connection, "request_question", request_id=2, asked_by="U0LENA", question=question, asked_at=NOW,
                 **more)  # fmt: skip


def _add(connection: sa.Connection, table: str, **values: Any) -> None:
    """Add a row to a table as it was: the tables of this version know other columns."""
    kinds = {name: sa.column(name, UtcDateTime() if name in MOMENTS else None) for name in values}
    connection.execute(sa.table(table, sa.column("team_id"), *kinds.values()).insert().values(team_id=TEAM, **values))
