"""The acknowledgement: who is named, what L&D owes in plain words, and what is the team's own part."""

from datetime import time

from bot.practice import Message, Person
from bot.store.followups_steps import FollowUpStep
from tests.practice.noting import NOTES, THANKS, about_touchpoints, confirm, heads, march, on, said
from tests.practice.promising import click, lists, sends, step
from tests.practice.steering import steer
from tests.practice.town import OFFICE, Town

GIFTS = "Priya: the story of the five-minute discount\nTom: an honest look"
OURS = NOTES + "- Lena to send the price guide by Friday\n"


def asked(town: Town, who: str) -> Message:
    """The DM that asks somebody whether they may be named."""
    [found] = [each for each in town.person(who).dm.messages if "May I name you?" in each.text]
    return found


def thanks(town: Town) -> str:
    """The acknowledgement as it reads in #sales."""
    return town.read("#sales").split(f"Touchpoint: {THANKS}")[1]


def _own(lena: Person) -> Message:
    """The message that told the partner what they promised, and shows where it stands."""
    [found] = [each for each in lena.dm.messages if "you are down for" in each.text]
    return found


async def test_contributors_are_asked_with_the_plan_and_who_says_nothing_is_named(stories: Town) -> None:
    await stories.workspace.invite_bot("#sales", by="maya")
    await stories.settled()
    await confirm(stories, contributions=GIFTS)
    assert about_touchpoints(stories, "priya") == []
    await on(stories, march(5))
    assert "the story of the five-minute discount" in str(asked(stories, "priya").blocks)
    assert "If I don't hear from you, I name you" in stories.read(stories.person("priya"))
    await stories.person("tom").clicks(asked(stories, "tom"), "touchpoints.rather_not")
    await stories.settled()
    assert "I don't name you." in stories.read(stories.person("tom"))
    await on(stories, march(16))
    assert "@Priya Nair: the story of the five-minute discount" in thanks(stories)
    assert "an honest look" not in thanks(stories)
    assert "@Tom Becker" not in thanks(stories)


async def test_who_changes_their_mind_is_named_or_not_in_what_is_posted_already(sales: Town) -> None:
    await confirm(sales, contributions=GIFTS)
    await on(sales, march(5))
    await on(sales, march(16))
    assert "an honest look" in thanks(sales)
    await sales.person("tom").clicks(asked(sales, "tom"), "touchpoints.rather_not")
    await sales.settled()
    assert "an honest look" not in thanks(sales)
    await sales.person("tom").clicks(asked(sales, "tom"), "touchpoints.name_me")
    await sales.settled()
    assert "@Tom Becker: an honest look" in thanks(sales)


async def test_who_is_away_is_asked_when_they_are_back_and_at_the_latest_a_day_before_the_thank_you(
    sales: Town,
) -> None:
    await confirm(sales, contributions=GIFTS + "\nSofia: the numbers")
    back = {"tom": march(6), "sofia": march(30)}
    for key, day in back.items():
        end = int(OFFICE.at(day, time(9)).timestamp())
        await sales.workspace.set_status(key, ":palm_tree:", "Vacationing", end)
    await on(sales, march(5))
    assert [len(about_touchpoints(sales, key)) for key in ("priya", "tom", "sofia")] == [1, 0, 1]
    await on(sales, march(5), time(12))
    for key in ("priya", "tom"):
        person = await lists(sales, key)
        await person.clicks(person.modals[0], "followups.done")
        await sales.settled()
    assert len(about_touchpoints(sales, "tom")) == 1
    await on(sales, march(6), time(9))
    assert heads(sales)[-1] == THANKS


async def test_nobody_is_asked_about_a_thank_you_that_will_not_come(sales: Town) -> None:
    await confirm(sales, contributions=GIFTS)
    lena = sales.person("lena")
    await lena.opens_home()
    await sales.settled()
    assert lena.home
    await lena.clicks(lena.home, "touchpoints.skip", value="meeting:1:acknowledgement")
    await on(sales, march(5))
    assert about_touchpoints(sales, "priya") == []


async def test_a_promise_that_l_and_d_missed_is_owned_with_its_new_date(sales: Town) -> None:
    await confirm(sales, OURS)
    await on(sales, march(13))
    assert "L&D is late with 1 promise" in sales.read(sales.person("lena"))
    assert list(await steer(sales, "acknowledgement", "new_dates", new_3="2026-03-01")) == ["new_3"]
    lena = sales.person("lena")
    lena.fill(new_3="2026-03-20")
    assert await lena.submits() == {}
    await sales.settled()
    assert "L&D is late" not in sales.read(lena)
    assert "@Lena Hoffmann: send the price guide (by Fri 20 Mar, open)" in sales.read("#sales")
    assert "send the price guide\n    due Fri 20 Mar, promised for Fri 6 Mar\n" in sales.read(lena)
    await on(sales, march(16))
    assert "What we owe you" in thanks(sales)
    assert "@Lena Hoffmann: send the price guide (promised for Fri 6 Mar, not done yet; now by Fri 20 Mar)" in thanks(
        sales
    )
    assert "That is on us, and we are sorry" in thanks(sales)
    assert "send the price guide" not in thanks(sales).split("Still open")[1]
    await on(sales, march(18))
    await on(sales, march(20))
    due = [(day, line) for day, line in said(sales, lena) if line.startswith("1 follow-up is due")]
    assert due[-2:] == [("Wed 18 Mar 10", "1 follow-up is due soon."), ("Fri 20 Mar 10", "1 follow-up is due today.")]
    await click(sales, lena, "done", _own(lena))
    assert "send the price guide" in thanks(sales).split("What came of it")[1]
    assert "What we owe you" not in thanks(sales)
    [moved] = sales.rows(FollowUpStep)
    assert (moved.due_before, moved.due_after, moved.on_day) == (march(6), march(20), march(13))


async def test_a_new_date_is_given_where_the_promise_is_listed_too_and_missed_again_it_is_owed_again(
    sales: Town,
) -> None:
    await confirm(sales, OURS)
    await on(sales, march(11))
    lena = sales.person("lena")
    await lena.clicks(_own(lena), "followups.more", option="Change")
    assert await sends(sales, lena, due_on="2026-03-13") == {}
    await on(sales, march(13))
    assert "L&D is late with" not in sales.read(lena)
    await on(sales, march(16))
    assert "(promised for Fri 6 Mar, not done yet; we still owe you a new date)" in thanks(sales)


async def test_what_l_and_d_missed_and_another_partner_took_over_is_still_owned(sales: Town) -> None:
    await confirm(sales, OURS)
    await on(sales, march(4))
    lena, luis = sales.person("lena"), sales.person("luis")
    await lena.opens_home()
    await sales.settled()
    assert lena.home
    await lena.clicks(lena.home, "touchpoints.edit", value="meeting:1:acknowledgement")
    assert "send the price guide" not in str(lena.modal)
    await lena.closes()
    await on(sales, march(9))
    assert await step(sales, lena, "Reassign", _own(lena), owner="luis") == {}
    await click(sales, luis, "accept")
    await on(sales, march(16))
    assert "@Luis Ortega: send the price guide (promised for Fri 6 Mar" in thanks(sales).split("What we owe you")[1]


async def test_without_a_new_date_it_says_that_one_is_owed(sales: Town) -> None:
    await confirm(sales, OURS)
    await on(sales, march(13))
    await on(sales, march(16))
    assert "we still owe you a new date" in thanks(sales)


async def test_it_says_what_is_the_teams_own_part(sales: Town) -> None:
    await confirm(sales)
    await on(sales, march(5))
    await on(sales, march(16))
    assert "Your own part:" in thanks(sales)
    assert heads(sales)[-1] == THANKS
