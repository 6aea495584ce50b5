"""The vectors of texts, so that what is similar is found at once."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final, TypeVar

from sqlalchemy import ColumnElement, Index, and_, delete, tuple_
from sqlmodel import Field, Session, SQLModel, col, select

Ref = tuple[str, int, str]
CHUNK: Final = 400
T = TypeVar("T", int, Ref)


class TextVector(SQLModel, table=True):
    """The vector of a text of a row of another table; `digest` tells this text, and the model, from any other.

    A row may have several texts; each has a vector of its own.
    """

    __tablename__ = "text_vector"
    __table_args__ = (Index(None, "team_id", "digest"),)

    team_id: str = Field(primary_key=True, max_length=20)
    kind: str = Field(primary_key=True, max_length=10)
    ref_id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    digest: str = Field(primary_key=True, max_length=32)
    vector: bytes


class TextVectorVersion(SQLModel, table=True):
    """How often a workspace's vectors changed: who keeps them in memory sees at a glance that they still hold."""

    __tablename__ = "text_vector_version"

    team_id: str = Field(primary_key=True, max_length=20)
    version: int = 0


KEY: Final = (col(TextVector.kind), col(TextVector.ref_id), col(TextVector.digest))


def version(session: Session, team_id: str) -> int:
    """Return a number that is another one after every change of the workspace's vectors."""
    mine = select(TextVectorVersion.version).where(TextVectorVersion.team_id == team_id)
    return session.exec(mine).first() or 0


def keys(session: Session, team_id: str, kind: str) -> list[tuple[int, str]]:
    """Return the row and the digest of every text of this kind in the workspace."""
    mine = select(TextVector.ref_id, TextVector.digest).where(TextVector.team_id == team_id, TextVector.kind == kind)
    return [(ref_id, digest) for ref_id, digest in session.exec(mine)]


def vectors(
    session: Session, team_id: str, kind: str, wanted: Collection[tuple[int, str]]
) -> dict[tuple[int, str], bytes]:
    """Return the vectors of these texts, those that are there, in the order of their rows."""
    found = select(TextVector.ref_id, TextVector.digest, TextVector.vector)
    found = found.where(TextVector.team_id == team_id, TextVector.kind == kind)
    numbers = {ref_id for ref_id, _ in wanted}
    rows = (row for part in _parts(numbers) for row in session.exec(found.where(col(TextVector.ref_id).in_(part))))
    return {(ref_id, digest): vector for ref_id, digest, vector in rows if (ref_id, digest) in wanted}


def of_text(session: Session, team_id: str, digest: str) -> bytes | None:
    """Return the vector of a text that is somewhere in the workspace already."""
    mine = select(TextVector.vector).where(TextVector.team_id == team_id, TextVector.digest == digest)
    return session.exec(mine.limit(1)).first()


def change(session: Session, team_id: str, found: Mapping[Ref, bytes], gone: Collection[Ref]) -> None:
    """Write vectors down, but those that are there already, and drop those of texts that are no longer said."""
    for part in _parts(gone):
        session.execute(delete(TextVector).where(_mine(team_id, part)))
    known = {ref for part in _parts(found) for ref in session.exec(select(*KEY).where(_mine(team_id, part)))}
    session.add_all(
        TextVector(team_id=team_id, kind=kind, ref_id=ref_id, digest=digest, vector=vector)
        for (kind, ref_id, digest), vector in found.items()
        if (kind, ref_id, digest) not in known
    )
    counted = session.get(TextVectorVersion, team_id) or TextVectorVersion(team_id=team_id)
    counted.version += 1
    session.add(counted)


def _mine(team_id: str, refs: Sequence[Ref]) -> ColumnElement[bool]:
    return and_(col(TextVector.team_id) == team_id, tuple_(*KEY).in_(refs))


def _parts(values: Collection[T]) -> Iterator[Sequence[T]]:
    """Give the values in parts that a statement may name."""
    every = sorted(values)
    return (every[at : at + CHUNK] for at in range(0, len(every), CHUNK))
