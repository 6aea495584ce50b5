"""People who are away or have left: nothing is asked of them, and a partner sees to what they promised."""

from datetime import time

from tests.practice.noting import confirm, heads, invite, march, on, said
from tests.practice.promising import click, sends, stored
from tests.practice.town import OFFICE, Town

AWAY = "@Tom Becker is away, and 1 follow-up is due before they are back."
DUE, TODAY = "1 follow-up is due soon.", "1 follow-up is due today."


async def _on_holiday(town: Town, who: str = "tom", until: int = 0) -> None:
    end = int(OFFICE.at(march(until), time(9)).timestamp()) if until else 0
    await town.workspace.set_status(who, ":palm_tree:", "Vacationing", end)
    await town.settled()


async def test_nobody_is_reminded_while_they_are_away_and_then_of_everything_at_once(sales: Town) -> None:
    await confirm(sales)
    tom = sales.person("tom")
    await _on_holiday(sales, until=13)
    for day in range(3, 14):
        await on(sales, march(day))
    assert said(sales, tom)[1:] == [("Fri 13 Mar 10", "1 follow-up is late.")]


async def test_the_partner_hears_once_that_somebody_is_away_when_it_is_due(sales: Town) -> None:
    await confirm(sales)
    lena = sales.person("lena")
    await _on_holiday(sales)
    await on(sales, march(6))
    assert AWAY not in heads(sales, lena)
    for day in (9, 10, 11, 12):
        await on(sales, march(day))
    assert heads(sales, lena).count(AWAY) == 1


async def test_who_is_back_in_time_is_nobodys_concern(sales: Town) -> None:
    await confirm(sales)
    await _on_holiday(sales, until=10)
    for day in (9, 10, 11):
        await on(sales, march(day))
    assert AWAY not in heads(sales, sales.person("lena"))
    assert heads(sales, sales.person("tom"))[1:] == [DUE, TODAY]


async def test_who_is_away_hears_what_they_are_down_for_when_they_are_back(sales: Town) -> None:
    await _on_holiday(sales, until=9)
    await confirm(sales)
    await on(sales, march(6))
    assert heads(sales, sales.person("tom")) == []
    await on(sales, march(9))
    told, reminded = heads(sales, sales.person("tom"))
    assert (told[:26], reminded) == ("From the meeting in #sales", DUE)


async def test_a_meeting_is_no_absence(sales: Town) -> None:
    await confirm(sales)
    await sales.workspace.set_status("tom", ":spiral_calendar_pad:", "In a meeting", 0)
    await on(sales, march(9))
    assert heads(sales, sales.person("tom"))[1:] == [DUE]


async def test_the_partner_takes_over_with_one_click_what_somebody_left_behind(sales: Town) -> None:
    await confirm(sales)
    lena = sales.person("lena")
    await sales.workspace.deactivate("tom")
    await sales.bot.ticks.catch_up()
    await sales.settled()
    assert heads(sales, lena)[-1] == "@Tom Becker has left, and 1 follow-up waits for somebody new."
    await click(sales, lena, "take")
    assert heads(sales, lena)[-1] == "What waited for @Tom Becker is seen to."
    assert (stored(sales, "record").owner, stored(sales, "record").is_lnd) == (lena.id, True)
    await on(sales, march(9))
    assert DUE in heads(sales, lena)


async def test_the_partner_hands_it_to_somebody_who_is_asked(sales: Town) -> None:
    await confirm(sales)
    lena, sofia = sales.person("lena"), sales.person("sofia")
    await sales.workspace.deactivate("tom")
    await sales.bot.ticks.catch_up()
    await sales.settled()
    await lena.clicks(lena.dm.messages[-1], "followups.reassign")
    assert await sends(sales, lena, owner="sofia") == {}
    assert "@Sofia Rossi is asked to take it over" in sales.read(lena)
    await click(sales, sofia, "accept")
    assert "What waited for @Tom Becker is seen to." in heads(sales, lena)
    assert stored(sales, "record").owner == sofia.id


async def test_the_l_and_d_channel_hears_of_a_partners_own_absence(sales: Town) -> None:
    await confirm(sales, "Notes\n\nAction items\n- Lena to send the slides by Friday")
    await _on_holiday(sales, "lena")
    await on(sales, march(4))
    assert "@Lena Hoffmann is away, and 1 follow-up is due before they are back." in sales.read("#learning-team")
    luis, report = sales.person("luis"), sales.workspace.conversation("#learning-team").top_level[-1]
    await click(sales, luis, "take", report)
    assert stored(sales, "send").owner == luis.id
    assert heads(sales, sales.person("lena"))[-1] == "@Luis Ortega has taken over a follow-up."


async def test_what_a_partner_looked_after_who_left_goes_to_another(sales: Town) -> None:
    await confirm(sales)
    await sales.workspace.deactivate("lena")
    await sales.bot.ticks.catch_up()
    luis = sales.person("luis")
    assert {stored(sales, text).partner for text in ("share", "record")} == {luis.id}
    await on(sales, march(9))
    assert heads(sales, luis) == ["1 follow-up you look after is late. A friendly word may help."]


async def test_a_partner_hears_of_what_is_late_in_their_own_hours(town: Town) -> None:
    town.workspace.member("lena").zone = "America/New_York"
    await town.bot.ticks.catch_up()
    await invite(town)
    await confirm(town)
    late = "1 follow-up you look after is late. A friendly word may help."
    await on(town, march(9), time(13))
    assert late not in heads(town, town.person("lena"))
    await on(town, march(9), time(14))
    assert heads(town, town.person("lena"))[-1] == late
