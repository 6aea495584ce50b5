"""What people can do with the catalogue and with mentors, as payloads that anybody's name can be put to."""

from functools import partial
from typing import Any

from bot.practice import Person
from tests.practice import cataloguing
from tests.practice.gesture import SALES, Gesture, Prepare, click_in_modal, filled, partner_of
from tests.practice.town import Town


def gestures() -> dict[str, Prepare]:
    """How each is prepared, by the listener that answers it."""
    return {
        "catalogue.search": _search,
        "catalogue.open_new": partial(_catalogue, "catalogue.add"),
        "catalogue.add": partial(_catalogue_form, "catalogue.add", {"title": "New", "kind": "page"}),
        "catalogue.open_known": partial(_catalogue, "catalogue.change"),
        "catalogue.change": partial(_catalogue_form, "catalogue.change", {"for_whom": "buyers"}),
        "catalogue.retire": partial(_catalogue, "catalogue.retire"),
        "catalogue.bring_back": partial(_catalogue, "catalogue.bring_back"),
        "catalogue_files.open_import": partial(_catalogue, "catalogue.import"),
        "catalogue_files.bring_in": _table,
        "catalogue_files.export": partial(_catalogue, "catalogue.export"),
        "catalogue_mentors.volunteer": _offer,
        "catalogue_mentors.stop": _mentor,
        "catalogue_mentors.export": _mentors,
    }


async def _search(town: Town, owner: Person) -> Gesture:
    await cataloguing.look(town, owner.member.key)
    return filled(town, owner, words="negotiation")


async def _catalogue(action_id: str, town: Town, owner: Person) -> Gesture:
    """A click in a partner's list of one resource, which is retired where it is to be brought back."""
    partner = await _resource(town, owner)
    if action_id == "catalogue.bring_back":
        await partner.clicks(partner.modals[-1], "catalogue.retire")
        await town.settled()
    return click_in_modal(town, town.workspace.modals[partner.id][0], action_id)


async def _catalogue_form(action_id: str, fields: dict[str, Any], town: Town, owner: Person) -> Gesture:
    partner = await _resource(town, owner)
    await partner.clicks(partner.modals[-1], action_id)
    return filled(town, partner, **fields)


async def _resource(town: Town, owner: Person) -> Person:
    """Have a partner add a resource, and look at it alone."""
    title, partner = f"Lesson {town.workspace.next_number():05}", partner_of(town, owner).member.key
    await cataloguing.add(town, partner, title=title, address=None)
    return await cataloguing.look(town, partner, title)


async def _table(town: Town, owner: Person) -> Gesture:
    """A file with a new resource that a partner hands in."""
    partner = await cataloguing.look(town, partner_of(town, owner).member.key)
    await partner.clicks(partner.modals[-1], "catalogue.import")
    content = f"Title\nLesson {town.workspace.next_number()}\n".encode()
    return filled(town, partner, file=[("lessons.csv", content)])


async def _offer(town: Town, owner: Person) -> Gesture:
    await owner.runs(SALES, "/ld", "mentor negotiation")
    return filled(town, owner, hours="2")


async def _mentor(town: Town, owner: Person) -> Gesture:
    """The button that stops it, in the form of the owner, who is a mentor."""
    await cataloguing.volunteer(town, owner.member.key)
    await owner.runs(SALES, "/ld", "mentor")
    return click_in_modal(town, town.workspace.modals[owner.id][0], "catalogue_mentors.stop")


async def _mentors(town: Town, owner: Person) -> Gesture:
    """The list of mentors of a partner, who is one of them."""
    partner = await cataloguing.volunteer(town, partner_of(town, owner).member.key)
    await partner.runs(SALES, "/ld", "mentor")
    return click_in_modal(town, town.workspace.modals[partner.id][0], "catalogue_mentors.export")
