"""Statements about many values: what they find and write, and that their text stays the same."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlmodel import Session, col, func, select

from bot.domain.polls import Mode
from bot.store import people
from bot.store.connect import writers
from bot.store.inbox import Received, add_new
from bot.store.many import among
from bot.store.people import Person
from bot.store.polls import Poll
from bot.store.polls_sheets import Written, add_sheets, every_sheet, sheets_of
from tests.bot.conftest import NOW, TEAM

ODD = "U'\"\\{,ü} NULL"
QUOTED = 'a "quoted", {braced} \\ backslashed, NULL, ünïcode key'


@pytest.fixture
def session(database_url: str) -> Iterator[Session]:
    engine = writers(database_url)
    with Session(engine) as session:
        yield session
    engine.dispose()


def test_texts_are_found_whatever_is_in_them(session: Session) -> None:
    people.keep(session, [Person(team_id=TEAM, user_id=user, name=user, has_left=True) for user in ("U1", "U2", ODD)])
    session.flush()
    assert people.absent(session, TEAM, ["U2", ODD, "U3"]) == {"U2", ODD}
    assert people.absent(session, TEAM, []) == set()
    assert people.absent(session, "T0OTHER", ["U1"]) == set()


def test_what_is_new_is_inserted_and_told_apart(session: Session) -> None:
    assert add_new(session, TEAM, ["one", QUOTED], NOW) == {"one", QUOTED}
    assert add_new(session, TEAM, ["two", QUOTED, "one"], NOW) == {"two"}
    assert add_new(session, TEAM, [], NOW) == set()
    assert add_new(session, "T0OTHER", ["one"], NOW) == {"one"}
    assert session.exec(select(func.count()).select_from(Received)).one() == 4


def test_numbers_are_found(session: Session) -> None:
    ids = [_poll(session).id or 0 for _ in range(3)]
    found = session.exec(select(Poll.id).where(among(col(Poll.id), "ids")), params={"ids": ids[1:]}).all()
    assert set(found) == set(ids[1:])


def test_each_column_comes_back_as_it_was_written(session: Session) -> None:
    sheets = {"U1": Written(True, b"\x00\xff{'"), "U2": Written(False, b"")}
    poll_id = _poll(session).id or 0
    add_sheets(session, TEAM, poll_id, sheets)
    assert every_sheet(session, TEAM, poll_id) == sheets
    assert sheets_of(session, poll_id, ["U1", "U3"]) == {"U1": sheets["U1"]}
    add_new(session, TEAM, ["key"], NOW)
    assert session.get_one(Received, (TEAM, "key")).received_at == NOW


def test_what_is_there_already_is_refused(session: Session) -> None:
    poll_id = _poll(session).id or 0
    add_sheets(session, TEAM, poll_id, {"U1": Written(True, b"")})
    with pytest.raises(IntegrityError):
        add_sheets(session, TEAM, poll_id, {"U2": Written(True, b""), "U1": Written(True, b"")})


@pytest.mark.parametrize("databases", ["postgres"], indirect=True)
def test_a_text_that_is_too_long_is_refused_and_never_cut(session: Session) -> None:
    poll_id = _poll(session).id or 0
    with pytest.raises(DBAPIError):
        add_sheets(session, TEAM, poll_id, {"U" * 65: Written(True, b"")})


def test_a_text_longer_than_the_column_finds_nobody(session: Session) -> None:
    poll_id = _poll(session).id or 0
    add_sheets(session, TEAM, poll_id, {"U" * 64: Written(True, b"")})
    assert sheets_of(session, poll_id, ["U" * 65]) == {}


def test_the_statement_is_the_same_for_few_and_for_many(session: Session) -> None:
    with _statements(session.get_bind()) as said:  # type: ignore[arg-type]
        for number in (1, 2, 70):
            people.absent(session, TEAM, [str(each) for each in range(number)])
    asked = [statement for statement in said if "person" in statement]
    assert (len(asked), len(set(asked))) == (3, 1)


def _poll(session: Session) -> Poll:
    asked: list[Any] = []
    poll = Poll(team_id=TEAM, channel_id="C1", owner="U1", questions=asked, mode=Mode.NAMED, created_at=NOW)
    session.add(poll)
    session.flush()
    return poll


@contextmanager
def _statements(engine: Engine) -> Iterator[list[str]]:
    said: list[str] = []

    def hear(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        said.append(statement)

    event.listen(engine, "before_cursor_execute", hear)
    yield said
    event.remove(engine, "before_cursor_execute", hear)
