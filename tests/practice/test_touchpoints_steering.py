"""Touchpoints as their partner steers them: seen ahead, reworded, put off, skipped, approved and taken back."""

from datetime import time, timedelta
from typing import Final

from bot.domain.outbox import State
from bot.practice import Fault
from tests.practice.noting import PLAN, POLL, RECAP, THANKS, about_touchpoints, confirm, heads, march, on, said
from tests.practice.steering import need_approval, note, steer
from tests.practice.town import Town

OPENING: Final = time(9)
MINUTE: Final = timedelta(minutes=1)


async def test_each_is_seen_ahead_when_the_working_day_before_begins(stories: Town) -> None:
    await stories.workspace.invite_bot("#sales", by="maya")
    await stories.settled()
    await confirm(stories)
    assert [line for _, line in about_touchpoints(stories)] == [
        "The recap is in #sales. You can take it back until Mar 2, 2026 at 10:10."
    ]
    await on(stories, march(4), time(8, 59))
    assert len(about_touchpoints(stories)) == 1
    await on(stories, march(4), OPENING)
    day, line = about_touchpoints(stories)[-1]
    assert (day, line) == ("Wed 04 Mar 09", "The action plan for #sales comes Mar 5, 2026 at 09:00.")
    await on(stories, march(13), OPENING)
    assert about_touchpoints(stories)[-1] == (
        "Fri 13 Mar 09",
        "The acknowledgement for #sales comes Mar 16, 2026 at 09:00 at the latest.",
    )
    assert "It comes earlier once every follow-up is done." in stories.read(stories.person("lena"))


async def test_the_dm_says_when_it_is_posted_and_forgets_the_undo_after_ten_minutes(sales: Town) -> None:
    await confirm(sales)
    assert "touchpoints.undo" in str(note(sales, "recap").blocks)
    await sales.move_by(10 * MINUTE)
    assert about_touchpoints(sales)[0][1] == "The recap is in #sales."
    assert "touchpoints.undo" not in str(note(sales, "recap").blocks)


async def test_own_words_and_lines_left_out_are_in_the_preview_and_in_the_post(sales: Town) -> None:
    await on(sales, march(2), time(18))
    await confirm(sales)
    assert await steer(sales, "recap", "edit", intro="<!channel> *Hello*", left_out=["takeaway:2"]) == {}
    lena = sales.person("lena")
    await steer(sales, "recap", "preview")
    assert "<!channel> *Hello*" in str(lena.modal)
    assert "confuses customers" not in str(lena.modal)
    assert "touchpoints." not in str(lena.modal["blocks"] if lena.modal else "")
    await lena.closes()
    await on(sales, march(3))
    read = sales.read("#sales").split("Touchpoint:")[1]
    assert "<!channel> *Hello*" in read
    assert "@Priya Nair: Buyers ask for a discount" in read
    assert "confuses customers" not in read


async def test_words_can_be_changed_after_they_were_posted(sales: Town) -> None:
    await confirm(sales)
    assert await steer(sales, "recap", "edit", intro="What a meeting!", left_out=["follow_up:1"]) == {}
    read = sales.read("#sales").split("Touchpoint:")[1]
    assert "What a meeting!" in read
    assert "share the call list" not in read
    assert heads(sales) == [RECAP]


async def test_something_has_to_be_left_to_say(sales: Town) -> None:
    await confirm(sales)
    everything = ["takeaway:1", "takeaway:2", "follow_up:1", "follow_up:2"]
    assert list(await steer(sales, "recap", "edit", left_out=everything)) == ["left_out"]
    lena = sales.person("lena")
    lena.fill(intro="x" * 601)
    assert list(await lena.submits()) == ["intro"]


async def test_what_is_put_off_is_said_then_and_the_rest_keeps_its_order(sales: Town) -> None:
    await on(sales, march(2), time(18))
    await confirm(sales)
    assert await steer(sales, "recap", "postpone", day="2026-03-09", clock="14:30") == {}
    await on(sales, march(6))
    assert heads(sales) == []
    await on(sales, march(9), time(14, 30))
    await on(sales, march(10), OPENING)
    await on(sales, march(17), OPENING)
    assert said(sales)[:3] == [("Mon 09 Mar 14", RECAP), ("Tue 10 Mar 09", PLAN), ("Tue 10 Mar 09", POLL)]


async def test_a_thank_you_that_waits_for_nothing_follows_a_plan_that_is_put_off(sales: Town) -> None:
    await confirm(sales)
    for key in ("priya", "tom"):
        person = sales.person(key)
        [told] = [each for each in person.dm.messages if "you are down for" in each.text]
        await person.clicks(told, "followups.done")
    await sales.settled()
    await on(sales, march(4))
    assert await steer(sales, "plan", "postpone", day="2026-03-09", clock="14:30") == {}
    await on(sales, march(9), time(14, 30))
    await on(sales, march(10), OPENING)
    assert said(sales)[1:] == [("Mon 09 Mar 14", PLAN), ("Mon 09 Mar 14", POLL), ("Tue 10 Mar 09", THANKS)]


async def test_nothing_is_put_off_to_the_past_the_night_a_weekend_or_before_what_comes_first(sales: Town) -> None:
    await confirm(sales)
    await on(sales, march(4))
    lena = sales.person("lena")
    for day, clock, field in (
        ("2026-03-03", "10:00", "day"),
        ("2026-03-05", "20:00", "clock"),
        ("2026-03-07", "10:00", "day"),
        ("2028-03-07", "10:00", "day"),
    ):
        assert list(await steer(sales, "plan", "postpone", day=day, clock=clock)) == [field]
        await lena.closes()
    await on(sales, march(13))
    assert list(await steer(sales, "acknowledgement", "postpone", day="2026-03-13", clock="09:30")) == ["day"]


async def test_a_skipped_one_can_be_brought_back_until_its_time(sales: Town) -> None:
    await confirm(sales)
    await on(sales, march(4))
    await steer(sales, "plan", "skip")
    assert about_touchpoints(sales)[-1][1].startswith("The action plan for #sales is skipped.")
    await steer(sales, "plan", "bring_back")
    await on(sales, march(5))
    assert heads(sales) == [RECAP, PLAN, POLL]


async def test_a_skipped_one_is_final_once_its_time_is_past(sales: Town) -> None:
    await confirm(sales)
    await on(sales, march(4))
    await steer(sales, "plan", "skip")
    lena, back = sales.person("lena"), note(sales, "plan")
    sales.clock.move_to(sales.clock.now() + timedelta(days=2))
    await lena.clicks(back, "touchpoints.bring_back")
    await sales.settled()
    assert "Its time is past" in sales.read(lena)
    assert sales.said("meeting:1:plan").state == State.CANCELLED


async def test_a_recap_is_taken_back_and_waits_for_a_word(stories: Town) -> None:
    await stories.workspace.invite_bot("#sales", by="maya")
    await stories.settled()
    await confirm(stories)
    await steer(stories, "recap", "undo")
    assert heads(stories) == []
    assert about_touchpoints(stories)[0][1] == (
        "I took the recap out of #sales. It is waiting again, and I post it only when you approve it."
    )
    await on(stories, march(4))
    assert heads(stories) == []
    await steer(stories, "recap", "approve")
    assert said(stories) == [("Wed 04 Mar 10", RECAP)]
    await on(stories, march(6))
    assert heads(stories) == [RECAP, PLAN, POLL]


async def test_a_plan_is_taken_back_with_its_poll_and_comes_again_with_it(sales: Town) -> None:
    await confirm(sales)
    await on(sales, march(5), OPENING)
    await steer(sales, "plan", "undo")
    assert heads(sales) == [RECAP]
    await steer(sales, "plan", "post_now")
    assert heads(sales) == [RECAP, PLAN, POLL]


async def test_ten_minutes_later_it_stays(sales: Town) -> None:
    await confirm(sales)
    lena, early = sales.person("lena"), note(sales, "recap")
    sales.clock.move_to(sales.clock.now() + 10 * MINUTE)
    await lena.clicks(early, "touchpoints.undo")
    await sales.settled()
    assert "The ten minutes are over, so it stays." in sales.read(lena)
    assert heads(sales) == [RECAP]


async def test_what_a_later_one_replies_to_is_not_taken_back_before_it(sales: Town) -> None:
    await confirm(sales)
    await on(sales, march(2), time(10, 5))
    lena = sales.person("lena")
    await lena.opens_home()
    await sales.settled()
    assert lena.home
    await lena.clicks(lena.home, "touchpoints.post_now", value="meeting:1:plan")
    await sales.settled()
    await steer(sales, "recap", "undo")
    assert "Please take that one back first." in sales.read(lena)
    assert heads(sales) == [RECAP, PLAN, POLL]


async def test_a_lost_answer_to_the_removal_takes_nothing_else_away(sales: Town) -> None:
    await confirm(sales)
    sales.server.faults.append(Fault("chat.delete", "after", "internal_error", times=1))
    lena = sales.person("lena")
    await lena.clicks(note(sales, "recap"), "touchpoints.undo")
    await sales.workspace.until(lambda: sales.said("meeting:1:recap").attempts > 0)
    sales.clock.move_to(sales.clock.now() + MINUTE)
    await sales.bot.ticks.catch_up()
    await sales.settled()
    assert heads(sales) == []
    assert sales.said("meeting:1:recap").state == State.DUE
    await steer(sales, "recap", "post_now")
    assert heads(sales) == [RECAP]


async def test_with_approval_nothing_is_posted_without_a_word_and_the_partner_is_reminded(sales: Town) -> None:
    await need_approval(sales)
    await on(sales, march(2), time(18))
    await confirm(sales)
    await on(sales, march(3), OPENING)
    await on(sales, march(3), time(16))
    await on(sales, march(4), OPENING)
    assert heads(sales) == []
    waiting = [(day, line) for day, line in about_touchpoints(sales) if "waiting for your word" in line]
    assert [day for day, _ in waiting] == ["Tue 03 Mar 09", "Wed 04 Mar 09"]
    await steer(sales, "recap", "approve", who="lena")
    assert said(sales) == [("Wed 04 Mar 09", RECAP)]
    await on(sales, march(6))
    assert heads(sales) == [RECAP]


async def test_what_a_partner_would_have_seen_who_left_is_seen_by_another(sales: Town) -> None:
    await need_approval(sales)
    await on(sales, march(2), time(18))
    await confirm(sales, contributions="Tom: an honest look")
    for key in ("lena", "tom"):
        await sales.workspace.deactivate(key)
    for day in (3, 4):
        await on(sales, march(day), OPENING)
    waiting = [day for day, line in about_touchpoints(sales, "luis") if "waiting for your word" in line]
    assert waiting == ["Tue 03 Mar 09", "Wed 04 Mar 09"]
    for day, which in ((4, "recap"), (9, "plan"), (18, "acknowledgement")):
        await on(sales, march(day), time(11))
        await steer(sales, which, "approve", who="luis")
    assert heads(sales)[-1] == THANKS
    assert "@Luis Ortega would be glad to join" in sales.read("#sales")
    assert "@Lena Hoffmann joined your meeting" in sales.read("#sales")
    assert "I could not post" not in sales.read("#learning-team")


async def test_what_is_approved_ahead_comes_at_its_time(sales: Town) -> None:
    await need_approval(sales)
    await on(sales, march(2), time(18))
    await confirm(sales)
    await steer(sales, "recap", "approve")
    assert heads(sales) == []
    await on(sales, march(3), OPENING)
    assert said(sales) == [("Tue 03 Mar 09", RECAP)]
    assert not [line for _, line in about_touchpoints(sales) if "waiting for your word" in line]


async def test_a_thank_you_that_was_put_off_does_not_come_early(sales: Town) -> None:
    await confirm(sales)
    await on(sales, march(13))
    assert await steer(sales, "acknowledgement", "postpone", day="2026-03-18", clock="11:00") == {}
    for key in ("priya", "tom"):
        person = sales.person(key)
        [told] = [each for each in person.dm.messages if "you are down for" in each.text]
        await person.clicks(told, "followups.done")
    await on(sales, march(17))
    assert THANKS not in heads(sales)
    await on(sales, march(18), time(11))
    assert said(sales)[-1] == ("Wed 18 Mar 11", THANKS)
