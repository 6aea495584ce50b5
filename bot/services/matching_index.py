"""What is still to be worked out before it can be found, and what is to be forgotten."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from bot.domain.matching import KINDS, Description
from bot.matching import Matcher, Vector, stored
from bot.services.matching import Sources, digest, vector
from bot.store import matching as rows
from bot.store.matching import Ref

Missing = Sequence[tuple[Ref, Description]]
Found = Sequence[tuple[Ref, Vector]]


@dataclass(frozen=True, slots=True)
class Changes:
    """The texts that have no vector, and the vectors that have no text."""

    missing: Missing
    gone: Sequence[Ref]


def changes(session: Session, sources: Sources, team_id: str, model: str, limit: int) -> Changes:
    """Return what changed since the workspace's vectors were made with this model: at most so many new texts."""
    said = dict(_said(session, sources, team_id, model))
    known = {(kind, *key) for kind in KINDS for key in rows.keys(session, team_id, kind)}
    missing = [(ref, described) for ref, described in said.items() if ref not in known]
    return Changes(missing[:limit], sorted(known - said.keys()))


def worked_out(matcher: Matcher, missing: Missing) -> Found:
    """Work out the vectors of texts, each in some 20 ms of one core: never where something waits for it."""
    return [(ref, vector(matcher, described)) for ref, described in missing]


def remember(session: Session, team_id: str, found: Found, gone: Sequence[Ref]) -> None:
    """Keep vectors that were made, and drop those that are not needed; may be done twice, and by two bots at once."""
    rows.change(session, team_id, {ref: stored(made) for ref, made in found}, gone)


def _said(session: Session, sources: Sources, team_id: str, model: str) -> Iterable[tuple[Ref, Description]]:
    for kind in KINDS:
        for ref_id, described in sources(session, team_id, kind, None):
            yield (kind, ref_id, digest(model, described)), described
