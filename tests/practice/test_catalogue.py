"""The catalogue: everybody looks and searches, partners add, change, retire and bring back."""

from typing import Any

import pytest

from bot.services import catalogue_views
from bot.store.catalogue import Resource
from tests.practice.asking import typed
from tests.practice.cataloguing import ADDRESS, NEGOTIATION, add, hand_in, look, offered, shown, stored
from tests.practice.town import Town

CHANGES = {"catalogue.add", "catalogue.import", "catalogue.export", "catalogue.change", "catalogue.retire"}


async def test_a_partner_adds_a_resource_and_a_member_finds_it_with_its_link(stories: Town) -> None:
    lena = await add(stories)
    assert "Negotiation basics" in shown(lena.modals[-1])
    row = stored(stories)["Negotiation basics"]
    assert (row.kind, row.address, row.topics, row.minutes) == ("course", ADDRESS, ["negotiation", "price talks"], 45)
    tom = await look(stories, "tom", "PRICE executives")
    link = {"type": "link", "url": ADDRESS, "text": "Negotiation basics", "style": {"bold": True}}
    assert link in tom.modals[-1]["blocks"][-1]["elements"][0]["elements"]
    assert "1 resource" in shown(tom.modals[-1])
    assert offered(tom.modals[-1]) == set()


async def test_a_search_narrows_the_list_and_what_was_searched_for_stays(town: Town) -> None:
    await add(town)
    lena = await add(town, title="Coaching", address=None, topics="feedback", good_for=None, for_whom=None)
    lena.fill(words="price")
    assert await lena.submits() == {}
    assert "Coaching" not in shown(lena.modals[-1])
    assert typed(lena)["words"] == "price"
    await lena.clicks(lena.modals[-1], "catalogue.retire")
    await town.settled()
    assert "Retired" in shown(lena.modals[-1])
    assert "Coaching" not in shown(lena.modals[-1])
    lena.fill(words="python")
    assert await lena.submits() == {}
    assert "Nothing in the catalogue fits these words." in shown(lena.modals[-1])


async def test_a_partner_changes_a_resource_and_the_list_below_shows_it(town: Town) -> None:
    await add(town)
    luis = await look(town, "luis")
    await luis.clicks(luis.modals[-1], "catalogue.change")
    assert typed(luis) == NEGOTIATION | {"minutes": "45", "kind": None}
    luis.fill(title="Negotiation, second edition", minutes=None)
    assert await luis.submits() == {}
    await town.settled()
    assert "Negotiation, second edition" in shown(luis.modals[-1])
    assert list(stored(town)) == ["Negotiation, second edition"]
    assert town.rows(Resource)[0].minutes is None


async def test_what_is_retired_is_offered_to_nobody_until_it_is_brought_back(town: Town) -> None:
    lena = await add(town)
    await lena.clicks(lena.modals[-1], "catalogue.retire")
    await town.settled()
    assert await _offered(town) == []
    assert "The catalogue is empty." in shown((await look(town, "tom")).modals[-1])
    await lena.clicks(lena.modals[-1], "catalogue.bring_back")
    await town.settled()
    assert await _offered(town) == ["Negotiation basics"]


async def test_changing_what_somebody_retired_meanwhile_keeps_it_retired(town: Town) -> None:
    lena, luis = await add(town), await look(town, "luis")
    await lena.clicks(lena.modals[-1], "catalogue.change")
    await luis.clicks(luis.modals[-1], "catalogue.retire")
    lena.fill(title="Renamed")
    assert await lena.submits() == {}
    assert stored(town)["Renamed"].is_retired


@pytest.mark.parametrize(
    ("fields", "problems"),
    [
        ({"title": " "}, {"title": "Please fill this in."}),
        ({"title": "x" * 151}, {"title": "This is longer than we can keep. Please shorten it."}),
        ({"minutes": "an hour"}, {"minutes": "Please give whole minutes, such as 45, or leave it empty."}),
        ({"topics": "x" * 41}, {"topics": "One of these topics is longer than 40 characters."}),
        ({"address": "http://a.example"}, {"address": "The address has to begin with https://"}),
        ({"address": "somewhere"}, {"address": "This is not a web address."}),
        ({"address": ADDRESS}, {"address": "This address is in the catalogue already."}),
    ],
)
async def test_what_needs_another_look_is_said_at_its_field_and_nothing_is_stored(
    town: Town, fields: dict[str, Any], problems: dict[str, str]
) -> None:
    lena = await add(town)
    await lena.clicks(lena.modals[-1], "catalogue.add")
    lena.fill(**NEGOTIATION | {"title": "Another", "address": None} | fields)
    errors = await lena.submits()
    assert list(errors) == list(problems)
    assert all(errors[field].startswith(said) for field, said in problems.items())
    assert list(stored(town)) == ["Negotiation basics"]
    assert typed(lena)["good_for"] == NEGOTIATION["good_for"]


async def test_a_title_without_an_address_can_stand_there_once(town: Town) -> None:
    lena = await add(town, address=None)
    await lena.clicks(lena.modals[-1], "catalogue.add")
    lena.fill(**NEGOTIATION | {"title": "NEGOTIATION  basics", "address": None})
    assert list(await lena.submits()) == ["title"]


async def test_a_guest_sees_nothing_of_the_catalogue(town: Town) -> None:
    await add(town)
    gwen = town.person("gwen")
    await gwen.runs("#sales", "/ld", "resource")
    assert gwen.modals == []
    assert "Only members of this workspace can do this." in town.workspace.read(gwen)


async def test_a_partner_who_lost_the_right_meanwhile_changes_nothing(town: Town) -> None:
    lena = await add(town)
    await lena.clicks(lena.modals[-1], "catalogue.add")
    lena.fill(**NEGOTIATION | {"title": "Another", "address": None})
    luis = town.person("luis")
    await luis.runs("#learning-team", "/ld", "settings")
    luis.fill(partners=["luis"])
    assert await luis.submits() == {}
    assert await lena.submits() == {}
    assert "Only L&D partners can do this." in shown(lena.modals[-1])
    assert list(stored(town)) == ["Negotiation basics"]


async def test_a_long_catalogue_says_how_to_see_the_rest(town: Town) -> None:
    lines = "".join(f"Lesson {number:03}\n" for number in range(100))
    assert await hand_in(town, "lessons.csv", f"Title\n{lines}".encode()) == {}
    lena = await look(town)
    assert "The first 40 of 100 are shown. Search to see others." in shown(lena.modals[-1])
    assert offered(lena.modals[-1]) >= CHANGES


async def _offered(town: Town) -> list[str]:
    team_id = town.workspace.team_id
    return [each.title for each in await town.bot.deps.read(catalogue_views.resources, team_id)]
