"""Goals: added, changed and retired in the list that the department looks at, by those who may."""

from typing import Any

import pytest

from bot.domain.goals import CURRENT_MAX, PAGE, Aim
from bot.services import goals, goals_views
from bot.store.goals import Goal
from messages.words import Words
from tests.practice.aiming import SALES, add, adding, clicks, goal, lead, lines, looks, saves
from tests.practice.noting import entered
from tests.practice.town import Town

DISCOUNT = "Average discount"
BLOCKS_MAX = 100


async def test_a_lead_adds_a_goal_changes_it_retires_it_and_brings_it_back(stories: Town) -> None:
    await lead(stories)
    said = {"kind": "kpi", "baseline": "12 %", "target": "8 %", "due_on": "2026-06-30", "owner": "tom"}
    maya = await add(stories, DISCOUNT, **said, measured_on="2026-02-27")
    assert lines(maya) == ["Average discount: from 12 % to 8 % by 30 Jun 2026"]
    assert "> looks after it · measured on 27 Feb 2026" in str(maya.modal)
    await clicks(stories, maya, "goals.change", DISCOUNT)
    assert await saves(stories, maya, target="7,5") == {}
    assert lines(maya) == ["Average discount: from 12 % to 7,5 % by 30 Jun 2026"]
    await clicks(stories, maya, "goals.retire", DISCOUNT)
    assert lines(maya) == []
    await clicks(stories, maya, "goals.turn")
    assert lines(maya) == ["Average discount: from 12 % to 7,5 % by 30 Jun 2026"]
    await clicks(stories, maya, "goals.bring_back", DISCOUNT)
    await clicks(stories, maya, "goals.turn")
    assert len(lines(maya)) == 1
    kept = goal(stories, DISCOUNT)
    assert (kept.unit, kept.baseline_number, kept.target, kept.target_number) == ("%", "12", "7,5", "7.5")
    assert (kept.owner, kept.created_by) == (stories.person("tom").id, maya.id)


async def test_the_list_offers_the_form_and_shows_below_it_what_was_added(town: Town) -> None:
    lena = await looks(town, "lena")
    assert "No goals of <#" in str(lena.modal)
    await clicks(town, lena, "goals.add")
    assert len(lena.modals) == 2
    assert await saves(town, lena, name="Win rate", kind="objective") == {}
    assert len(lena.modals) == 1
    assert lines(lena) == ["Win rate"]
    assert "Retire this goal?" in str(lena.modal)


async def test_words_after_the_command_stand_in_the_form(town: Town) -> None:
    lena = await adding(town, "  fewer <!channel> & *late*  replies ", "lena")
    assert entered(lena.modal)["name"] == "fewer <!channel> & *late* replies"


async def test_members_look_and_are_shown_no_button_that_they_can_not_use(town: Town) -> None:
    await lead(town)
    await add(town, DISCOUNT)
    tom = await looks(town, "tom")
    assert lines(tom) == [DISCOUNT]
    assert [block for block in tom.modals[0]["blocks"] if block["type"] == "actions"] == []


@pytest.mark.parametrize("text", ["goal", "goal Average discount"])
async def test_a_guest_sees_nothing(town: Town, text: str) -> None:
    gwen = town.person("gwen")
    await gwen.runs(SALES, "/ld", text)
    assert gwen.modals == []
    assert "Only members of this workspace can do this." in town.read(gwen)


async def test_a_direct_message_has_no_goals(town: Town) -> None:
    lena = town.person("lena")
    await lena.runs("dm", "/ld", "goal")
    assert "Type /ld goal in the department's own channel." in town.read(lena)


@pytest.mark.parametrize(("who", "leads"), [("tom", "maya"), ("maya", "tom")])
async def test_a_member_who_does_not_lead_the_department_is_told_who_does(town: Town, who: str, leads: str) -> None:
    await lead(town, leads)
    person = town.person(who)
    await person.runs(SALES, "/ld", f"goal {DISCOUNT}")
    assert person.modals == []
    assert f"Only {leads.title()}, who leads this department" in town.read(person)


async def test_the_lead_of_another_department_can_not_add_one(town: Town) -> None:
    await lead(town)
    await lead(town, "marcus", "#procurement")
    room = town.workspace.conversation(SALES)
    room.members.append(town.person("marcus").id)
    marcus = await looks(town, "marcus")
    assert marcus.modals
    await marcus.runs(SALES, "/ld", "goal Cheaper parts")
    assert "Only Maya, who leads this department" in town.read(marcus)
    assert town.rows(Goal) == []


async def test_while_nobody_leads_a_department_its_goals_are_the_partners(town: Town) -> None:
    tom = town.person("tom")
    await tom.runs(SALES, "/ld", "goal Win rate")
    assert "Only L&D partners can change these goals until /ld department says who leads here." in town.read(tom)
    lena = await add(town, "Win rate", "lena")
    assert lines(lena) == ["Win rate"]


@pytest.mark.parametrize(
    ("fields", "problems"),
    [
        ({"name": "  "}, {"name": "Please fill this in."}),
        ({"name": "x" * 151}, {"name": "This is longer than we can keep. Please shorten it."}),
        ({"kind": "kpi"}, {"target": "Please fill this in."}),
        ({"target": "a lot"}, {"target": "I can't read this as a number. Please write it like 12.5, 1 200 or 3m."}),
        ({"unit": "%", "target": "€ 3"}, {"target": "This is in another unit than the goal."}),
        ({"baseline": "1,200"}, {"baseline": "This can be read as thousands or as a fraction."}),
        ({"due_on": "2026-03-01"}, {"due_on": "This day is over."}),
        ({"baseline": "1", "measured_on": "2026-03-03"}, {"measured_on": "This day has not come yet."}),
        ({"owner": "gwen"}, {"owner": "This is a guest"}),
        ({"owner": "paul"}, {"owner": "This person is no longer here."}),
        ({"name": "WIN rate"}, {"name": "A current goal has this name already."}),
    ],
)  # fmt: skip
async def test_what_needs_another_look_is_said_at_its_field_and_nothing_is_lost(
    town: Town, fields: dict[str, Any], problems: dict[str, str]
) -> None:
    await add(town, "Win rate", "lena")
    lena = await adding(town, DISCOUNT, "lena", **fields)
    said = await lena.submits()
    assert {field: said[field][: len(reason)] for field, reason in problems.items()} == problems
    assert said.keys() == problems.keys()
    assert entered(lena.modal)["name"] == fields.get("name", DISCOUNT)
    assert [row.name for row in town.rows(Goal)] == ["Win rate"]


async def test_a_goal_that_is_overdue_can_be_changed_and_keeps_its_day(town: Town) -> None:
    await add(town, DISCOUNT, "lena", due_on="2026-03-02")
    await town.next_working_day()
    lena = await looks(town, "lena")
    await clicks(town, lena, "goals.change", DISCOUNT)
    assert await saves(town, lena, due_on="2026-03-01") == {"due_on": Words().plain("notices.in_the_past")}
    assert await saves(town, lena, due_on="2026-03-02", name="Discount") == {}
    assert lines(lena) == ["Discount by 2 Mar 2026"]


async def test_a_form_is_stale_once_somebody_else_has_retired_the_goal(town: Town) -> None:
    await lead(town)
    maya = await add(town, DISCOUNT)
    await clicks(town, maya, "goals.change", DISCOUNT)
    lena = await looks(town, "lena")
    await clicks(town, lena, "goals.retire", DISCOUNT)
    await maya.submits()
    assert "This goal was retired meanwhile, so nothing was changed." in str(maya.modal)
    assert entered(maya.modals[-2])["name"] == DISCOUNT
    assert goal(town, DISCOUNT).retired_at


async def test_retiring_twice_changes_nothing_and_brings_the_list_up_to_date(town: Town) -> None:
    luis = await add(town, DISCOUNT, "luis", "#procurement")
    town.workspace.conversation("#procurement").members.append(town.person("lena").id)
    lena = await looks(town, "lena", "#procurement")
    await clicks(town, lena, "goals.retire", DISCOUNT)
    first = goal(town, DISCOUNT).retired_at
    await clicks(town, luis, "goals.retire", DISCOUNT)
    assert lines(luis) == []
    assert goal(town, DISCOUNT).retired_at == first


async def test_a_goal_can_not_come_back_beside_another_of_its_name(town: Town) -> None:
    lena = await add(town, DISCOUNT, "lena")
    await clicks(town, lena, "goals.retire", DISCOUNT)
    await add(town, DISCOUNT.upper(), "lena")
    await clicks(town, lena, "goals.turn")
    await clicks(town, lena, "goals.bring_back", DISCOUNT)
    assert "A current goal has this name already." in str(lena.modal)
    assert goal(town, DISCOUNT).retired_at


async def test_somebody_who_leads_no_longer_can_not_save_the_form_they_have_open(town: Town) -> None:
    await lead(town)
    maya = await adding(town, DISCOUNT)
    await lead(town, "tom", by="lena")
    await maya.submits()
    assert "Only Tom, who leads this department" in str(maya.modal)
    assert town.rows(Goal) == []


async def test_a_list_of_any_length_is_leafed_through_and_fits_into_slack(town: Town) -> None:
    names = await _many(town, CURRENT_MAX)
    lena, seen = await looks(town, "lena"), list[str]()
    for _ in range(-(-CURRENT_MAX // PAGE)):
        assert len(lena.modals[0]["blocks"]) <= BLOCKS_MAX
        seen += lines(lena)
        await clicks(town, lena, "goals.turn")
    assert seen == names
    assert lines(lena) == names[:PAGE]


async def test_a_change_on_a_later_page_is_shown_on_that_page(town: Town) -> None:
    names = await _many(town, PAGE + 1)
    lena = await looks(town, "lena")
    await clicks(town, lena, "goals.turn")
    await clicks(town, lena, "goals.change", names[-1])
    assert await saves(town, lena, name="zero defects") == {}
    assert lines(lena) == ["zero defects"]
    await clicks(town, lena, "goals.retire", "zero defects")
    assert lines(lena) == names[:PAGE]


async def test_a_department_has_no_more_goals_at_a_time_than_a_menu_can_offer(town: Town) -> None:
    names = await _many(town, CURRENT_MAX)
    lena = await adding(town, "One too many", "lena")
    await lena.submits()
    assert f"A department can have {CURRENT_MAX} goals at a time." in str(lena.modal)
    room = town.workspace.conversation(SALES).id
    offered = await town.bot.deps.read(goals_views.offered, town.workspace.team_id, room)
    assert [each.name for each in offered] == names


async def test_what_is_offered_is_of_this_department_and_this_workspace_and_not_retired(town: Town) -> None:
    for name in (DISCOUNT, "Win rate"):
        await add(town, name, "lena")
    await add(town, "Fewer incidents", "lena", "#learning-team")
    await clicks(town, await looks(town, "lena"), "goals.retire", "Win rate")
    read, room = town.bot.deps.read, town.workspace.conversation(SALES).id
    [offered] = await read(goals_views.offered, town.workspace.team_id, room)
    assert (offered.name, offered.channel_id) == (DISCOUNT, room)
    assert await read(goals_views.one, town.workspace.team_id, offered.id) == offered
    assert await read(goals_views.one, "T0ELSEWHERE", offered.id) is None
    assert await read(goals_views.offered, "T0ELSEWHERE", room) == []
    assert (retired := await read(goals_views.one, town.workspace.team_id, goal(town, "Win rate").id or 0))
    assert retired.retired


async def _many(town: Town, count: int) -> list[str]:
    """Have a partner's goals in #sales; return their names in the order of the alphabet."""
    names, lena = [f"Goal {number:02}" for number in range(1, count + 1)], town.person("lena").id
    place = (town.workspace.team_id, lena, town.workspace.conversation(SALES).id)
    for name in names:
        await town.bot.deps.store.run(goals.add, *place, Aim(name, "objective"), town.clock.now())
    return names
