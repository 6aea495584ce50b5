"""Drafts that are too long for one form, and drafts that change while somebody has them open."""

from typing import Any

from bot.practice import Person
from bot.store.followups import FollowUp
from bot.store.meetings import Given, Learned
from tests.practice.noting import LONG, NOTES, RECAP, draft, entered, heads, recap
from tests.practice.town import Town


async def turn(town: Town, partner: Person, number: int) -> dict[str, Any]:
    """Choose a page of the draft, by its number as people count; return what stands in its fields."""
    [menu] = [each for each in _elements(partner) if each["type"] == "static_select" and "turn" in each["action_id"]]
    await partner.clicks(partner.modal or {}, "meetings.turn", option=str(number - 1), block=menu["block"])
    await town.settled()
    return entered(partner.modal)


def _elements(partner: Person) -> list[dict[str, Any]]:
    blocks = (partner.modal or {})["blocks"]
    return [each | {"block": block["block_id"]} for block in blocks for each in block.get("elements", [])]


async def test_a_draft_of_many_pages_is_corrected_on_any_of_them_and_posted_as_one(sales: Town) -> None:
    lena = await draft(sales, LONG)
    assert "page 1 of 5" in str(lena.modal)
    lena.fill(follow_up_0=None, owner_1="sofia", takeaways="Maya: the first thing first", met_on="2026-02-27")
    second = await turn(sales, lena, 2)
    assert "follow_up_0" not in second
    assert second["takeaways"].splitlines()[0] == "Fact 20 matters to buyers"
    lena.fill(takeaways=second["takeaways"].replace("Fact 20 matters", "Fact 20 hardly matters"))
    last = await turn(sales, lena, 5)
    assert (last["follow_up_49"], last["due_49"]) == ("write step 49 of the plan", "2026-03-06")
    lena.fill(due_49="2026-03-12", more="Karl to come along by 10 March", contributions="Nora: cake")
    await lena.clicks(lena.modal or {}, "meetings.preview")
    ahead = str((lena.modal or {})["blocks"])
    assert "the first thing first" in ahead
    assert "more, in the notes of" in ahead
    await lena.closes()
    third = await turn(sales, lena, 3)
    assert third["takeaways"].splitlines()[0].startswith("Fact 40")
    assert await lena.submits() == {}
    await sales.settled()
    learned, promised = [each.text for each in sales.rows(Learned)], sales.rows(FollowUp)
    assert learned[:2] == ["the first thing first", "Fact 20 hardly matters to buyers"]
    assert (len(learned), learned[-1]) == (81, "Fact 99 matters to buyers")
    assert [each.text for each in promised] == [
        *(f"write step {number} of the plan" for number in range(1, 50)), "come along",
    ]  # fmt: skip
    assert (promised[0].owner, promised[1].owner, str(promised[-2].due_on)) == (
        "U0SOFIA0000",
        "U0PRIYA0000",
        "2026-03-12",
    )
    assert [each.who for each in sales.rows(Given)] == ["Nora"]
    read = sales.read("#sales")
    assert "and 61 more, in the notes of @Lena Hoffmann" in read
    assert "and 30 more: see them all with /ld follow-ups" in read
    assert len(recap(sales).blocks) <= 50


async def test_what_needs_another_look_on_another_page_is_shown_there(sales: Town) -> None:
    lena = await draft(sales, "Action items\n" + "\n".join(f"- Priya to write step {number}" for number in range(25)))
    await turn(sales, lena, 2)
    lena.fill(due_15="2026-02-02")
    await turn(sales, lena, 1)
    lena.fill(takeaways="Maya: one thing")
    assert await lena.submits() == {}
    assert "*Follow-up 16* needs another look. This day is over" in str(lena.modal)
    assert entered(lena.modal)["due_15"] == "2026-02-02"
    assert list(await lena.submits()) == ["due_15"]
    lena.fill(due_15="2026-03-12")
    assert await lena.submits() == {}
    await sales.settled()
    assert heads(sales) == [RECAP]
    assert [each.text for each in sales.rows(Learned)] == ["one thing"]


async def test_what_nobody_touched_follows_the_notes_that_are_edited_while_the_form_is_open(sales: Town) -> None:
    lena = sales.person("lena")
    post = await lena.says("#sales", f"@Touchpoint {NOTES}")
    await sales.settled()
    await lena.clicks(lena.dm.messages[-1], "meetings.open")
    lena.fill(owner_1="sofia")
    await lena.edits(post, f"@Touchpoint {NOTES}".replace("two calls", "three calls").replace("five minutes", "hour"))
    await sales.settled()
    assert await lena.submits() == {}
    form = entered(lena.modal)
    assert (form["follow_up_1"], form["owner_1"]) == ("record three calls", "U0SOFIA0000")
    assert "first hour" in form["takeaways"]
    assert await lena.submits() == {}
    await sales.settled()
    assert [each.text for each in sales.rows(FollowUp)] == ["share the call list", "record three calls"]


async def test_two_partners_who_correct_one_draft_at_once_overwrite_nothing_of_each_other(sales: Town) -> None:
    lena, luis = await draft(sales), sales.person("luis")
    post = sales.workspace.conversation("#sales").top_level[-1]
    sales.workspace.conversation("#sales").members.append(luis.id)
    await luis.message_shortcut("meetings.tag", post)
    lena.fill(takeaways="Priya: Buyers ask for a discount at once", follow_up_0=None, contributions="Tom: stories")
    luis.fill(due_1="2026-03-13", more="Karl to come along")
    for partner in (lena, luis):
        await partner.clicks(partner.modal or {}, "meetings.save")
        await sales.settled()
    await lena.closes(everything=True)
    await lena.clicks(lena.dm.messages[-1], "meetings.open")
    form = entered(lena.modal)
    assert form["takeaways"] == "Priya: Buyers ask for a discount at once"
    assert form["contributions"] == "Tom: stories"
    assert [value for field, value in form.items() if field.startswith("follow_up_")] == [
        "record two calls",
        "come along",
    ]
    assert form["due_1"] == "2026-03-13"


async def test_a_name_without_an_account_can_be_dropped_and_reassigned(sales: Town) -> None:
    lena = await draft(sales, "Action items\n- Nora to send the numbers\n- Zoe to call the customer\n- Me to book it")
    form = entered(lena.modal)
    assert (form["follow_up_0"], form["follow_up_1"]) == ("Nora: send the numbers", "Zoe: call the customer")
    assert (form["follow_up_2"], form["owner_2"]) == ("book it", "U0LENA00000")
    lena.fill(follow_up_0="send the numbers", owner_1="tom", contributions="cake for everybody")
    assert list(await lena.submits()) == ["contributions"]
    lena.fill(contributions="Zoe: cake for everybody")
    assert await lena.submits() == {}
    assert [(each.text, each.owner, each.owner_name) for each in sales.rows(FollowUp)] == [
        ("send the numbers", None, None),
        ("call the customer", "U0TOM000000", None),
        ("book it", "U0LENA00000", None),
    ]
    assert [(each.who, each.gave) for each in sales.rows(Given)] == [("Zoe", "cake for everybody")]
