"""Recap, action plan and acknowledgement, as a department reads them in its channel and partners steer them."""

from datetime import time
from typing import Final

from tests.practice.noting import (
    PLAN,
    POLL,
    RECAP,
    RESULT,
    THANKS,
    confirm,
    heads,
    invite,
    march,
    on,
    recap,
    said,
)
from tests.practice.town import Town

OPENING: Final = time(9)


async def finish(town: Town, *owners: str) -> None:
    """Have the owners say in their DM that what they promised is done."""
    for key in owners:
        person = town.person(key)
        [told] = [each for each in person.dm.messages if "you are down for" in each.text]
        await person.clicks(told, "followups.done")
    await town.settled()


async def choose(town: Town, touchpoint: str, button: str, who: str = "lena") -> None:
    """Click a button of a coming touchpoint in App Home."""
    partner = town.person(who)
    await partner.opens_home()
    await town.settled()
    assert partner.home
    await partner.clicks(partner.home, f"touchpoints.{button}", value=f"meeting:1:{touchpoint}")
    await town.settled()


async def test_three_touchpoints_are_said_on_their_days_in_one_thread(stories: Town) -> None:
    await invite(stories)
    await confirm(stories)
    assert said(stories) == [("Mon 02 Mar 10", RECAP)]
    await on(stories, march(5), time(8, 59))
    assert heads(stories) == [RECAP]
    await on(stories, march(5), OPENING)
    assert said(stories)[1:] == [("Thu 05 Mar 09", PLAN), ("Thu 05 Mar 09", POLL)]
    await on(stories, march(10), time(17))
    await on(stories, march(13))
    assert heads(stories)[3:] == [RESULT]
    await on(stories, march(16), OPENING)
    assert said(stories)[4:] == [("Mon 16 Mar 09", THANKS)]
    assert len(recap(stories).replies) == 4
    await on(stories, march(31))
    assert heads(stories) == [RECAP, PLAN, POLL, RESULT, THANKS]


async def test_the_recap_says_what_was_learned_by_whom_and_the_next_steps(sales: Town) -> None:
    await confirm(sales)
    read = sales.read("#sales")
    assert "@Lena Hoffmann joined your meeting on Mon 2 Mar." in read
    assert "• @Priya Nair: Buyers ask for a discount in the first five minutes" in read
    assert "• @Tom Becker: record two calls (by Wed 11 Mar)" in read


async def test_the_plan_shows_where_each_step_stands_and_an_approach_for_this_kind_of_work(town: Town) -> None:
    await invite(town, kind="sales")
    await confirm(town)
    await finish(town, "tom")
    await on(town, march(5))
    plan = recap(town).replies[0]
    assert "@Tom Becker: record two calls (by Wed 11 Mar, done)" in town.read("#sales")
    assert "@Priya Nair: share the call list (by Fri 6 Mar, open)" in town.read("#sales")
    assert "Role play" in str(plan.blocks)


async def test_the_poll_offers_the_takeaways_and_its_winner_is_thanked_for(sales: Town) -> None:
    await confirm(sales)
    await on(sales, march(5))
    poll = recap(sales).replies[1]
    for key in ("priya", "tom"):
        await sales.person(key).clicks(poll, "polls.vote", value=f"{1}:{1}")
    await sales.settled()
    await on(sales, march(10), time(17))
    await on(sales, march(16))
    thanks = thanks_in(sales)
    assert "What you chose to start with\n        • The new price list confuses customers" in thanks


async def test_the_acknowledgement_comes_early_when_everything_is_done_but_never_before_the_plan(sales: Town) -> None:
    await confirm(sales)
    await finish(sales, "priya", "tom")
    await on(sales, march(4))
    assert heads(sales) == [RECAP]
    await on(sales, march(5))
    assert heads(sales) == [RECAP, PLAN, POLL]
    await on(sales, march(6))
    assert heads(sales)[-1] == THANKS
    thanks = thanks_in(sales)
    assert "What came of it" in thanks
    assert "Still open" not in thanks


async def test_the_acknowledgement_says_what_is_still_open_on_its_last_day(sales: Town) -> None:
    await confirm(sales)
    await on(sales, march(5))
    await finish(sales, "tom")
    await on(sales, march(13))
    assert THANKS not in heads(sales)
    await on(sales, march(16))
    thanks = thanks_in(sales)
    assert "What came of it\n        • @Tom Becker: record two calls" in thanks
    assert "Still open\n        • @Priya Nair: share the call list (by Fri 6 Mar)" in thanks


async def test_the_rhythm_is_a_setting(sales: Town) -> None:
    lena = sales.person("lena")
    await lena.runs("#sales", "/ld", "settings")
    lena.fill(plan_after="1", acknowledge_after="4")
    assert await lena.submits() == {}
    await confirm(sales)
    await on(sales, march(3))
    await on(sales, march(5), time(17))
    await on(sales, march(6))
    days = {line: day for day, line in said(sales)}
    assert (days[PLAN], days[THANKS]) == ("Tue 03 Mar 10", "Fri 06 Mar 10")


async def test_a_partner_looks_at_a_touchpoint_ahead(sales: Town) -> None:
    await confirm(sales)
    await choose(sales, "acknowledgement", "preview")
    assert THANKS in str(sales.person("lena").modal)
    assert heads(sales) == [RECAP]


async def test_a_partner_posts_the_plan_now_and_its_poll_comes_along(sales: Town) -> None:
    await on(sales, march(3), time(20))
    await confirm(sales)
    await choose(sales, "plan", "post_now")
    assert heads(sales) == []
    await choose(sales, "recap", "post_now")
    assert heads(sales) == [RECAP, PLAN, POLL]
    await on(sales, march(31))
    assert heads(sales).count(PLAN) == 1


async def test_what_a_partner_skips_is_never_said_and_the_rest_is(sales: Town) -> None:
    await confirm(sales)
    await choose(sales, "plan", "skip")
    await on(sales, march(5))
    await on(sales, march(10), time(18))
    await on(sales, march(16))
    assert heads(sales) == [RECAP, THANKS]


async def test_without_a_recap_the_plan_stands_on_its_own(sales: Town) -> None:
    await on(sales, march(2), time(19))
    await confirm(sales)
    await choose(sales, "recap", "skip")
    await on(sales, march(6))
    assert heads(sales) == [PLAN, POLL]


async def test_only_partners_steer_touchpoints(sales: Town) -> None:
    await confirm(sales)
    lena, maya = sales.person("lena"), sales.person("maya")
    await lena.opens_home()
    await maya.opens_home()
    await sales.settled()
    for button in ("preview", "post_now", "skip"):
        sales.workspace.homes[maya.id].blocks[:] = sales.workspace.homes[lena.id].blocks
        assert maya.home
        await maya.clicks(maya.home, f"touchpoints.{button}", value="meeting:1:plan")
        await sales.settled()
        assert "partners can do this" in str(maya.modal)
        await maya.closes()
    await on(sales, march(5))
    assert heads(sales) == [RECAP, PLAN, POLL]


async def test_notes_without_a_choice_have_a_plan_without_a_poll(sales: Town) -> None:
    await confirm(sales, "Notes\n- Tom said prices are too high\n- so it goes")
    await on(sales, march(5))
    assert heads(sales) == [RECAP, PLAN]
    assert "poll" not in sales.read("#sales").lower().split("our action plan")[1]


def thanks_in(town: Town) -> str:
    """The acknowledgement as it reads in #sales."""
    return town.read("#sales").split(f"Touchpoint: {THANKS}\n")[1]
