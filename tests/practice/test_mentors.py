"""Mentors: members volunteer for themselves and stop at once; partners see who does."""

from typing import Any

import pytest

from bot.services import catalogue_views
from bot.store.catalogue import Mentor
from tests.practice.asking import typed
from tests.practice.cataloguing import offered, shown, volunteer
from tests.practice.town import Town


async def test_a_member_volunteers_and_partners_see_who_it_is(stories: Town) -> None:
    priya = await volunteer(stories)
    assert "Thank you!" in shown(priya.modals[-1])
    assert "price talks" in shown(priya.modals[-1])
    lena = stories.person("lena")
    await lena.runs("#learning-team", "/ld", "mentor")
    listed = lena.modals[-1]["blocks"][-1]["elements"][0]["elements"]
    assert listed[0] == {"type": "user", "user_id": priya.id}
    assert listed[1]["text"] == ": negotiation, price talks · 2 hours a month"
    assert listed[2]["text"] == "\nTen years of buying"
    [mentor] = await _mentors(stories)
    assert (mentor.user_id, mentor.topics, mentor.hours) == (priya.id, ("negotiation", "price talks"), 2)


async def test_a_mentor_changes_the_offer_and_stops_with_one_click(town: Town) -> None:
    priya = await volunteer(town)
    await priya.closes()
    await priya.runs("#general", "/ld", "mentor")
    assert typed(priya)["topics"] == "negotiation, price talks"
    priya.fill(topics="coaching", hours="1")
    assert await priya.submits() == {}
    [mentor] = await _mentors(town)
    assert (mentor.topics, mentor.hours) == (("coaching",), 1)
    await priya.runs("#general", "/ld", "mentor")
    await priya.clicks(priya.modals[-1], "catalogue_mentors.stop")
    await town.settled()
    assert "You are not a mentor any more" in shown(priya.modals[-1])
    assert await _mentors(town) == []
    assert await town.bot.deps.read(catalogue_views.mentor, town.workspace.team_id, 1) is None
    assert town.rows(Mentor)[0].stopped_at


async def test_who_stopped_can_come_back_and_finds_their_words(town: Town) -> None:
    priya = await volunteer(town)
    await priya.runs("#general", "/ld", "mentor")
    await priya.clicks(priya.modals[-1], "catalogue_mentors.stop")
    await priya.runs("#general", "/ld", "mentor")
    assert offered(priya.modals[-1]) == set()
    assert typed(priya)["about"] == "Ten years of buying"
    assert await priya.submits() == {}
    assert len(await _mentors(town)) == 1


async def test_topics_typed_after_the_command_are_in_the_form(town: Town) -> None:
    tom = town.person("tom")
    await tom.runs("#general", "/ld", "mentor price talks, R&D")
    assert typed(tom)["topics"] == "price talks, R&D"


@pytest.mark.parametrize(
    ("fields", "problem"),
    [({"topics": " ,"}, "topics"), ({"topics": "x" * 41}, "topics"), ({"about": "x" * 301}, "about")],
)
async def test_what_needs_another_look_is_said_at_its_field_and_nobody_is_a_mentor(
    town: Town, fields: dict[str, Any], problem: str
) -> None:
    tom = town.person("tom")
    await tom.runs("#general", "/ld", "mentor")
    tom.fill(**{"topics": "negotiation", "hours": "2"} | fields)
    assert list(await tom.submits()) == [problem]
    assert town.rows(Mentor) == []


async def test_somebody_who_left_or_became_a_guest_is_offered_no_more(town: Town) -> None:
    priya = await volunteer(town)
    await volunteer(town, "karl")
    await town.workspace.deactivate("karl")
    await town.settled()
    assert [each.user_id for each in await _mentors(town)] == [priya.id]
    assert await town.bot.deps.read(catalogue_views.mentor, town.workspace.team_id, 2) is None


async def test_members_see_no_list_and_guests_nothing(town: Town) -> None:
    await volunteer(town)
    tom, gwen = town.person("tom"), town.person("gwen")
    await tom.runs("#general", "/ld", "mentor")
    assert town.person("priya").id not in shown(tom.modals[-1])
    assert offered(tom.modals[-1]) == set()
    await gwen.runs("#sales", "/ld", "mentor")
    assert gwen.modals == []
    assert "Only members of this workspace can do this." in town.workspace.read(gwen)


async def test_a_partner_volunteers_too_but_nobody_in_anybodys_name(town: Town) -> None:
    lena = town.person("lena")
    await lena.runs("#general", "/ld", "mentor")
    assert "Nobody has volunteered yet." in shown(lena.modals[-1])
    inputs = {block["block_id"] for block in lena.modals[-1]["blocks"] if block["type"] == "input"}
    assert inputs == {"topics", "hours", "about"}
    await volunteer(town, "lena")
    assert [each.user_id for each in await _mentors(town)] == [lena.id]


async def test_a_partner_gets_the_list_as_a_file(town: Town) -> None:
    await volunteer(town, about="=HYPERLINK(1)")
    lena = town.person("lena")
    await lena.runs("#general", "/ld", "mentor")
    await lena.clicks(lena.modals[-1], "catalogue_mentors.export")
    await town.settled()
    assert "I sent you the list in a direct message." in shown(lena.modals[-1])
    [file] = [file for file in town.workspace.files.kept.values() if file.user == town.workspace.bot_user_id]
    assert file.content.decode("utf-8-sig").splitlines() == [
        '"Name","Topics","Hours a month","About"',
        '"Priya","negotiation, price talks",2,"\'=HYPERLINK(1)"',
    ]


async def _mentors(town: Town) -> Any:
    return await town.bot.deps.read(catalogue_views.mentors, town.workspace.team_id)
