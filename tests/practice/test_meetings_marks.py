"""Single messages that partners mark with an emoji: into the draft of that day's meeting, and out of it again."""

from datetime import timedelta

import pytest

from bot.practice import Message
from bot.store.followups import FollowUp
from bot.store.meetings import Given, Learned, Meeting
from bot.store.meetings_items import DraftItem
from tests.practice.noting import NOTES, draft, entered, heads
from tests.practice.town import Town


async def mark(town: Town, text: str, emoji: str, who: str = "lena", writer: str = "tom") -> Message:
    """Have somebody write in #sales, and somebody put an emoji on it."""
    post = await town.person(writer).says("#sales", text)
    await town.person(who).reacts(post, emoji)
    await town.settled()
    return post


async def test_three_emoji_make_a_draft_that_is_offered_in_one_message_and_becomes_a_meeting(stories: Town) -> None:
    stories.let_bot_in("#sales")
    lena = stories.person("lena")
    await mark(stories, "Buyers freeze as soon as the price comes up", "bulb")
    await mark(stories, "Priya to share the call list by Friday", "pushpin")
    await mark(stories, "Here are the lost deals", "raised_hands", writer="sofia")
    [offer] = lena.dm.messages
    assert "1 takeaway, 1 follow-up and 1 contribution" in stories.read(lena)
    await lena.clicks(offer, "meetings.open")
    form = entered(lena.modal)
    assert form["takeaways"] == "Tom: Buyers freeze as soon as the price comes up"
    assert (form["follow_up_0"], form["owner_0"], form["due_0"]) == ("share the call list", "U0PRIYA0000", "2026-03-06")
    assert form["contributions"] == "Sofia: Here are the lost deals"
    assert await lena.submits() == {}
    await stories.settled()
    assert [each.said_by for each in stories.rows(Learned)] == ["U0TOM000000"]
    assert [each.who for each in stories.rows(Given)] == ["U0SOFIA0000"]
    assert [each.owner for each in stories.rows(FollowUp)] == ["U0PRIYA0000"]


async def test_a_message_lands_once_however_often_and_by_whomever_it_is_marked(sales: Town) -> None:
    lena, luis = sales.person("lena"), sales.person("luis")
    sales.workspace.conversation("#sales").members.append(luis.id)
    post = await mark(sales, "Buyers freeze early", "bulb")
    await luis.reacts(post, "bulb")
    await lena.unreacts(post, "bulb")
    await sales.settled()
    assert [each.text for each in sales.rows(DraftItem)] == ["Buyers freeze early"]
    await luis.unreacts(post, "bulb")
    await sales.settled()
    assert sales.rows(DraftItem) == []
    assert "nothing is left" in sales.read(lena)
    assert luis.dm.messages == []


async def test_marks_go_into_the_open_draft_of_that_day(sales: Town) -> None:
    lena = await draft(sales)
    await lena.closes()
    await mark(sales, "Nobody owns the price list", "bulb")
    await lena.clicks(lena.dm.messages[-1], "meetings.open")
    assert (entered(lena.modal)["takeaways"] or "").splitlines()[-1] == "Tom: Nobody owns the price list"
    assert len(sales.rows(Meeting)) == 1


async def test_what_is_marked_on_another_day_is_another_draft(sales: Town) -> None:
    await mark(sales, "Buyers freeze early", "bulb")
    await sales.move_by(timedelta(days=1))
    await mark(sales, "Buyers freeze late", "bulb")
    assert [str(each.met_on) for each in sales.rows(Meeting)] == ["2026-03-02", "2026-03-03"]


async def test_what_was_confirmed_stays_when_the_emoji_is_taken_away(sales: Town) -> None:
    lena = sales.person("lena")
    post = await mark(sales, "Buyers freeze early", "bulb")
    await lena.clicks(lena.dm.messages[-1], "meetings.open")
    assert await lena.submits() == {}
    await lena.unreacts(post, "bulb")
    await lena.reacts(post, "bulb")
    await sales.settled()
    assert len(sales.rows(DraftItem)) == len(sales.rows(Learned)) == len(sales.rows(Meeting)) == 1


async def test_a_marked_message_that_is_edited_or_deleted_is_followed(sales: Town) -> None:
    tom = sales.person("tom")
    kept = await mark(sales, "Buyers freeze early", "bulb")
    lost = await mark(sales, "Buyers freeze late", "bulb")
    promise = await mark(sales, "Priya to share the call list", "pushpin")
    await tom.edits(kept, "Buyers freeze in the first call")
    await tom.edits(promise, "Sofia to share the call list by Friday")
    await tom.deletes(lost)
    await sales.settled()
    assert {(each.text, each.user_id) for each in sales.rows(DraftItem)} == {
        ("Buyers freeze in the first call", "U0TOM000000"),
        ("share the call list", "U0SOFIA0000"),
    }


async def test_a_mark_while_the_form_is_open_is_shown_before_anything_is_posted(sales: Town) -> None:
    lena = await draft(sales)
    lena.fill(takeaways="Price talks start too early")
    await mark(sales, "Nobody owns the price list", "bulb")
    assert await lena.submits() == {}
    assert heads(sales) == []
    assert "changed while you had this open" in str(lena.modal)
    assert (entered(lena.modal)["takeaways"] or "").splitlines() == [
        "Price talks start too early",
        "Tom: Nobody owns the price list",
    ]
    assert await lena.submits() == {}
    await sales.settled()
    assert lena.modals == []
    assert "Nobody owns the price list" in sales.read("#sales")


@pytest.mark.parametrize(("who", "emoji"), [("maya", "bulb"), ("lena", "tada")])
async def test_others_and_other_emoji_mark_nothing(sales: Town, who: str, emoji: str) -> None:
    post = await mark(sales, "Buyers freeze early", emoji, who)
    await sales.person(who).unreacts(post, emoji)
    await sales.settled()
    assert sales.rows(Meeting) == []
    assert sales.person(who).ephemerals == []


async def test_what_the_bot_says_is_not_marked(sales: Town) -> None:
    lena = await draft(sales, NOTES)
    assert await lena.submits() == {}
    await sales.settled()
    [recap] = [each for each in sales.workspace.conversation("#sales").top_level if each.bot]
    await lena.reacts(recap, "bulb")
    await sales.settled()
    assert len(sales.rows(Meeting)) == 1


async def test_the_emoji_are_settings_and_each_means_one_thing(sales: Town) -> None:
    lena = sales.person("lena")
    await lena.runs("#learning-team", "/ld", "settings")
    lena.fill(takeaway_emoji=":mortar_board:")
    assert list(await lena.submits()) == ["takeaway_emoji"]
    lena.fill(takeaway_emoji=":eyes:")
    assert await lena.submits() == {}
    await mark(sales, "Buyers freeze early", "eyes")
    await mark(sales, "Buyers freeze late", "bulb")
    assert [each.text for each in sales.rows(DraftItem)] == ["Buyers freeze early"]
