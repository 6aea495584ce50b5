"""The migrations lead to the tables that the program works with."""

import pytest
from alembic import command
from sqlalchemy import Engine, text
from sqlmodel import Session, select

from bot.domain.polls import Ballot, Kind, Question
from bot.domain.polls_answers import Sheet, unpacked
from bot.keys import Keys
from bot.services import polls
from bot.store.connect import direct
from bot.store.migrate import config
from bot.store.polls import Answers, Turnout
from tests.bot.conftest import NOW, TEAM
from tests.bot.voting import vote

QUESTION = Question("What first?", Kind.MULTIPLE, ("Role play", "Call review"), most=None)
BALLOT = Ballot("C0SALES", "U0MAYA", (QUESTION,))


def test_the_newest_schema_is_that_of_the_tables(database_url: str) -> None:
    command.check(config(database_url))


def test_what_was_voted_in_an_earlier_version_counts_as_clicked_before_all_else(database_url: str, keys: Keys) -> None:
    engine = direct(database_url)
    _vote(engine, keys)
    command.downgrade(config(database_url), "0002")
    command.upgrade(config(database_url), "head")
    with Session(engine) as session:
        vote = session.exec(select(Answers)).one()
    engine.dispose()
    assert unpacked(vote.body) == Sheet(clicks={0: ("0",), 1: ("0",)})


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_sqlite_finds_a_database_with_votes_sound_also_when_it_comes_from_an_earlier_version(
    database_url: str, keys: Keys
) -> None:
    engine = direct(database_url)
    _vote(engine, keys)
    assert _soundness(engine) == ["ok"]
    command.downgrade(config(database_url), "0003")
    command.upgrade(config(database_url), "head")
    assert _soundness(engine) == ["ok"]
    with Session(engine) as session:
        vote = session.exec(select(Answers)).one()
    engine.dispose()
    assert unpacked(vote.body).to(0, QUESTION) == (0, 1)
    assert (vote.is_cast, vote.voter, vote.team_id) == (True, "U0MAYA", TEAM)


def test_who_answered_is_written_beside_the_sheets_of_confidential_polls_alone(database_url: str, keys: Keys) -> None:
    engine = direct(database_url)
    _vote(engine, keys)
    found = []
    for mode in ("named", "confidential"):
        command.downgrade(config(database_url), "0014")
        found.append(_turnout(engine))
        with engine.begin() as connection:
            connection.execute(text("UPDATE poll SET mode = :mode"), {"mode": mode})
        command.upgrade(config(database_url), "head")
        found.append(_turnout(engine))
    engine.dispose()
    maya = [(TEAM, 1, "U0MAYA")]
    assert found == [maya, [], maya, maya]


def _vote(engine: Engine, keys: Keys) -> None:
    with Session(engine) as session:
        polls.start(session, TEAM, BALLOT, NOW, NOW)
        for position in (0, 1):
            vote(session, keys, "U0MAYA", position, f"177244200{position}.000000")
        session.commit()


def _turnout(engine: Engine) -> list[tuple[str, int, str]]:
    with Session(engine) as session:
        return [(row.team_id, row.poll_id, row.user_id) for row in session.exec(select(Turnout))]


def _soundness(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        return list(connection.exec_driver_sql("PRAGMA integrity_check").scalars())
