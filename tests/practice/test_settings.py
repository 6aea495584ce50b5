"""The settings of the L&D team: who may change them, and what follows from it."""

from typing import Any

import pytest

from bot.domain.outbox import State
from bot.practice import Person
from bot.practice.administration import deactivate, regroup
from bot.store.settings import Workspace
from tests.practice.asking import send
from tests.practice.town import Town

GROUP = "S0PRACTICE1"


async def test_a_partner_changes_the_settings_and_is_told_what_holds_now(stories: Town) -> None:
    lena = await _opened(stories)
    lena.fill(response_hours="8", plan_after="5", acknowledge_after="12", request_emoji=":books:")
    lena.fill(partners=["lena", "luis", "sofia"])
    assert await lena.submits() == {}
    await stories.settled()
    settled = _stored(stories)
    assert (settled.response_hours, settled.plan_after, settled.acknowledge_after) == (8, 5, 12)
    assert settled.request_emoji == "books"
    assert stories.person("sofia").id in settled.partners
    [told] = lena.dm.messages
    assert "within 8 working hours." in str(told.blocks)
    assert "12 working days at the latest" in str(told.blocks)


async def test_the_form_shows_what_the_environment_settled_first(town: Town) -> None:
    lena = await _opened(town)
    values = {block: next(iter(each.values())) for block, each in lena.modals[-1]["state"]["values"].items()}
    assert values["lnd_channel"]["selected_conversation"] == town.workspace.conversation("#learning-team").id
    assert values["partners"]["selected_users"] == [lena.id, town.person("luis").id]
    chosen = ("response_hours", "plan_after", "acknowledge_after")
    assert [values[field]["selected_option"]["value"] for field in chosen] == ["16", "3", "10"]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"plan_after": "10"}, "acknowledge_after"),
        ({"partners": None}, "partners"),
        ({"partners": ["lena", "paul"]}, "partners"),
        ({"partners": ["gwen"]}, "partners"),
        ({"request_emoji": "two words"}, "request_emoji"),
    ],
)
async def test_what_needs_another_look_is_said_at_its_field(town: Town, fields: dict[str, Any], field: str) -> None:
    lena = await _opened(town)
    before = _stored(town)
    lena.fill(**fields)
    assert list(await lena.submits()) == [field]
    assert _stored(town) == before


async def test_others_are_told_whom_to_ask(town: Town) -> None:
    for key in ("maya", "gwen"):
        person = town.person(key)
        await person.runs("#sales", "/ld", "settings")
        assert person.modals == []
        assert "Ask Lena or Luis." in town.workspace.read(person)


async def test_while_there_is_no_partner_an_admin_begins_and_everybody_else_is_sent_to_one(town: Town) -> None:
    for key in ("lena", "luis"):
        await deactivate(town.workspace, town.person(key).member)
    maya, ada = town.person("maya"), town.person("ada")
    await maya.runs("#sales", "/ld", "settings")
    assert "Ask an admin of this workspace to type /ld settings." in town.workspace.read(maya)
    await ada.opens_home()
    await town.settled()
    assert ada.home
    await ada.clicks(ada.home, "settings.open")
    ada.fill(partners=["sofia"])
    assert await ada.submits() == {}
    await ada.runs("#general", "/ld", "settings")
    assert "Ask Sofia." in town.workspace.read(ada)


async def test_the_members_of_a_user_group_are_partners_as_long_as_they_are_in_it(town: Town) -> None:
    lena, tom = await _opened(town), town.person("tom")
    lena.fill(partners=["lena"], partner_group=GROUP)
    assert await lena.submits() == {}
    await town.settled()
    assert _stored(town).group_members == [lena.id, town.person("luis").id]
    await regroup(town.workspace, "learning-partners", [tom.id])
    await town.settled()
    await tom.runs("#sales", "/ld", "settings")
    assert tom.modals
    await regroup(town.workspace, "learning-partners", [])
    await town.settled()
    assert _stored(town).group_members == []


async def test_without_a_group_nobody_stays_a_partner_through_it(town: Town) -> None:
    lena = await _opened(town)
    lena.fill(partner_group=GROUP)
    assert await lena.submits() == {}
    await town.settled()
    lena = await _opened(town)
    lena.fill(partner_group=None)
    assert await lena.submits() == {}
    await town.settled()
    assert (_stored(town).partner_group, _stored(town).group_members) == (None, [])


async def test_what_waited_for_an_address_is_said_as_soon_as_there_is_one(town: Town) -> None:
    await _without_anybody(town)
    await send_request_unheard(town)
    assert town.said("request:1").state == State.DUE
    ada = town.person("ada")
    await ada.runs("#general", "/ld", "settings")
    ada.fill(lnd_channel=town.workspace.conversation("#learning-team").id, partners=["sofia"])
    assert await ada.submits() == {}
    await town.settled()
    assert "TR-1" in town.workspace.read("#learning-team")


async def test_a_channel_the_bot_is_not_in_is_asked_to_be_invited_to(town: Town) -> None:
    lena = await _opened(town)
    lena.fill(lnd_channel=town.workspace.conversation("#sales-leads").id)
    assert await lena.submits() == {}
    await town.settled()
    assert "Type `/invite @Touchpoint` in that channel." in town.workspace.read(lena)


async def _without_anybody(town: Town) -> None:
    """Begin with an L&D team that consists of people who left, and no channel."""
    lena = await _opened(town)
    lena.fill(lnd_channel=None)
    assert await lena.submits() == {}
    await town.settled()
    for key in ("lena", "luis"):
        await deactivate(town.workspace, town.person(key).member)


async def send_request_unheard(town: Town) -> None:
    """Send a request that nobody in L&D can get yet."""
    with pytest.raises(IndexError):
        await send(town)


async def _opened(town: Town) -> Person:
    lena = town.person("lena")
    await lena.runs("#sales", "/ld", "settings")
    return lena


def _stored(town: Town) -> Workspace:
    [workspace] = town.rows(Workspace)
    return workspace
