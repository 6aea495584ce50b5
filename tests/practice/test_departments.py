"""Departments: asked for when the bot is invited, described in one form, kept when a channel is lost."""

from datetime import date, time
from typing import Any

import pytest

from bot.domain.outbox import State
from bot.practice import Message, Person
from bot.practice.administration import archive, invite, remove
from bot.practice.model import Json
from bot.services import departments
from bot.store.departments import Department
from bot.store.outbox import Outgoing
from tests.practice.asking import send
from tests.practice.holding import hold_meeting
from tests.practice.noting import PLAN, POLL, RECAP, RESULT, THANKS, confirm, heads, march, on
from tests.practice.steering import steer
from tests.practice.town import Town

ROOM = "#sales"


async def test_whoever_invites_the_bot_is_asked_in_private_and_describes_the_department(stories: Town) -> None:
    maya = stories.person("maya")
    [hello] = await _invited(stories)
    assert "Thank you for inviting me to #sales." in stories.workspace.read(maya)
    assert stories.workspace.conversation(ROOM).messages == []
    await maya.clicks(hello, "departments.open")
    maya.fill(name="Sales & Accounts", kind="sales", lead="maya", partner="lena", opens="08:30", closes="17:30")
    assert await maya.submits() == {}
    await stories.settled()
    department = _stored(stories)
    assert (department.name, department.kind) == ("Sales & Accounts", "sales")
    assert (department.opens, department.closes) == (time(8, 30), time(17, 30))
    assert (department.timezone, department.country) == ("Europe/Berlin", "DE")
    confirmed = str(maya.dm.messages[-1].blocks)
    assert "08:30 to 17:30, Europe/Berlin time" in confirmed
    assert "Holidays: Germany" in confirmed
    assert "departments.open" not in str(hello.blocks)


async def test_the_form_begins_with_the_channel_and_with_the_zone_and_country_of_the_inviter(town: Town) -> None:
    await invite(town.workspace, town.workspace.conversation("#engineering"), _bot(town), town.person("yuki").id)
    await town.settled()
    yuki = town.person("yuki")
    await yuki.clicks(yuki.dm.messages[-1], "departments.open")
    shown = _values(yuki.modal)
    assert shown["name"] == "engineering"
    assert shown["timezone"] == "Asia/Tokyo"
    assert shown["country"] == "JP"


async def test_zones_and_countries_are_offered_as_somebody_types(stories: Town) -> None:
    maya = await _describing(stories)
    assert await maya.searches("country", "<!channel>") == []
    assert await maya.searches("country", "germ") == ["Germany"]
    [new_york] = await maya.searches("timezone", "new york")
    maya.fill(country="Germany", timezone=new_york)
    assert await maya.submits() == {}
    department = _stored(stories)
    assert (department.country, department.timezone) == ("DE", "America/New_York")


async def test_a_department_works_with_what_is_assumed_until_somebody_answers(town: Town) -> None:
    await _invited(town)
    department = _stored(town)
    assert department.described_at is None
    assert (department.timezone, department.opens, department.closes) == ("Europe/Berlin", time(9), time(17))


@pytest.mark.parametrize(
    ("fields", "problems"),
    [
        ({"closes": "08:00"}, {"closes": "The working day has to end after it begins."}),
        ({"name": "x" * 81}, {"name": "This is longer than we can keep. Please shorten it."}),
        ({"name": "  "}, {"name": "Please fill this in."}),
    ],
)
async def test_what_needs_another_look_is_said_at_its_field_and_nothing_is_stored(
    town: Town, fields: dict[str, Any], problems: dict[str, str]
) -> None:
    maya = await _describing(town)
    maya.fill(**fields)
    assert await maya.submits() == problems
    assert town.rows(Department) == []
    assert _values(maya.modal)["kind"] == "sales"


@pytest.mark.parametrize("somebody", ["paul", "gwen", "touchpoint"])
async def test_nobody_who_left_no_guest_and_no_app_can_lead_a_department(town: Town, somebody: str) -> None:
    maya = await _describing(town)
    maya.fill(lead=somebody)
    assert list(await maya.submits()) == ["lead"]


async def test_only_an_lnd_partner_can_look_after_a_department(town: Town) -> None:
    maya = await _describing(town)
    maya.fill(partner="tom")
    assert list(await maya.submits()) == ["partner"]
    maya.fill(partner="luis")
    assert await maya.submits() == {}


async def test_any_member_describes_first_and_then_only_those_it_concerns(town: Town) -> None:
    await _invited(town)
    maya = await _describing(town, lead="maya")
    assert await maya.submits() == {}
    await town.settled()
    for key, may in (("tom", False), ("lena", True), ("maya", True)):
        person = town.person(key)
        await person.runs(ROOM, "/ld", "department")
        assert bool(person.modals) is may
    assert "Maya or any L&D partner can change it" in town.workspace.read("tom")


async def test_a_guest_and_a_direct_message_are_told_what_to_do(town: Town) -> None:
    gwen, maya = town.person("gwen"), town.person("maya")
    await gwen.runs(ROOM, "/ld", "department")
    assert "Only members of this workspace can do this." in town.workspace.read(gwen)
    await maya.runs("dm", "/ld", "department")
    assert "Type /ld department in the department's own channel." in town.workspace.read(maya)


async def test_describing_a_channel_the_bot_is_not_in_says_how_to_invite_it(town: Town) -> None:
    maya = town.person("maya")
    await maya.runs("#sales-leads", "/ld", "department")
    maya.fill(name="Sales leads", kind="leadership")
    assert await maya.submits() == {}
    await town.settled()
    assert "I am not in" in town.workspace.read(maya)
    assert not _stored(town).bot_is_there


async def test_who_invites_the_bot_a_second_time_is_not_asked_again(town: Town) -> None:
    await _invited(town)
    await remove(town.workspace, town.workspace.conversation(ROOM), _bot(town))
    assert len(await _invited(town)) == 1


async def test_a_described_department_is_not_asked_about_when_the_bot_comes_back(town: Town) -> None:
    maya, room = await _describing(town), town.workspace.conversation(ROOM)
    assert await maya.submits() == {}
    await town.settled()
    said = len(maya.dm.messages)
    await invite(town.workspace, room, _bot(town), maya.id)
    await town.settled()
    assert len(maya.dm.messages) == said
    assert _stored(town).bot_is_there


async def test_nobody_is_asked_about_the_lnd_channel_nor_by_a_guest_nor_without_an_inviter(town: Town) -> None:
    workspace, room = town.workspace, town.workspace.conversation("#learning-team")
    room.members.remove(_bot(town))
    await invite(workspace, room, _bot(town), town.person("lena").id)
    await invite(workspace, workspace.conversation("#procurement"), _bot(town), None)
    await invite(workspace, workspace.conversation(ROOM), _bot(town), town.person("gwen").id)
    await town.settled()
    assert town.rows(Outgoing) == []
    assert len(town.rows(Department)) == 2


async def test_somebody_else_who_joins_or_leaves_changes_nothing(town: Town) -> None:
    await _invited(town)
    room = town.workspace.conversation(ROOM)
    await invite(town.workspace, room, town.person("omar").id, town.person("maya").id)
    await remove(town.workspace, room, town.person("omar").id)
    await town.settled()
    assert _stored(town).bot_is_there
    assert len(town.rows(Outgoing)) == 1


@pytest.mark.parametrize(("how", "word"), [(remove, "I was removed from"), (archive, "was archived")])
async def test_when_a_channel_is_lost_the_partner_hears_it_once_and_nothing_is_forgotten(
    town: Town, how: Any, word: str
) -> None:
    await _invited(town)
    maya = await _describing(town, partner="lena")
    assert await maya.submits() == {}
    room = town.workspace.conversation(ROOM)
    await how(town.workspace, room, _bot(town) if how is remove else town.person("ada").id)
    await town.settled()
    lena = town.person("lena")
    assert len(lena.dm.messages) == 1
    assert word in lena.dm.messages[0].text
    assert not _stored(town).bot_is_there
    assert _stored(town).name == "Sales"


async def test_what_could_not_be_posted_in_the_lnd_channel_is_posted_once_the_bot_is_back(town: Town) -> None:
    room, bot = town.workspace.conversation("#learning-team"), _bot(town)
    await remove(town.workspace, room, bot)
    town.workspace.app.scopes.discard("chat:write.public")
    await town.settled()
    await _sent_while_away(town)
    assert town.said("request:1").state == State.DEAD
    await invite(town.workspace, room, bot, town.person("lena").id)
    await town.settled()
    assert "TR-1" in room.messages[-1].text
    assert "removed from the L&D channel" in town.workspace.read("lena")


async def test_what_is_planned_for_a_channel_waits_while_the_bot_is_away(town: Town) -> None:
    await _invited(town)
    await hold_meeting(town)
    room, recap = town.workspace.conversation(ROOM), "meeting:1:recap"
    await remove(town.workspace, room, _bot(town))
    assert town.said(recap).state == State.CANCELLED
    await town.next_working_day()
    assert "planned messages wait until I am back." in town.workspace.read("#learning-team")
    await invite(town.workspace, room, _bot(town), town.person("maya").id)
    await town.settled()
    assert town.said(recap).state == State.SENT
    assert town.said("meeting:1:plan").state == State.DUE


async def _sent_while_away(town: Town) -> None:
    with pytest.raises(IndexError):
        await send(town)


async def _invited(town: Town) -> list[Message]:
    """Have Maya invite the bot to #sales; return what it wrote to her."""
    maya = town.person("maya")
    await invite(town.workspace, town.workspace.conversation(ROOM), _bot(town), maya.id)
    await town.settled()
    return maya.dm.messages


async def _describing(town: Town, **fields: Any) -> Person:
    """Have Maya open the form in #sales and fill in what is required."""
    maya = town.person("maya")
    await maya.runs(ROOM, "/ld", "department")
    maya.fill(**{"name": "Sales", "kind": "sales"} | fields)
    return maya


def _bot(town: Town) -> str:
    return town.workspace.bot_user_id


def _stored(town: Town) -> Department:
    [department] = town.rows(Department)
    return department


def _values(view: Json | None) -> dict[str, Any]:
    assert view
    entered = {block: next(iter(each.values())) for block, each in view["state"]["values"].items()}
    return {
        block: each.get("value") or (each.get("selected_option") or {}).get("value") for block, each in entered.items()
    }


async def test_a_region_keeps_holidays_of_its_own_and_has_to_lie_in_the_country(town: Town) -> None:
    maya = town.person("maya")
    [hello] = await _invited(town)
    await maya.clicks(hello, "departments.open")
    [france], [bavaria] = await maya.searches("country", "france"), await maya.searches("region", "bayern")
    maya.fill(name="Sales", kind="sales", country=france, region=bavaria)
    assert list(await maya.submits()) == ["region"]
    maya.fill(country=(await maya.searches("country", "germ"))[0])
    assert await maya.submits() == {}
    await town.settled()
    assert "Holidays: Germany: Bayern" in town.read(maya)
    assert date(2027, 1, 6) in departments.calendar(_stored(town)).holidays


async def test_a_partner_gives_a_department_a_rhythm_of_its_own(town: Town) -> None:
    maya, lena = town.person("maya"), town.person("lena")
    [hello] = await _invited(town)
    await maya.clicks(hello, "departments.open")
    assert "plan_after" not in _values(maya.modal)
    maya.fill(name="Sales", kind="sales")
    assert await maya.submits() == {}
    await lena.runs("#sales", "/ld", "department")
    assert [_values(lena.modal)[field] for field in ("plan_after", "needs_approval")] == ["null", "null"]
    lena.fill(plan_after="10")
    assert list(await lena.submits()) == ["acknowledge_after"]
    lena.fill(plan_after="1", acknowledge_after="2", needs_approval="true")
    assert await lena.submits() == {}
    await maya.runs("#sales", "/ld", "department")
    maya.fill(name="Sales team")
    assert await maya.submits() == {}
    await town.settled()
    await confirm(town)
    assert heads(town) == []
    for day, which in ((2, "recap"), (3, "plan"), (4, "acknowledgement")):
        await on(town, march(day), time(11))
        await steer(town, which, "approve")
    assert heads(town) == [RECAP, PLAN, POLL, RESULT, THANKS]
