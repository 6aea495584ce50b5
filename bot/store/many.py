"""Statements about many values whose text stays the same however many there are: they are read and planned once."""

import json
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Dialect,
    Insert,
    Select,
    String,
    Table,
    bindparam,
    func,
    insert,
    inspect,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Mapped
from sqlalchemy.sql.dml import ReturningInsert
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator, TypeEngine
from sqlmodel import AutoString, Session

from bot.store.base import Row

POSTGRES: Final = "postgresql"


class Values(TypeDecorator[Sequence[Any]]):
    """A list of texts, or of whole numbers, as one parameter: an array on PostgreSQL, JSON on SQLite."""

    impl = String
    cache_ok = True

    def __init__(self, of: TypeEngine[Any]) -> None:
        """Hold values of this type."""
        super().__init__()
        self.of = of

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return what the database takes."""
        return dialect.type_descriptor(ARRAY(self.of) if dialect.name == POSTGRES else String())

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        """Turn the list into what the driver takes."""
        return list(value) if dialect.name == POSTGRES else json.dumps(list(value))


class Among(FunctionElement[Any]):
    """Whether a column's value is one of those in a parameter; see `among`."""

    inherit_cache = True


@compiles(Among, "sqlite")
def _among_sqlite(element: Among, compiler: Any, **kwargs: Any) -> str:
    column, values = (compiler.process(each, **kwargs) for each in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({values}))"


@compiles(Among, POSTGRES)
def _among_postgres(element: Among, compiler: Any, **kwargs: Any) -> str:
    column, values = (compiler.process(each, **kwargs) for each in element.clauses)
    return f"{column} = ANY ({values})"


def among(column: Mapped[Any], name: str) -> ColumnElement[Any]:
    """Ask whether the value of a column is one of those in the list that is given as the parameter `name`."""
    return Among(column, bindparam(name, type_=Values(_unbounded(inspect(column).type))))


def insert_rows(session: Session, kind: type[Row], rows: Sequence[Mapping[str, Any]], **same: Any) -> None:
    """Insert rows in one go: what differs between them, each with the same columns, and what is the `same` in all.

    Together these are all columns of the table. Raises IntegrityError where a row is there already.
    """
    if not rows:
        return
    if session.get_bind().dialect.name == POSTGRES:
        lists = {name: [row[name] for row in rows] for name in rows[0]}
        session.execute(_unnested(kind, tuple(same), tuple(lists)), same | lists)
    else:
        session.execute(_listed(kind), [{**same, **row} for row in rows])


def insert_new(session: Session, kind: type[Row], column: str, values: Collection[Any], **same: Any) -> Sequence[Any]:
    """Insert a row for each value of a column, all else the `same`, where none is there; return the values of those.

    No value may be given twice.
    """
    if not values:
        return ()
    if session.get_bind().dialect.name == POSTGRES:
        return session.execute(_unnested_new(kind, tuple(same), column), {**same, column: list(values)}).scalars().all()
    return session.execute(_listed_new(kind, column), [{**same, column: value} for value in values]).scalars().all()


@cache
def _listed(kind: type[Row]) -> Insert:
    return insert(_table(kind))


@cache
def _unnested(kind: type[Row], same: tuple[str, ...], different: tuple[str, ...]) -> Insert:
    return insert(_table(kind)).from_select([*same, *different], _rows(kind, same, different))


@cache
def _listed_new(kind: type[Row], column: str) -> ReturningInsert[Any]:
    table = _table(kind)
    return sqlite.insert(table).on_conflict_do_nothing().returning(table.c[column])


@cache
def _unnested_new(kind: type[Row], same: tuple[str, ...], column: str) -> ReturningInsert[Any]:
    table = _table(kind)
    new = postgresql.insert(table).from_select([*same, column], _rows(kind, same, (column,)))
    return new.on_conflict_do_nothing().returning(table.c[column])


def _rows(kind: type[Row], same: tuple[str, ...], different: tuple[str, ...]) -> Select[Any]:
    """Return rows whose different columns come from one array each, and the others from one value."""
    types = {each.name: each.type for each in _table(kind).columns}
    alike = (bindparam(name, type_=types[name]) for name in same)
    arrays = (bindparam(name, type_=ARRAY(_unbounded(types[name]))) for name in different)
    return select(*alike, *func.unnest(*arrays).table_valued(*different).render_derived().c)


def _table(kind: type[Row]) -> Table:
    table: Table = inspect(kind).local_table
    return table


def _unbounded(kind: TypeEngine[Any]) -> TypeEngine[Any]:
    """Return the type without its length: PostgreSQL would cut an array's texts to it and say nothing."""
    return String() if isinstance(kind, AutoString | String) else kind
