"""How L&D keeps its own promises, in App Home of its partners."""

from typing import Any

from tests.practice.aiming import lead
from tests.practice.noting import april, march, on
from tests.practice.promising import adds, click, step, told
from tests.practice.town import Town


async def _home(town: Town, who: str) -> str:
    person = town.person(who)
    await person.opens_home()
    await town.settled()
    return str(person.home)


async def _lena_promises(town: Town, text: str, **fields: Any) -> None:
    await adds(town, "luis", text, "#learning-team", owner="lena", due_on="2026-03-06", **fields)


async def test_promises_of_partners_are_counted_once_each(sales: Town) -> None:
    await lead(sales, "maya", by="lena")
    lena = sales.person("lena")
    await _lena_promises(sales, "send the slides", about="sales")
    await click(sales, lena, "done")
    await _lena_promises(sales, "call Karl", about="sales")
    call = told(lena)
    await _lena_promises(sales, "book a room", about="sales")
    assert await step(sales, lena, "Give up", reason="No room is free") == {}
    assert "too few to say anything" in await _home(sales, "luis")
    await adds(sales, "luis", "not counted", "#learning-team", owner="tom", due_on="2026-03-06")
    await on(sales, march(5))
    assert await step(sales, lena, "Change", call, due_on="2026-03-13") == {}
    await on(sales, march(12))
    await click(sales, lena, "done", call)
    shown = await _home(sales, "luis")
    assert "*2 of 3 promises were kept by an agreed day*" in shown
    assert f"<@{lena.id}>: 1 of 3 on time, 1 renegotiated, 1 broken" in shown
    assert f"<#{sales.workspace.conversation('#sales').id}>: 1 of 3 on time, 1 renegotiated, 1 broken" in shown
    assert "Q1 2026: 1 of 3 on time" in shown


async def test_what_is_late_is_broken_after_four_weeks(sales: Town) -> None:
    for text in ("send the slides", "call Karl", "book a room"):
        await _lena_promises(sales, text)
    await on(sales, march(9))
    assert "0 of 3 on time, 3 late" in await _home(sales, "luis")
    await on(sales, april(7))
    assert "0 of 3 on time, 3 broken" in await _home(sales, "luis")


async def test_a_late_promise_counts_for_whoever_had_it_on_its_day(sales: Town) -> None:
    lena, luis, tom = (sales.person(key) for key in ("lena", "luis", "tom"))
    for text in ("send the slides", "call Karl", "book a room"):
        await _lena_promises(sales, text)
    await adds(sales, "lena", "record two calls", owner="tom", due_on="2026-03-06")
    await on(sales, march(9))
    for text, other in (("send the slides", luis), ("call Karl", tom)):
        [own] = [each for each in lena.dm.messages if "down for" in each.text and text in str(each.blocks)]
        assert await step(sales, lena, "Reassign", own, owner=other.member.key) == {}
        await click(sales, other, "accept")
        await click(sales, other, "done")
    await sales.workspace.deactivate("tom")
    await sales.bot.ticks.catch_up()
    await sales.settled()
    await click(sales, lena, "take")
    shown = await _home(sales, "luis")
    assert "0 of 3 promises were kept by an agreed day" in shown
    assert f"<@{lena.id}>: 0 of 3 on time, 3 late" in shown
    assert f"<@{luis.id}>: " not in shown


async def test_a_partner_sees_it_month_by_month_and_others_see_nothing(sales: Town) -> None:
    for text in ("send the slides", "call Karl", "book a room"):
        await _lena_promises(sales, text)
        await click(sales, sales.person("lena"), "done")
    assert "How it is counted" in await _home(sales, "luis")
    luis = sales.person("luis")
    assert luis.home
    await luis.clicks(luis.home, "reliability.open")
    assert "• March 2026: 3 of 3 on time" in str(luis.modal)
    for other in ("maya", "tom", "gwen"):
        assert "How it is counted" not in await _home(sales, other)
