"""Training requests among the partners: taken, handed over, analysed, a crisis."""

import asyncio

import pytest

from bot.practice import Person
from tests.practice.aiming import add, lead
from tests.practice.asking import (
    AUDIENCE,
    DESIRED,
    PROBLEM,
    analyse,
    answer,
    buttons,
    cards,
    click_page,
    open_page,
    send,
    stored,
)
from tests.practice.town import Town

HAND_OVER = "Hand it over"
CRISIS = "Treat it as a crisis"
A_MOMENT = 0.6


@pytest.mark.parametrize("button", ["requests.take", "requests.ask", "requests.matches", "requests.more"])
async def test_the_buttons_of_the_card_are_for_partners(town: Town, button: str) -> None:
    card = await send(town)
    ada = town.person("ada")
    await ada.clicks(card, button, option=HAND_OVER if button == "requests.more" else None)
    await town.settled()
    assert ada.modals == []
    assert "Only L&amp;D partners" in ada.ephemerals[-1].text
    assert stored(town).status == "new"


async def test_whoever_takes_a_request_is_named_to_the_requester(town: Town) -> None:
    card, lena = await send(town), town.person("lena")
    await lena.clicks(card, "requests.take")
    await town.settled()
    assert "@Lena Hoffmann is looking after your request *TR-1* and will be in touch." in town.read(town.person("maya"))
    assert "@Lena Hoffmann looks after this." in town.read("#learning-team")
    assert stored(town).answered_at is not None


async def test_a_request_that_somebody_took_cannot_be_taken_again(town: Town) -> None:
    card, lena, luis = await send(town), town.person("lena"), town.person("luis")
    buttons_as_luis_sees_them = card.blocks
    await lena.clicks(card, "requests.take")
    card.blocks = buttons_as_luis_sees_them
    await luis.clicks(card, "requests.take")
    await town.settled()
    assert "Lena looks after this already" in luis.ephemerals[-1].text
    assert stored(town).partner == lena.id


async def test_a_request_is_handed_over_and_everybody_concerned_is_told(town: Town) -> None:
    card, lena, luis = await send(town), town.person("lena"), town.person("luis")
    await lena.clicks(card, "requests.take")
    await town.settled()
    await lena.clicks(card, "requests.more", option=HAND_OVER)
    lena.fill(partner="Luis")
    assert await lena.submits() == {}
    await town.settled()
    assert stored(town).partner == luis.id
    assert "@Lena Hoffmann asks you to look after *TR-1* from @Maya Fernandes." in town.read(luis)
    assert "@Luis Ortega is looking after your request" in town.read(town.person("maya"))
    assert "@Lena Hoffmann handed it over to @Luis Ortega." in town.read("#learning-team")


async def test_the_cause_that_the_answers_point_to_is_proposed_with_its_reasons(town: Town) -> None:
    card, lena = await send(town), town.person("lena")
    await answer(town, choice_1="no", choice_2="know_how", question_3="Nine of thirty deals")
    read = town.read("#learning-team")
    assert "The answers point to knowledge and skill" in read
    assert "• They could not do it even if they had to." in read
    await lena.clicks(card, "requests.take")
    await town.settled()
    await lena.clicks(card, "requests.analyse")
    assert await lena.submits() == {}
    await town.settled()
    assert stored(town).cause == "skill"
    assert "@Lena Hoffmann worked on the analysis; the cause: knowledge and skill." in town.read("#learning-team")


async def test_the_analysis_may_take_a_goal_of_the_department(town: Town) -> None:
    await lead(town, "maya", "#sales")
    await add(town, "Average discount", "maya", "#sales")
    await town.person("maya").closes(everything=True)
    card = await send(town)
    await analyse(town, card, goal_id="Average discount", no_goal=None)
    assert stored(town).goal_id is not None
    assert len(buttons(card, "requests.recommend")) == 1


async def test_in_a_crisis_the_departments_own_partner_is_named_at_once_and_nobody_is_asked(town: Town) -> None:
    maya, luis = town.person("maya"), town.person("luis")
    await _describe(town, maya, partner="luis")
    await _in_crisis(town, maya)
    assert stored(town).partner == luis.id
    assert "@Luis Ortega looks after it today." in town.read(maya)
    assert "short questions" not in town.read(maya)
    assert "*Crisis:* @Maya Fernandes needs somebody today, and you are the partner for *TR-1*." in town.read(luis)
    assert "TR-1: crisis" in town.read("#learning-team")
    await luis.clicks(luis.dm.messages[-1], "requests.take")
    await town.settled()
    assert stored(town).answered_at is not None


async def test_without_a_partner_of_its_own_whoever_has_least_to_do_is_named(town: Town) -> None:
    card, lena, maya = await send(town), town.person("lena"), town.person("maya")
    await lena.clicks(card, "requests.take")
    await town.settled()
    await _in_crisis(town, maya)
    named = [card for card in cards(town) if "crisis" in card.text]
    assert "@Luis Ortega looks after this." in town.read("#learning-team")
    assert len(named) == 1


async def test_a_partner_makes_a_crisis_of_a_request(town: Town) -> None:
    card, luis = await send(town), town.person("luis")
    await luis.clicks(card, "requests.more", option=CRISIS)
    await town.settled()
    assert stored(town).is_crisis
    assert "@Luis Ortega treats it as a crisis." in town.read("#learning-team")


async def test_the_page_of_a_request_tells_its_whole_history(town: Town) -> None:
    card = await send(town)
    await analyse(town, card, reframed="Discounts are given before the reason is heard")
    for who in ("maya", "lena"):
        person = await open_page(town, who)
        shown = str(person.home)
        assert "Discounts are given before the reason is heard" in shown
        for line in ("sent the request.", "asked 3 questions.", "took it.", "worked on the analysis"):
            assert line in shown
        await click_page(town, who, "requests.back")
        assert "Discounts are given" not in str(person.home)


async def test_a_page_that_is_slow_to_show_does_not_hide_what_came_after_it(town: Town) -> None:
    await send(town)
    lena = await open_page(town, "lena")
    await click_page(town, "lena", "requests.take")
    town.server.switch.slow_seconds = A_MOMENT
    town.server.switch.turn("slow")
    await lena.clicks(lena.home or {}, "requests.analyse")
    await asyncio.sleep(A_MOMENT / 2)
    town.server.switch.turn("off")
    lena.fill(reframed="Discounts come too early")
    assert await lena.submits() == {}
    await town.settled()
    assert "Discounts come too early" in str(lena.home)


async def test_a_page_shows_what_changed_while_it_was_open(town: Town) -> None:
    card, lena = await send(town), await open_page(town, "lena")
    await click_page(town, "lena", "requests.take")
    assert "@Lena Hoffmann looks after this." in town.read("#learning-team")
    assert "looks after this" in str(lena.home)
    await lena.clicks(lena.home or {}, "requests.analyse")
    lena.fill(reframed="Discounts come too early")
    assert await lena.submits() == {}
    await town.settled()
    assert "Discounts come too early" in str(lena.home)
    assert card.edited


async def _describe(town: Town, person: Person, **fields: str) -> None:
    await person.runs("#sales", "/ld", "department")
    person.fill(name="Sales", kind="sales", **fields)
    assert await person.submits() == {}
    await town.settled()


async def _in_crisis(town: Town, person: Person) -> None:
    await person.runs("#sales", "/training-request", PROBLEM)
    person.fill(desired=DESIRED, audience=AUDIENCE, is_crisis=["yes"])
    assert await person.submits() == {}
    await town.settled()
