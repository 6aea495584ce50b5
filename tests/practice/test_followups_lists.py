"""Lists of follow-ups: one's own, a department's, everybody's."""

from tests.practice.aiming import lead
from tests.practice.noting import confirm, march, on
from tests.practice.promising import adds, chooses, lines, lists, sends, stored
from tests.practice.town import Town


async def test_everybody_sees_their_own_with_the_earliest_first(sales: Town) -> None:
    await adds(sales, "tom", "book a room")
    await confirm(sales)
    tom = await lists(sales, "tom")
    assert lines(tom) == ["record two calls", "book a room"]
    assert "2 follow-ups" in str(tom.modal)
    assert lines(await lists(sales, "maya")) == []


async def test_done_in_the_list_leaves_it_and_is_found_among_what_is_settled(sales: Town) -> None:
    await confirm(sales)
    tom = await lists(sales, "tom")
    await tom.clicks(tom.modals[0], "followups.done")
    await sales.settled()
    assert lines(tom) == []
    await chooses(sales, tom, "standing", "Done or given up")
    assert lines(tom) == ["record two calls"]
    assert "Done, thank you" in str(tom.modal)


async def test_a_form_above_the_list_leaves_it_as_things_are_now(sales: Town) -> None:
    await confirm(sales)
    tom = await lists(sales, "tom")
    await tom.clicks(tom.modals[0], "followups.more", option="Change")
    assert await sends(sales, tom, text="record three calls") == {}
    assert lines(tom) == ["record three calls"]
    await tom.clicks(tom.modals[0], "followups.add")
    assert await sends(sales, tom, text="call Karl", due_on="2026-03-03") == {}
    assert lines(tom) == ["call Karl", "record three calls"]


async def test_what_is_late_is_a_list_of_its_own(sales: Town) -> None:
    await confirm(sales)
    await on(sales, march(9))
    lena = await lists(sales, "lena")
    await chooses(sales, lena, "whose", "Everybody's follow-ups")
    assert lines(lena) == ["share the call list", "record two calls"]
    await chooses(sales, lena, "standing", "Late")
    assert lines(lena) == ["share the call list"]
    assert f"<@{sales.person('priya').id}> · was due Fri 6 Mar" in str(lena.modal)


async def test_a_department_is_seen_by_its_lead_and_partners_and_by_nobody_else(sales: Town) -> None:
    await lead(sales, "maya", by="lena")
    await confirm(sales)
    for who, room in (("maya", "#sales"), ("luis", "#learning-team")):
        person = await lists(sales, who, room)
        await chooses(sales, person, "whose", "sales")
        assert lines(person) == ["share the call list", "record two calls"]
    tom = await lists(sales, "tom")
    assert "Everybody" not in str(tom.modal)
    assert "'sales'" not in str(tom.modal)


async def test_a_list_that_somebody_may_not_see_any_more_is_refused(sales: Town) -> None:
    await lead(sales, "maya", by="lena")
    await confirm(sales)
    maya = await lists(sales, "maya")
    await chooses(sales, maya, "whose", "sales")
    await lead(sales, "karl", by="lena")
    await chooses(sales, maya, "standing", "Late")
    assert "Choose your own instead." in str(maya.modal)


async def test_more_than_a_page_is_turned(sales: Town) -> None:
    for number in range(11):
        await adds(sales, "tom", f"call number {number}")
    tom = await lists(sales, "tom")
    assert (len(lines(tom)), "Follow-ups 1 to 10 of 11" in str(tom.modal)) == (10, True)
    await tom.clicks(tom.modals[0], "followups.turn")
    await sales.settled()
    assert lines(tom) == ["call number 10"]
    await tom.clicks(tom.modals[0], "followups.turn")
    await sales.settled()
    assert len(lines(tom)) == 10


async def test_words_after_the_command_are_in_the_form_and_the_list_follows(sales: Town) -> None:
    tom = sales.person("tom")
    await tom.runs("#sales", "/ld", "follow-ups call Karl and Ines")
    assert await sends(sales, tom, due_on="2026-03-06") == {}
    assert lines(tom) == ["call Karl and Ines"]
    assert stored(sales, "call Karl").created_by == tom.id


async def test_a_guest_sees_their_own_and_adds_none(sales: Town) -> None:
    await adds(sales, "lena", "send the slides", owner="gwen")
    gwen = await lists(sales, "gwen")
    assert lines(gwen) == ["send the slides"]
    assert "Add a follow-up" not in str(gwen.modal)
    await gwen.closes()
    await gwen.runs("#sales", "/ld", "follow-ups mine")
    assert "Only members of this workspace" in gwen.ephemerals[-1].text
