"""A meeting that turns out otherwise: what waits is planned anew, and what stands is brought up to date."""

from datetime import time

from tests.practice.noting import PLAN, POLL, RECAP, about_touchpoints, confirm, heads, march, on, said
from tests.practice.steering import steer
from tests.practice.town import Town


async def test_what_is_posted_follows_a_correction(stories: Town) -> None:
    await stories.workspace.invite_bot("#sales", by="maya")
    await stories.settled()
    await confirm(stories)
    changes = {
        "met_on": "2026-03-01", "takeaway_1": "", "takeaway_2": "The price list is fine",
        "more_takeaways": "Sofia: <!channel> we sell too low", "follow_up_1": "share the whole call list",
    }  # fmt: skip
    assert await steer(stories, "recap", "correct", **changes) == {}
    read = stories.read("#sales").split("Touchpoint:")[1]
    assert "joined your meeting on Sun 1 Mar" in read
    assert "five minutes" not in read
    assert "@Tom Becker: The price list is fine" in read
    assert "@Sofia Rossi: <!channel> we sell too low" in read
    assert "@Priya Nair: share the whole call list" in read
    assert heads(stories) == [RECAP]
    await on(stories, march(5))
    assert heads(stories) == [RECAP, PLAN, POLL]
    assert "five minutes" not in stories.read("#sales").split("Touchpoint:", 1)[1]


async def test_a_new_contributor_is_asked_before_they_are_named(sales: Town) -> None:
    await confirm(sales)
    assert list(await steer(sales, "recap", "correct", more_contributions="the numbers")) == ["more_contributions"]
    lena = sales.person("lena")
    lena.fill(more_contributions="Sofia: the numbers")
    assert await lena.submits() == {}
    await on(sales, march(5))
    assert len(about_touchpoints(sales, "sofia")) == 1


async def test_a_meeting_that_is_moved_ahead_is_recapped_when_it_is_over(sales: Town) -> None:
    await on(sales, march(2), time(18))
    await confirm(sales)
    assert await steer(sales, "recap", "correct", met_on="2026-03-09") == {}
    await on(sales, march(9), time(16))
    assert heads(sales) == []
    await on(sales, march(10), time(9))
    await on(sales, march(13), time(9))
    assert said(sales)[:2] == [("Tue 10 Mar 09", RECAP), ("Fri 13 Mar 09", PLAN)]


async def test_a_meeting_that_did_not_take_place_has_nothing_more_said_of_it(sales: Town) -> None:
    await confirm(sales)
    assert await steer(sales, "recap", "correct", called_off=["yes"]) == {}
    await on(sales, march(5))
    await on(sales, march(16))
    [line] = heads(sales)
    assert "the meeting on Mon 2 Mar was called off" in line
    assert "discount" not in sales.read("#sales").split("Touchpoint:")[1]
