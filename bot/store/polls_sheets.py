"""The sheets that people answer polls on, and who turned out: read and written for many at once."""

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from sqlalchemy import bindparam, delete, func, update
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select

from bot.store.many import among, insert_rows
from bot.store.polls import Answers, Turnout


class Written(NamedTuple):
    """A sheet as it is stored: whether there is an answer on it, and what it says."""

    is_cast: bool
    body: bytes


def sheets_of(session: Session, poll_id: int, voters: Collection[str]) -> dict[str, Written]:
    """Return the sheets of those who go by these names in the poll, as far as they have one."""
    found = session.exec(_sheets(), params={"poll_id": poll_id, "voters": list(voters)})
    return {voter: Written(is_cast, body) for voter, is_cast, body in found}


@cache
def _sheets() -> Select[str, bool, bytes]:
    sheets = select(Answers.voter, Answers.is_cast, Answers.body)
    return sheets.where(Answers.poll_id == bindparam("poll_id"), among(col(Answers.voter), "voters"))


def add_sheets(session: Session, team_id: str, poll_id: int, sheets: Mapping[str, Written]) -> None:
    """Write the first sheets of these people, all in one statement."""
    rows = [{"voter": voter, **sheet._asdict()} for voter, sheet in sheets.items()]
    insert_rows(session, Answers, rows, team_id=team_id, poll_id=poll_id)


def change_sheets(session: Session, poll_id: int, sheets: Mapping[str, Written]) -> None:
    """Write over the sheets of these people, all in one go."""
    if rows := [{"poll_id": poll_id, "voter": voter, **sheet._asdict()} for voter, sheet in sheets.items()]:
        session.execute(update(Answers), rows)


def turn_out(session: Session, team_id: str, poll_id: int, new: Collection[str], gone: Collection[str]) -> None:
    """Note who has an answer in a confidential poll and had none before, and who had one and has none any more."""
    insert_rows(session, Turnout, [{"user_id": user} for user in new], team_id=team_id, poll_id=poll_id)
    if gone:
        session.execute(delete(Turnout).where(col(Turnout.poll_id) == poll_id, col(Turnout.user_id).in_(gone)))


def turned_out(session: Session, team_id: str, poll_id: int) -> Sequence[str]:
    """Return the user ids of those who answered a confidential poll, in the order of the ids."""
    mine = select(Turnout.user_id).where(Turnout.team_id == team_id, Turnout.poll_id == poll_id)
    return session.exec(mine.order_by(col(Turnout.user_id))).all()


def cast_voters(session: Session, team_id: str, poll_id: int) -> Sequence[str]:
    """Return the names in the poll of those who have an answer in it, in the order of these names."""
    mine = select(Answers.voter).where(Answers.team_id == team_id, Answers.poll_id == poll_id, col(Answers.is_cast))
    return session.exec(mine.order_by(col(Answers.voter))).all()


def cast_answers(session: Session, team_id: str, poll_id: int) -> int:
    """Count the people who have an answer in an open poll, or in a named one."""
    counted = select(func.count()).select_from(Answers)
    mine = counted.where(Answers.team_id == team_id, Answers.poll_id == poll_id, col(Answers.is_cast))
    return session.exec(mine).one()


def cast_sheets(session: Session, team_id: str, poll_id: int) -> Sequence[tuple[str, bytes]]:
    """Return each voter with an answer, and the sheet it is on, in the order of the voters' names."""
    mine = select(Answers.voter, Answers.body).where(Answers.team_id == team_id, Answers.poll_id == poll_id)
    return session.exec(mine.where(col(Answers.is_cast)).order_by(col(Answers.voter))).all()


def every_sheet(session: Session, team_id: str, poll_id: int) -> dict[str, Written]:
    """Return every sheet by its voter, also those that were only begun or taken back."""
    mine = select(Answers.voter, Answers.is_cast, Answers.body)
    found = session.exec(mine.where(Answers.team_id == team_id, Answers.poll_id == poll_id))
    return {voter: Written(is_cast, body) for voter, is_cast, body in found}


def has_sheets(session: Session, team_id: str, poll_id: int) -> bool:
    """Say whether anybody ever began to answer."""
    mine = select(Answers.voter).where(Answers.team_id == team_id, Answers.poll_id == poll_id).limit(1)
    return session.exec(mine).first() is not None


def forget_answers(session: Session, team_id: str, poll_id: int) -> None:
    """Delete what was answered; that somebody answered stays."""
    session.execute(delete(Answers).where(col(Answers.team_id) == team_id, col(Answers.poll_id) == poll_id))
