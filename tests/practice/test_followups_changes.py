"""Follow-ups that change: another day, another owner, quiet for a while, or given up."""

from typing import Any

import pytest

from bot.store.followups_steps import FollowUpStep
from tests.practice.aiming import lead
from tests.practice.asking import send
from tests.practice.noting import confirm, heads, invite, march, on, said
from tests.practice.promising import adds, click, sends, step, stored, told
from tests.practice.town import Town

NEW_DAY = "2026-03-12"


@pytest.fixture
async def promised(sales: Town) -> Town:
    """The town after a meeting in which Priya and Tom promised something each, Tom by the eleventh."""
    await confirm(sales)
    return sales


async def test_another_day_before_it_is_due_is_kept_beside_the_first(promised: Town) -> None:
    tom = promised.person("tom")
    assert await step(promised, tom, "Change", due_on=NEW_DAY) == {}
    assert "due Thu 12 Mar, first Wed 11 Mar" in promised.read(tom)
    [moved] = promised.rows(FollowUpStep)
    assert (moved.by, moved.due_before, moved.due_after) == (tom.id, march(11), march(12))
    assert "record two calls (by Thu 12 Mar)" in promised.read("#sales")


async def test_another_day_after_it_was_due_excuses_nothing(promised: Town) -> None:
    priya = promised.person("priya")
    await on(promised, march(9))
    assert await step(promised, priya, "Change", due_on=NEW_DAY) == {}
    assert "due Thu 12 Mar, promised for Fri 6 Mar\n" in promised.read(priya)
    assert "first Fri 6 Mar" not in promised.read(priya)


async def test_reminders_follow_the_new_day(promised: Town) -> None:
    tom = promised.person("tom")
    assert await step(promised, tom, "Change", due_on="2026-03-20") == {}
    for day in range(9, 21):
        await on(promised, march(day))
    soon, today = "1 follow-up is due soon.", "1 follow-up is due today."
    assert said(promised, tom)[1:] == [("Wed 18 Mar 10", soon), ("Fri 20 Mar 10", today)]


@pytest.mark.parametrize(
    ("fields", "field", "reason"),
    [
        ({"due_on": None}, "due_on", "keeps having one"),
        ({"due_on": "2026-03-01"}, "due_on", "This day is over"),
        ({"text": "  "}, "text", "fill this in"),
        ({"owner": "touchpoint"}, "owner", "apps keep no promises"),
    ],
)
async def test_a_change_that_can_not_be_is_told_beside_its_field(
    promised: Town, fields: dict[str, Any], field: str, reason: str
) -> None:
    if fields.get("owner"):
        fields = {"owner": promised.workspace.bot_user_id}
    problems = await step(promised, promised.person("tom"), "Change", **fields)
    assert list(problems) == [field]
    assert reason in problems[field]


async def test_what_was_typed_is_said_as_it_was_typed(promised: Town) -> None:
    tom, odd = promised.person("tom"), "<!channel> *free* <https://evil.example|calls>"
    assert await step(promised, tom, "Change", text=odd) == {}
    assert stored(promised, "<!channel>").text == odd
    assert odd in promised.read(tom)
    assert odd in promised.read("#sales")


async def test_whoever_is_to_take_it_over_is_asked_and_until_then_it_stays(promised: Town) -> None:
    tom, sofia = promised.person("tom"), promised.person("sofia")
    assert await step(promised, tom, "Reassign", owner="sofia") == {}
    assert "@Sofia Rossi is asked to take it over" in promised.read(tom)
    assert heads(promised, sofia) == [
        "@Tom Becker asks whether you take over a follow-up. Until you answer, @Tom Becker keeps it."
    ]
    assert stored(promised, "record").owner == tom.id
    await click(promised, sofia, "accept")
    assert stored(promised, "record").owner == sofia.id
    assert "This follow-up is yours now." in promised.read(sofia)
    assert heads(promised, tom) == [
        "What you were down for here is in other hands now.", "@Sofia Rossi has taken over a follow-up."
    ]  # fmt: skip
    assert "@Sofia Rossi: record two calls" in promised.read("#sales")
    await on(promised, march(9))
    assert (heads(promised, sofia)[-1], len(heads(promised, tom))) == ("1 follow-up is due soon.", 2)


async def test_who_declines_leaves_it_where_it_is(promised: Town) -> None:
    tom, sofia = promised.person("tom"), promised.person("sofia")
    assert await step(promised, tom, "Reassign", owner="sofia") == {}
    await click(promised, sofia, "decline")
    assert stored(promised, "record").owner == tom.id
    assert "That is settled" in promised.read(sofia)
    assert heads(promised, tom)[1:] == ["@Sofia Rossi can't take over a follow-up. It stays with @Tom Becker."]
    assert "is asked" not in promised.read(tom)


async def test_only_the_last_one_who_was_asked_can_take_it(promised: Town) -> None:
    tom, sofia, lena = (promised.person(key) for key in ("tom", "sofia", "lena"))
    assert await step(promised, tom, "Reassign", owner="sofia") == {}
    asked = told(sofia).blocks
    assert await step(promised, tom, "Reassign", owner="lena") == {}
    assert "That is settled" in promised.read(sofia)
    told(sofia).blocks = asked
    await click(promised, sofia, "accept")
    assert "You are not asked to take this over any more" in sofia.ephemerals[-1].text
    await click(promised, lena, "accept")
    assert (stored(promised, "record").owner, stored(promised, "record").is_lnd) == (lena.id, True)


async def test_who_has_left_is_not_asked(promised: Town) -> None:
    await promised.workspace.deactivate("karl")
    problems = await step(promised, promised.person("tom"), "Reassign", owner="karl")
    assert "no longer here" in problems["owner"]


async def test_snooze_asks_until_when_and_four_weeks_are_the_most(promised: Town) -> None:
    tom = promised.person("tom")
    for until, reason in (("2026-03-02", "from tomorrow on"), ("2026-03-31", "within the next four weeks")):
        await click(promised, tom, "snooze")
        assert reason in (await sends(promised, tom, until=until))["until"]
        await tom.closes()
    await click(promised, tom, "snooze")
    assert await sends(promised, tom, until="2026-03-14") == {}
    assert "due Wed 11 Mar · quiet until Mon 16 Mar" in promised.read(tom)
    for day in range(9, 17):
        await on(promised, march(day))
    assert said(promised, tom)[1:] == [("Mon 16 Mar 10", "1 follow-up is late.")]


async def test_who_gives_it_up_says_why_and_whoever_waits_is_told(town: Town) -> None:
    await invite(town)
    await lead(town, "maya", by="lena")
    await confirm(town)
    tom = town.person("tom")
    assert await step(town, tom, "Give up", reason="The recorder is <broken>") == {}
    for waiting in (town.person("lena"), town.person("maya")):
        assert heads(town, waiting)[-1] == "@Tom Becker has given up a follow-up."
        assert "record two calls" in town.read(waiting)
        assert "| The recorder is <broken>" in town.read(waiting)
    assert "Given up: The recorder is <broken>" in town.read(tom)
    assert "[Done]" not in town.read(tom)
    await on(town, march(9))
    assert len(heads(town, tom)) == 1


async def test_a_promise_is_not_given_up_twice(promised: Town) -> None:
    tom = promised.person("tom")
    blocks = told(tom).blocks
    assert await step(promised, tom, "Give up", reason="No time") == {}
    told(tom).blocks = blocks
    await tom.clicks(told(tom), "followups.more", option="Change")
    await promised.settled()
    assert "settled already" in tom.ephemerals[-1].text


async def test_what_is_given_up_holds_up_no_thanks(promised: Town) -> None:
    tom, priya = promised.person("tom"), promised.person("priya")
    await click(promised, priya, "done")
    assert await step(promised, tom, "Give up", reason="No time") == {}
    await on(promised, march(5))
    await on(promised, march(6))
    assert heads(promised)[-1] == "Thank you"


async def test_others_change_nothing(promised: Town) -> None:
    tom, priya = promised.person("tom"), promised.person("priya")
    tom.dm.members.append(priya.id)
    for option in ("Change", "Reassign", "Give up"):
        await priya.clicks(told(tom), "followups.more", option=option)
        await promised.settled()
        assert "Only the person who promised it" in priya.ephemerals[-1].text
    assert priya.modals == []


async def test_a_partner_adds_one_for_somebody_who_is_told(sales: Town) -> None:
    await lead(sales, "maya", by="lena")
    await adds(sales, "lena", "call Karl", owner="tom", due_on="2026-03-06", about="sales")
    tom = sales.person("tom")
    assert heads(sales, tom) == ["For #sales, you are down for 1 follow-up. I keep an eye on the date for you."]
    assert "call Karl\n    due Fri 6 Mar\n    [Done] [Snooze] [Need help]" in sales.read(tom)
    await on(sales, march(4))
    assert heads(sales, tom)[1:] == ["1 follow-up is due soon."]


async def test_whoever_is_no_partner_adds_one_for_themselves_and_asks_others(sales: Town) -> None:
    tom, sofia = sales.person("tom"), sales.person("sofia")
    await adds(sales, "tom", "book a room", due_on="2026-03-06")
    assert tom.dm.messages == []
    await adds(sales, "tom", "call Karl", owner="sofia")
    assert stored(sales, "call").owner == tom.id
    await click(sales, sofia, "accept")
    assert stored(sales, "call").owner == sofia.id


async def test_a_partner_adds_one_to_a_request(sales: Town) -> None:
    await send(sales)
    await adds(sales, "lena", "call Karl", owner="tom", about="TR-1: reps freeze when buyers push back on price")
    assert stored(sales, "call").request_id == 1
    assert heads(sales, sales.person("tom")) == ["For training request *TR-1*, you are down for 1 follow-up."]
