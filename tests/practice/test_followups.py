"""Follow-ups, as their owners and the partners meet them in private."""

from datetime import time

import pytest

from bot.practice import Message, Person
from tests.practice.noting import confirm, heads, invite, march, on, said
from tests.practice.town import Town

MENU = "<Change | Reassign | Give up>"
PROMISED = "From the meeting in #sales, you are down for 1 follow-up. I keep an eye on the date for you."


@pytest.fixture
async def promised(sales: Town) -> Town:
    """The town after a meeting in which Priya and Tom promised something each."""
    await confirm(sales)
    return sales


def told(person: Person) -> Message:
    """The last message in somebody's DM that is not about a touchpoint."""
    return [each for each in person.dm.messages if "touchpoints." not in str(each.blocks)][-1]


async def click(town: Town, person: Person, button: str, message: Message | None = None) -> None:
    """Click a button of a follow-up in somebody's last DM, or in another message."""
    await person.clicks(message or told(person), f"followups.{button}")
    await town.settled()


async def test_owners_are_told_after_the_recap_what_they_are_down_for(promised: Town) -> None:
    assert said(promised, promised.person("priya")) == [("Mon 02 Mar 14", PROMISED)]
    read = promised.read(promised.person("tom"))
    assert "record two calls\n    due Wed 11 Mar\n    [Done] [Snooze] [Need help]" in read
    assert "follow-up" not in promised.read(promised.person("sofia"))


async def test_done_is_seen_in_the_message_and_clicked_twice_is_still_done(promised: Town) -> None:
    priya = promised.person("priya")
    buttons = told(priya).blocks
    await click(promised, priya, "done")
    assert "share the call list\n    Done, thank you" in promised.read(priya)
    assert "[Done]" not in promised.read(priya)
    told(priya).blocks = buttons
    await click(promised, priya, "done")
    assert promised.read(priya).count("Done, thank you") == 1
    assert "[Done]" not in promised.read(priya)
    assert priya.ephemerals == []


async def test_owners_are_reminded_two_of_their_working_days_before_and_on_the_day(promised: Town) -> None:
    """The fourth is a holiday where Priya lives, and her office hours are over when Berlin's end."""
    tom, priya = promised.person("tom"), promised.person("priya")
    for day in range(3, 12):
        await on(promised, march(day), time(8))
        await on(promised, march(day), time(9))
    soon, today = "1 follow-up is due soon.", "1 follow-up is due today."
    assert said(promised, priya)[1:] == [("Tue 03 Mar 12", soon), ("Fri 06 Mar 12", today)]
    assert said(promised, tom)[1:] == [("Mon 09 Mar 09", soon), ("Wed 11 Mar 09", today)]


async def test_reminders_of_one_day_come_in_one_message(town: Town) -> None:
    await invite(town)
    await confirm(town, "Notes\n\nAction items\n- Tom to call Karl by Friday\n- Tom to book a room by Friday")
    await on(town, march(4))
    tom = town.person("tom")
    assert heads(town, tom)[1:] == ["2 follow-ups are due soon."]
    await tom.clicks(told(tom), "followups.done", value="1")
    await town.settled()
    assert heads(town, tom)[1:] == ["1 follow-up is due soon."]


async def test_who_is_done_is_not_reminded(promised: Town) -> None:
    await click(promised, promised.person("priya"), "done")
    await on(promised, march(4))
    await on(promised, march(6))
    assert len(heads(promised, promised.person("priya"))) == 1


async def test_snooze_is_quiet_until_the_next_working_day_unless_another_one_is_chosen(promised: Town) -> None:
    priya = promised.person("priya")
    await on(promised, march(6))
    await click(promised, priya, "snooze")
    assert await priya.submits() == {}
    await promised.settled()
    assert "due Fri 6 Mar · quiet until Mon 9 Mar" in promised.read(priya)
    await on(promised, march(8))
    assert len(heads(promised, priya)) == 2
    await on(promised, march(9))
    assert heads(promised, priya)[2:] == ["1 follow-up is late."]


async def test_somebody_who_needs_help_is_heard_by_the_partner_once(promised: Town) -> None:
    priya, lena = promised.person("priya"), promised.person("lena")
    buttons = told(priya).blocks
    await click(promised, priya, "help")
    assert "@Lena Hoffmann knows you need help" in promised.read(priya)
    told(priya).blocks = buttons
    await click(promised, priya, "help")
    assert heads(promised, lena)[1:] == ["@Priya Nair needs help with a follow-up from #sales, due Fri 6 Mar."]
    assert "share the call list" in promised.read(lena)


async def test_what_is_late_reaches_the_partner_and_not_the_channel(promised: Town) -> None:
    lena = promised.person("lena")
    await on(promised, march(9), time(8))
    assert len(heads(promised, lena)) == 1
    await on(promised, march(9), time(9))
    assert heads(promised, lena)[1:] == ["1 follow-up you look after is late. A friendly word may help."]
    shown = f"share the call list\n    @Priya Nair · was due Fri 6 Mar\n    [Done] [Snooze] {MENU}\n"
    assert shown in promised.read(lena) + "\n"
    assert "late" not in promised.read("#sales")


async def test_the_partner_hears_of_everything_late_in_one_message_a_day(town: Town) -> None:
    await invite(town)
    await confirm(town, "Notes\n\nAction items\n- Tom to call Karl by Friday\n- Priya to book a room by Friday")
    await on(town, march(9))
    assert heads(town, town.person("lena"))[1:] == ["2 follow-ups you look after are late. A friendly word may help."]


async def test_the_partner_may_say_done_and_both_messages_show_it(promised: Town) -> None:
    lena, priya = promised.person("lena"), promised.person("priya")
    await on(promised, march(9))
    await click(promised, lena, "done")
    assert "Nothing you look after is late any more." in promised.read(lena)
    assert "@Priya Nair · Done, thank you" in promised.read(lena)
    assert "Done, thank you" in promised.read(priya).split("1 follow-up is due soon.")[0]


async def test_what_reminded_of_it_earlier_shows_that_it_was_done_too(promised: Town) -> None:
    lena, priya = promised.person("lena"), promised.person("priya")
    for day in (3, 6, 9):
        await on(promised, march(day))
    assert (promised.read(priya).count("[Done]"), promised.read(lena).count("[Done]")) == (3, 1)
    await click(promised, priya, "done", priya.dm.messages[0])
    assert (promised.read(priya).count("[Done]"), promised.read(lena).count("[Done]")) == (0, 0)
    assert heads(promised, priya)[1:] == ["Nothing is left to do here."] * 2


async def test_others_are_refused_privately(promised: Town) -> None:
    tom, priya = promised.person("tom"), promised.person("priya")
    tom.dm.members.append(priya.id)
    await click(promised, priya, "done", told(tom))
    assert "Only the person who promised it" in priya.ephemerals[-1].text
    assert "[Done]" in promised.read(tom)


async def test_the_partner_looks_after_what_somebody_without_an_account_promised(town: Town) -> None:
    await invite(town)
    await confirm(town, "Notes\n\nAction items\n- Nora to send the numbers by Friday\n- book a room")
    lena = town.person("lena")
    read = town.read(lena)
    assert "you look after 2 follow-ups: I can't write to whoever promised them." in read
    assert f"send the numbers\n    Nora · due Fri 6 Mar\n    [Done] [Snooze] {MENU}\n" in read
    assert "book a room\n    nobody named yet · no date" in read
    await on(town, march(4))
    assert heads(town, lena)[2:] == ["1 follow-up is due soon."]
    await click(town, lena, "done")
    assert "Nora · Done, thank you" in town.read(lena)


async def test_a_stand_in_hears_of_what_is_late_once_and_not_in_the_reminders_too(town: Town) -> None:
    await invite(town)
    await confirm(town, "Notes\n\nAction items\n- Nora to send the numbers by Friday\n- Tim to call Karl by 12 March")
    lena = town.person("lena")
    for day in range(3, 13):
        await on(town, march(day), time(9))
    late = "1 follow-up you look after is late. A friendly word may help."
    soon, today = "1 follow-up is due soon.", "1 follow-up is due today."
    expected = [("Wed 04", soon), ("Fri 06", today), ("Mon 09", late), ("Tue 10", soon), ("Thu 12", today)]
    assert [(day[:6], line) for day, line in said(town, lena)[2:]] == expected


async def test_a_day_that_ends_late_in_utc_is_one_day_for_the_buttons_too(town: Town) -> None:
    yuki = town.person("yuki")
    town.workspace.member("yuki").zone = "Pacific/Auckland"
    await town.bot.ticks.catch_up()
    await invite(town, "#engineering", by="yuki")
    await confirm(town, "Notes\n\nAction items\n- Yuki to test the board by Friday", "luis", "#engineering")
    await on(town, march(5), time(21, 30))
    assert heads(town, yuki)[-1] == "1 follow-up is due today."
    await click(town, yuki, "done")
    assert heads(town, yuki)[-1] == "Nothing is left to do here."
