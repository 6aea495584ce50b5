"""People around the catalogue: what partners, members and mentors do again and again."""

from typing import Any, Final

from bot.domain.markup import unescape
from bot.practice import Person
from bot.practice.model import Json
from bot.store.catalogue import Resource
from tests.practice.town import Town

ADDRESS: Final = "https://learn.northwind.example/negotiation"
NEGOTIATION: Final = {
    "title": "Negotiation basics", "kind": "course", "address": ADDRESS, "topics": "negotiation, price talks",
    "good_for": "holding the price", "minutes": "45 min", "for_whom": "account executives",
}  # fmt: skip


async def look(town: Town, who: str = "lena", words: str = "", room: str = "#general") -> Person:
    """Open the catalogue."""
    person = town.person(who)
    await person.runs(room, "/ld", f"resource {words}")
    return person


async def add(town: Town, who: str = "lena", **fields: Any) -> Person:
    """Have a partner look at the catalogue and add a resource."""
    partner = await look(town, who)
    await partner.clicks(partner.modals[-1], "catalogue.add")
    partner.fill(**NEGOTIATION | fields)
    assert await partner.submits() == {}
    await town.settled()
    return partner


async def hand_in(town: Town, name: str, content: bytes, who: str = "lena") -> dict[str, str]:
    """Have a partner look at the catalogue and import a file; return the errors at the form's fields."""
    partner = await look(town, who)
    await partner.clicks(partner.modals[-1], "catalogue.import")
    partner.fill(file=[(name, content)])
    errors = await partner.submits()
    await town.settled()
    return errors


async def volunteer(town: Town, who: str = "priya", **fields: Any) -> Person:
    """Have somebody offer to teach."""
    person = town.person(who)
    await person.runs("#general", "/ld", "mentor")
    person.fill(**{"topics": "negotiation, price talks", "hours": "2", "about": "Ten years of buying"} | fields)
    assert await person.submits() == {}
    await town.settled()
    return person


def stored(town: Town) -> dict[str, Resource]:
    """The resources by title."""
    return {row.title: row for row in town.rows(Resource)}


def shown(view: Json | None) -> str:
    """All words in a view."""
    return unescape(str((view or {}).get("blocks")))


def offered(view: Json) -> set[str]:
    """The action ids of what can be clicked in a view."""
    elements = [each for block in view["blocks"] for each in block.get("elements", [])]
    return {each["action_id"] for each in elements if "action_id" in each}
