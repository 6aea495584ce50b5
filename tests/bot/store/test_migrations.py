"""The migrations lead to the tables that the program works with."""

from alembic import command
from sqlmodel import Session, select

from bot.domain.polls import Ballot
from bot.services import polls
from bot.store.connect import direct
from bot.store.migrate import config
from bot.store.polls import Vote
from tests.bot.conftest import NOW, TEAM

BALLOT = Ballot("C0SALES", "U0MAYA", "What first?", ("Role play", "Call review"), True, False, None)


def test_the_newest_schema_is_that_of_the_tables(database_url: str) -> None:
    command.check(config(database_url))


def test_what_was_voted_in_an_earlier_version_counts_as_clicked_before_all_else(database_url: str) -> None:
    engine = direct(database_url)
    with Session(engine) as session:
        polls.start(session, TEAM, BALLOT, NOW, NOW)
        for position in (0, 1):
            polls.vote(session, TEAM, "U0MAYA", 1, position, f"177244200{position}.000000", NOW)
        session.commit()
    command.downgrade(config(database_url), "0002")
    command.upgrade(config(database_url), "head")
    with Session(engine) as session:
        vote = session.exec(select(Vote)).one()
    engine.dispose()
    assert (vote.chosen, vote.clicks) == ([0, 1], [["", 0], ["", 1]])
