"""The action plan as a team discusses it: suggestions and their grounds, one voice each, words and replies."""

from bot.practice import Message
from tests.practice import cataloguing
from tests.practice.noting import NOTES, THANKS, confirm, heads, invite, march, on, recap
from tests.practice.town import Town

MARKUP = "<!channel> start *later*, <https://evil.example|here>"


async def planned(town: Town, notes: str = NOTES) -> Message:
    """Have the plan of a meeting of the sales team posted, and return it."""
    await invite(town, kind="sales")
    await confirm(town, notes)
    await on(town, march(5))
    return recap(town).replies[0]


async def test_each_suggestion_names_the_takeaway_and_the_rule_it_comes_from(town: Town) -> None:
    await cataloguing.add(town, title="Answering discount requests", address="https://learn.example/discounts")
    await cataloguing.volunteer(town, "tom", topics="discounts")
    await town.bot.ticks.catch_up()
    await planned(town)
    read = town.read("#sales").split("How we could work on it")[1]
    assert "In the catalogue: Answering discount requests" in read
    assert "teaches discounts" in read
    assert "Role play with real customer lines" in read
    assert "Because of “Buyers ask for a discount in the first five minutes”: " in read
    assert "it speaks of “discount”, and sales teams learn by doing it out loud" in read


async def test_nothing_is_suggested_that_no_takeaway_gives_ground_for(town: Town) -> None:
    await planned(town, "Notes\n- Tom said the coffee machine is loud\n- so it goes")
    assert "How we could work on it" not in town.read("#sales")


async def test_one_voice_a_person_which_they_can_change_is_counted_on_the_plan(stories: Town) -> None:
    await planned(stories)
    for key, said in (("priya", "agree"), ("tom", "agree"), ("gwen", "not_now"), ("tom", "not_now")):
        await stories.person(key).clicks(recap(stories).replies[0], f"touchpoints.{said}")
        await stories.settled()
    assert "1 agrees · 2 would rather not now" in stories.read("#sales")


async def test_who_would_adjust_says_how_in_the_thread_and_nothing_in_it_is_read_as_markup(town: Town) -> None:
    plan, priya = await planned(town), town.person("priya")
    await priya.clicks(plan, "touchpoints.adjust")
    priya.fill(words=MARKUP)
    assert await priya.submits() == {}
    await town.settled()
    assert f"@Priya Nair would adjust the plan: {MARKUP}" in town.read("#sales")
    assert "1 would adjust it · 1 reply in this thread" in town.read("#sales")
    assert len(recap(town).replies) == 3


async def test_adjusting_without_words_is_asked_again(town: Town) -> None:
    plan, priya = await planned(town), town.person("priya")
    await priya.clicks(plan, "touchpoints.adjust")
    priya.fill(words="   ")
    assert list(await priya.submits()) == ["words"]
    priya.fill(words="x" * 1_001)
    assert list(await priya.submits()) == ["words"]


async def test_replies_in_the_thread_of_the_plan_are_the_discussion_and_nothing_else_is(town: Town) -> None:
    await invite(town, kind="sales")
    await confirm(town)
    await town.person("tom").says("#sales", "before the plan", thread=recap(town).ts)
    await on(town, march(5))
    await town.person("tom").says("#sales", "Could we start next week?", thread=recap(town).ts)
    await town.person("tom").says("#sales", "elsewhere")
    await town.settled()
    assert "1 reply in this thread" in town.read("#sales")


async def test_an_unanswered_reply_holds_the_thank_you_until_l_and_d_answers(town: Town) -> None:
    await planned(town)
    await town.person("tom").says("#sales", "Could we start next week?", thread=recap(town).ts)
    await town.settled()
    for key in ("priya", "tom"):
        person = town.person(key)
        [told] = [each for each in person.dm.messages if "you are down for" in each.text]
        await person.clicks(told, "followups.done")
    await on(town, march(6))
    await on(town, march(9))
    assert THANKS not in heads(town)
    await town.person("lena").says("#sales", "Yes, on Monday.", thread=recap(town).ts)
    await town.settled()
    assert heads(town)[-1] == THANKS


async def test_at_its_latest_the_thank_you_waits_for_no_answer(town: Town) -> None:
    await planned(town)
    await town.person("tom").says("#sales", "Could we start next week?", thread=recap(town).ts)
    await on(town, march(16))
    assert THANKS in heads(town)
