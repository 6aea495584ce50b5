"""Notes as they come in real life: empty, endless, odd, about people who left or who share a name."""

import pytest

from bot.practice import ClientRefused
from bot.practice.company import Member
from bot.store.followups import FollowUp
from bot.store.meetings import Learned, Meeting
from tests.practice.noting import NOTES, RECAP, confirm, draft, entered, heads, recap
from tests.practice.town import Town

LONG_LINE = "word " * 2_000
ODD = (
    "<!channel> <!here> <https://evil.example|your payslip>",
    "*bold* _it_ ~no~ `code` ```block``` > quote",
    "نحتاج إلى تدريب \u202e olleh",
    "🙈 :tada: 👩‍👩‍👧 {{ meeting }}",
)


async def test_an_owner_who_left_while_the_form_was_open_is_pointed_out(sales: Town) -> None:
    lena = await draft(sales)
    await sales.workspace.deactivate("tom")
    await sales.settled()
    errors = await lena.submits()
    assert errors == {"owner_1": "This person is no longer here. Please choose somebody else."}
    lena.fill(owner_1="sofia")
    assert await lena.submits() == {}


async def test_who_left_long_ago_is_shown_by_name_and_is_nobody_to_write_to(sales: Town) -> None:
    lena = await draft(sales, "Action items\n- <@U0PAUL00000> to send the slides by Friday\n- Tom to call Karl")
    assert "The notes say “Paul”." in str(lena.modal)
    assert "U0PAUL" not in str(lena.modal)


@pytest.mark.parametrize("empty", ["notes", "meeting notes:", "notes \u200b"])
async def test_a_mention_without_notes_says_how_to_write_them(sales: Town, empty: str) -> None:
    lena = sales.person("lena")
    await lena.says("#sales", f"@Touchpoint {empty}")
    await sales.settled()
    assert "could not find any notes" in lena.ephemerals[-1].text
    assert lena.dm.messages == []


async def test_empty_notes_in_the_form_are_pointed_out(sales: Town) -> None:
    lena = sales.person("lena")
    await lena.runs("#sales", "/ld", "notes")
    with pytest.raises(ClientRefused):
        await lena.submits()
    lena.fill(notes=" \n ")
    assert await lena.submits() == {"notes": "Please fill this in."}


async def test_a_message_without_words_is_no_notes(sales: Town) -> None:
    lena = sales.person("lena")
    await lena.message_shortcut("meetings.tag", await lena.says("#sales", " "))
    await sales.settled()
    assert "could not find any notes" in lena.ephemerals[-1].text


async def test_notes_without_any_takeaway_can_be_completed_by_hand(sales: Town) -> None:
    lena = await draft(sales, "Notes\nwe met\n- it rained\nsee you")
    assert "found no takeaway and no follow-up" in sales.read(lena)
    assert "'text': 'it rained'" in str(lena.modal)
    assert list(await lena.submits()) == ["takeaways"]
    lena.fill(takeaways="Rain is no excuse")
    assert await lena.submits() == {}
    await sales.settled()
    assert "• Rain is no excuse" in sales.read("#sales")


async def test_where_the_bot_cannot_post_nobody_fills_in_a_form_in_vain(town: Town) -> None:
    lena = town.person("lena")
    post = await lena.says("#sales", NOTES)
    await lena.message_shortcut("meetings.tag", post)
    await town.settled()
    await lena.runs("#sales", "/ld", "notes")
    await lena.runs("dm", "/ld", "notes")
    assert ["/invite @Touchpoint" in each.text for each in lena.ephemerals] == [True, True, False]
    assert lena.modals == []


async def test_odd_text_is_shown_as_it_was_typed_and_pings_nobody(sales: Town) -> None:
    lena = await draft(sales)
    lena.fill(takeaways="\n".join(ODD), follow_up_0=ODD[0], follow_up_1=ODD[1], contributions=f"Tom: {ODD[0]}")
    assert await lena.submits() == {}
    await sales.settled()
    assert all(sales.read("#sales").count(each) >= 1 for each in ODD)
    assert ODD[0] in str(sales.person("priya").dm.messages[-1].blocks)
    posted = str([(each.blocks, each.text) for each in (recap(sales), *sales.person("priya").dm.messages)])
    assert not any(f"'type': '{kind}'" in posted for kind in ("broadcast", "usergroup", "link"))
    assert "<!channel>" not in recap(sales).text


@pytest.mark.parametrize("text", ODD)
async def test_odd_notes_are_read_without_losing_a_line(sales: Town, text: str) -> None:
    lena = await draft(sales, f"Notes\n- {text}\n\nAction items\n- Tom: {text}\n- Priya to send {text} by Friday")
    read = entered(lena.modal)["takeaways"] or ""
    lena.fill(takeaways=f"{read}\nSomething to post")
    assert await lena.submits() == {}
    await sales.settled()
    assert heads(sales) == [RECAP]
    assert "broadcast" not in str(recap(sales).blocks)


@pytest.mark.parametrize("line", [f"- Priya said {LONG_LINE}", f"Action items\n- Priya to {LONG_LINE}", LONG_LINE])
async def test_ten_thousand_characters_in_one_line_lose_nothing(sales: Town, line: str) -> None:
    lena = await draft(sales, f"Notes\n- Tom said prices are high\n{line}")
    assert await lena.submits() == {}
    await sales.settled()
    assert heads(sales) == [RECAP]
    [meeting] = sales.rows(Meeting)
    assert line.strip() in meeting.notes


async def test_a_follow_up_too_long_for_a_field_keeps_its_owner_and_its_words(sales: Town) -> None:
    await confirm(sales, f"Sales weekly\n\nAction items\n- Priya to call {LONG_LINE}")
    [follow_up] = sales.rows(FollowUp)
    assert (follow_up.owner, len(follow_up.text)) == ("U0PRIYA0000", len(f"call {LONG_LINE}".strip()))


async def test_thirty_long_takeaways_and_follow_ups_still_make_a_recap(sales: Town) -> None:
    facts = "\n".join(f"- Tom said fact {number} {'is long ' * 50}" for number in range(30))
    steps = "\n".join(f"- Priya to do step {number} {'at length ' * 40} by Friday" for number in range(30))
    await confirm(sales, f"Notes\n{facts}\n\nAction items\n{steps}")
    assert heads(sales) == [RECAP]
    assert sales.read("#sales").count("and 10 more") == 2
    assert {(each.owner, str(each.due_on)) for each in sales.rows(FollowUp)} == {("U0PRIYA0000", "2026-03-06")}
    assert len(sales.rows(FollowUp)) == len(sales.rows(Learned)) == 30


async def test_two_colleagues_of_one_first_name_are_not_mistaken_for_each_other(sales: Town) -> None:
    await sales.workspace.hire(Member("shah", "Priya Shah"))
    await sales.settled()
    lena = await draft(sales, "Notes\n- Priya said that buyers wait\n- <@U0SHAH00000> said that they wait for days")
    assert entered(lena.modal)["takeaways"].splitlines()[-1] == "Priya Shah: They wait for days"
    assert await lena.submits() == {}
    assert [each.said_by for each in sales.rows(Learned)] == ["Priya", "U0SHAH00000"]
