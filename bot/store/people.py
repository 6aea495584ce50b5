"""The people of a workspace, as far as their rights, names and time zones matter."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import and_, bindparam, or_
from sqlmodel import Field, Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from bot.store.base import Row, UtcDateTime
from bot.store.many import among


class Person(Row, table=True):
    """A Slack user; `name` is what colleagues see, `timezone` an IANA zone."""

    team_id: str = Field(primary_key=True, max_length=20)
    user_id: str = Field(primary_key=True, max_length=20)
    name: str
    real_name: str = ""
    timezone: str = "UTC"
    is_admin: bool = False
    is_guest: bool = False
    is_bot: bool = False
    has_left: bool = False
    is_away: bool = False
    away_until: datetime | None = Field(default=None, sa_type=UtcDateTime)


def keep(session: Session, met: Iterable[Person]) -> None:
    """Bring people up to date, newcomers too. Those who are known are read at once, however many they are."""
    people = {(each.team_id, each.user_id): each for each in met}
    teams, users = ({each[place] for each in people} for place in (0, 1))
    known = session.exec(select(Person).where(col(Person.team_id).in_(teams), col(Person.user_id).in_(users))).all()
    for person in known:
        session.merge(people.pop((person.team_id, person.user_id), person))
    session.add_all(people.values())


def get(session: Session, team_id: str, user_id: str) -> Person | None:
    """Return the person, or None when the bot has not met them."""
    return session.get(Person, (team_id, user_id))


def user_ids(session: Session, team_id: str) -> Sequence[str]:
    """Return the user id of everybody whom the bot has met."""
    return session.exec(select(Person.user_id).where(Person.team_id == team_id)).all()


def absent(session: Session, team_id: str, user_ids: Collection[str]) -> set[str]:
    """Return those of these people who left, and the apps among them."""
    return set(session.exec(_absent(), params={"team_id": team_id, "user_ids": list(user_ids)}))


def members(session: Session, team_id: str, user_ids: Collection[str]) -> set[str]:
    """Return those of these people who are known as members of the workspace."""
    full = and_(~col(Person.has_left), ~col(Person.is_bot), ~col(Person.is_guest))
    mine = select(Person.user_id).where(Person.team_id == team_id, col(Person.user_id).in_(user_ids), full)
    return set(session.exec(mine))


@cache
def _absent() -> SelectOfScalar[str]:
    mine = select(Person.user_id).where(Person.team_id == bindparam("team_id"))
    return mine.where(among(col(Person.user_id), "user_ids"), or_(col(Person.has_left), col(Person.is_bot)))


def colleagues(session: Session, team_id: str) -> Sequence[Person]:
    """Return everybody who is still there and is no bot, by name."""
    there = select(Person).where(
        Person.team_id == team_id, col(Person.has_left).is_(False), col(Person.is_bot).is_(False)
    )
    return session.exec(there.order_by(col(Person.name))).all()
