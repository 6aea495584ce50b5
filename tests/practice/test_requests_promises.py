"""What L&D promises about time, and that nobody is left waiting."""

from datetime import time, timedelta

from bot.store.requests import TrainingRequest
from tests.practice.asking import (
    AUDIENCE,
    DESIRED,
    EVIDENCE,
    PROBLEM,
    answer,
    buttons,
    cards,
    click_page,
    open_page,
    questions,
    send,
    stored,
    turn_down,
)
from tests.practice.linking import link, two
from tests.practice.town import MORNING, OFFICE, Town

A_MOMENT = timedelta(minutes=5)
LATE = "was promised a first answer by now"


async def test_the_first_answer_is_promised_in_working_hours(town: Town) -> None:
    lena = town.person("lena")
    await lena.runs("#learning-team", "/ld", "settings")
    lena.fill(response_hours="8")
    assert await lena.submits() == {}
    await town.move_to(OFFICE.at(OFFICE.today(town.clock.now()), time(16)))
    await send(town)
    tomorrow = OFFICE.after(OFFICE.today(town.clock.now()), 1)
    assert abs(stored(town).answer_by - OFFICE.at(tomorrow, time(16))) < timedelta(minutes=1)


async def test_the_channel_hears_of_a_promise_that_was_not_kept_once_and_not_before(town: Town) -> None:
    await send(town)
    await town.move_to(stored(town).answer_by - A_MOMENT)
    assert LATE not in town.read("#learning-team")
    await town.move_by(2 * A_MOMENT)
    assert (
        "*TR-1* from @Maya Fernandes was promised a first answer by now, and nobody looks after it yet."
        in town.read("#learning-team")
    )
    await town.next_working_day(3)
    assert town.read("#learning-team").count(LATE) == 1
    await town.person("lena").clicks(cards(town)[0], "requests.take")
    await town.settled()
    assert "was promised a first answer by now; it has one since." in town.read("#learning-team")


async def test_whoever_answered_in_time_is_not_scolded(town: Town) -> None:
    card = await send(town)
    await town.person("lena").clicks(card, "requests.take")
    await town.next_working_day(3)
    assert LATE not in town.read("#learning-team")


async def test_in_a_crisis_the_channel_hears_the_same_day(town: Town) -> None:
    maya = town.person("maya")
    await maya.runs("#sales", "/training-request", PROBLEM)
    maya.fill(desired=DESIRED, audience=AUDIENCE, is_crisis=["yes"])
    await maya.submits()
    await town.move_to(OFFICE.at(OFFICE.today(town.clock.now()), time(17)) + A_MOMENT)
    assert "and @Lena Hoffmann has not had the time. Who can write to them?" in town.read("#learning-team")


async def test_who_does_not_answer_is_reminded_twice_and_then_let_go_kindly(town: Town) -> None:
    card, maya = await send(town), town.person("maya")
    await town.person("lena").clicks(card, "requests.take")
    await town.next_working_day(2)
    assert "Two minutes would do" in town.read(maya)
    await town.next_working_day(2)
    assert "in a few days I will put the request aside" in town.read(maya)
    await town.next_working_day(2)
    assert stored(town).status == "taken"
    await town.next_working_day(1)
    assert stored(town).status == "closed"
    assert "I put it aside. That is fine: if it still matters, one click opens it again." in town.read(maya)
    assert "Closed: two reminders found no answer." in town.read("#learning-team")
    assert questions(town) == []


async def test_one_click_opens_it_again_with_a_new_promise(town: Town) -> None:
    await test_who_does_not_answer_is_reminded_twice_and_then_let_go_kindly(town)
    maya = town.person("maya")
    await maya.clicks(maya.dm.messages[-1], "requests.reopen")
    await town.settled()
    assert stored(town).status == "taken"
    assert stored(town).answer_by > town.clock.now()
    assert "@Maya Fernandes opened it again." in town.read("#learning-team")
    assert "*TR-1*, so I put it aside. That is fine: it is open again." in town.read(maya)
    await town.move_to(stored(town).answer_by + A_MOMENT)
    assert town.read("#learning-team").count(LATE) == 1


async def test_a_request_that_nobody_of_the_team_touched_is_never_closed(town: Town) -> None:
    await send(town)
    for _ in range(4):
        await town.next_working_day(3)
    assert stored(town).status == "new"


async def test_who_answered_something_is_not_reminded(town: Town) -> None:
    card, maya = await send(town), town.person("maya")
    await town.person("lena").clicks(card, "requests.take")
    await maya.writes_dm(f"3: {EVIDENCE}")
    for _ in range(4):
        await town.next_working_day(3)
    assert "Two minutes would do" not in town.read(maya)
    assert stored(town).status == "taken"


async def test_a_bot_that_was_away_reminds_once_and_closes_nothing_before_the_reminder_was_read(town: Town) -> None:
    card, maya = await send(town), town.person("maya")
    await town.person("lena").clicks(card, "requests.take")
    await town.next_working_day(15)
    assert stored(town).status == "taken"
    assert "Two minutes would do" not in town.read(maya)
    assert town.read(maya).count("still wait for you") == 1


async def test_what_was_put_off_comes_back_on_its_day_by_itself(town: Town) -> None:
    card, maya = await send(town), town.person("maya")
    await turn_down(town, card, "defer")
    assert "on Mon 16 Mar I bring it up again by myself" in town.read(maya)
    await town.move_to(OFFICE.at(OFFICE.today(town.clock.now()).replace(day=15), time(12)))
    assert stored(town).status == "deferred"
    await town.move_to(OFFICE.at(OFFICE.today(town.clock.now()).replace(day=16), MORNING))
    assert stored(town).status == "taken"
    assert "As promised, I am bringing up *TR-1* again. @Lena Hoffmann will get back to you by" in town.read(maya)
    assert len(buttons(card, "requests.take")) == 1


async def test_what_is_worked_on_together_comes_back_together(town: Town) -> None:
    first, _ = await two(town)
    await link(town, cards(town)[1])
    await turn_down(town, first, "defer")
    assert {row.status for row in town.rows(TrainingRequest)} == {"deferred"}
    await town.move_to(OFFICE.at(OFFICE.today(town.clock.now()).replace(day=16), MORNING))
    assert {row.status for row in town.rows(TrainingRequest)} == {"taken"}
    assert "I am bringing up *TR-2* again" in town.read(town.person("marcus"))


async def test_the_requester_takes_a_request_back_and_opens_it_again(town: Town) -> None:
    await send(town)
    await open_page(town, "maya")
    await click_page(town, "maya", "requests.withdraw")
    assert stored(town).status == "closed"
    await click_page(town, "maya", "requests.reopen")
    assert stored(town).status == "new"


async def test_a_partner_opens_a_decided_request_again_and_the_requester_is_told(town: Town) -> None:
    card = await send(town)
    await answer(town, choice_1="no")
    await turn_down(town, card, "decline")
    await town.person("luis").clicks(card, "requests.reopen")
    await town.settled()
    assert stored(town).outcome is None
    assert "@Lena Hoffmann opened *TR-1* again and will be in touch." in town.read(town.person("maya"))


async def test_nobody_else_opens_a_request_again(town: Town) -> None:
    card = await send(town)
    await turn_down(town, card, "decline")
    ada = town.person("ada")
    await ada.clicks(card, "requests.reopen")
    await town.settled()
    assert [row.status for row in town.rows(TrainingRequest)] == ["decided"]
    assert "Only L&amp;D partners" in ada.ephemerals[-1].text
