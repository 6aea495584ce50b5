"""The catalogue and spreadsheets: a table brought in as a whole, and written out again."""

from dataclasses import asdict
from datetime import datetime
from typing import Any, Final

from sqlmodel import Session

from bot.domain.catalogue_merging import Imported, Merge, merged
from bot.domain.catalogue_sheet import Sheet, Trouble, mentors_written, written
from bot.domain.outbox import Post
from bot.services import catalogue_views, outbox, people
from bot.services.catalogue import columns
from bot.store import catalogue

TROUBLES_TOLD: Final = 10


def bring_in(session: Session, team_id: str, user_id: str, sheet: Sheet, now: datetime) -> Imported:
    """Add and change what a table says, all or nothing, and plan to tell the partner in private what became of it.

    The same table once more changes nothing. Raises Refused for all but partners.
    """
    people.require_partner(session, team_id, user_id)
    merge = merged(sheet, catalogue.every(session, team_id))
    new = {"team_id": team_id, "added_by": user_id, "created_at": now}
    catalogue.add_all(session, [columns(entry) | new for entry in merge.added])
    catalogue.change_all(session, [columns(view) | {"id": view.id} for view in merge.changed])
    imported = _counted(merge)
    key, refs = f"catalogue:imported:{user_id}:{now:%Y%m%dT%H%M%S%f}", asdict(imported)
    outbox.plan(session, team_id, Post(key, "catalogue.imported", user_id, refs), now, now)
    return imported


def imported_of(refs: dict[str, Any]) -> Imported:
    """Return what became of a table, as it was noted when it was brought in."""
    return Imported(**refs | {"troubles": tuple(Trouble(**each) for each in refs["troubles"])})


def resources_sheet(session: Session, team_id: str, user_id: str) -> str:
    """Return the whole catalogue as CSV. Raises Refused for all but partners."""
    people.require_partner(session, team_id, user_id)
    return written(catalogue_views.every(session, team_id))


def mentors_sheet(session: Session, team_id: str, user_id: str) -> str:
    """Return who offers to teach as CSV. Raises Refused for all but partners."""
    people.require_partner(session, team_id, user_id)
    return mentors_written(catalogue_views.mentors(session, team_id))


def _counted(merge: Merge) -> Imported:
    told = merge.troubles[:TROUBLES_TOLD]
    return Imported(len(merge.added), len(merge.changed), merge.same, len(merge.troubles), told)
