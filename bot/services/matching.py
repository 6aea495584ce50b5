"""What is similar: found by vectors that were worked out before.

The texts come from elsewhere: `sources(session, team_id, kind, ids)` gives the id and the description of everything of
a kind that may be found, or of these ids alone. Something with several descriptions is found by any of them.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from sqlmodel import Session

from bot.domain.matching import MOST, Description, Match, best, lifted, reasons
from bot.matching import SUGGESTED, THRESHOLD, Key, Matcher, Near, Point, Vector, restored
from bot.store import matching as rows

Sources = Callable[[Session, str, str, Collection[int] | None], Iterable[tuple[int, Description]]]
THRESHOLDS: Final = {"request": THRESHOLD, "resource": SUGGESTED, "mentor": SUGGESTED}
LOOKED_AT: Final = 20
DIGEST: Final = 32


def nearest(
    session: Session, matcher: Matcher, sources: Sources, team_id: str, kind: str, described: Description,
    most: int = MOST, exclude: Collection[int] = (),
) -> list[Match]:  # fmt: skip
    """Return what of a kind is similar to a description, the most similar first; `exclude` are ids never shown.

    What is not said any more is not found, nor what is not worked out yet. The description's own vector is worked out
    here unless it is kept, in some 20 ms: to be called where one may read and wait, never in a work that writes.
    """
    point = matcher.point(_vector(session, matcher, team_id, described))
    near = matcher.shelf(team_id, kind).nearest(point, Kept(session, team_id, kind), LOOKED_AT, exclude)
    texts = _texts(session, matcher.model, sources, team_id, kind, near)
    found = [_match(matcher, kind, described, point, each, texts[each.key]) for each in near if each.key in texts]
    return best(found, most, THRESHOLDS[kind])


@dataclass(frozen=True, slots=True)
class Kept:
    """The vectors of one kind, as they are in the database now."""

    session: Session
    team_id: str
    kind: str

    def version(self) -> int:
        """Return a number that is another one after every change."""
        return rows.version(self.session, self.team_id)

    def keys(self) -> Collection[Key]:
        """Return the key of each."""
        return rows.keys(self.session, self.team_id, self.kind)

    def vectors(self, keys: Collection[Key]) -> Mapping[Key, Vector]:
        """Return those of these keys."""
        kept = rows.vectors(self.session, self.team_id, self.kind, keys)
        return {key: restored(each) for key, each in kept.items()}


def digest(model: str, described: Description) -> str:
    """Return what tells a description, and the model that reads it, from any other."""
    return sha256(repr((model, described)).encode()).hexdigest()[:DIGEST]


def vector(matcher: Matcher, described: Description) -> Vector:
    """Work out the vector of a description, in some 20 ms of one core."""
    return matcher.vector(described.sentence, described.beyond)


def _vector(session: Session, matcher: Matcher, team_id: str, described: Description) -> Vector:
    kept = rows.of_text(session, team_id, digest(matcher.model, described))
    return restored(kept) if kept else vector(matcher, described)


def _texts(
    session: Session, model: str, sources: Sources, team_id: str, kind: str, near: Iterable[Near]
) -> Mapping[Key, Description]:
    """Return what is said today where something is near: what changed since its vector was made is left out."""
    ids = {each.key[0] for each in near}
    said = sources(session, team_id, kind, ids) if ids else ()
    return {(ref_id, digest(model, described)): described for ref_id, described in said}


def _match(matcher: Matcher, kind: str, described: Description, point: Point, near: Near, other: Description) -> Match:
    why = reasons(described, other, matcher.shared_topic(point, near.point))
    return Match(kind, near.key[0], lifted(near.score, described, other), why)
