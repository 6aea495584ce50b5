"""Meeting notes, from the tag to the confirmed draft, as partners meet them in Slack."""

import pytest

from bot.practice import ClientRefused
from bot.practice.company import Member
from bot.store.followups import FollowUp
from bot.store.meetings import Learned, Meeting
from tests.practice.noting import NOTES, RECAP, confirm, draft, entered, heads, invite, recap
from tests.practice.town import Town

LONG_LINE = "word " * 2_000
ODD = (
    "<!channel> <!here> <https://evil.example|your payslip>",
    "*bold* _it_ ~no~ `code` ```block``` > quote",
    "نحتاج إلى تدريب \u202e olleh",
    "🙈 :tada: 👩‍👩‍👧 {{ meeting }}",
)


@pytest.fixture
async def sales(town: Town) -> Town:
    """The town with the bot invited to #sales."""
    await invite(town)
    return town


async def test_a_mention_with_notes_shows_the_draft_to_the_partner_alone(stories: Town) -> None:
    await invite(stories)
    lena = await draft(stories)
    form = entered(lena.modal)
    assert form["takeaways"].splitlines() == [
        "Priya: Buyers ask for a discount in the first five minutes",
        "Tom: The new price list confuses customers",
    ]
    assert (form["follow_up_0"], form["owner_0"], form["due_0"]) == ("share the call list", "U0PRIYA0000", "2026-03-06")
    assert (form["follow_up_1"], form["owner_1"]) == ("record two calls", "U0TOM000000")
    assert "2 takeaways and 2 follow-ups" in stories.read(lena)
    assert heads(stories) == []
    assert [stories.person(key).ephemerals for key in ("maya", "priya", "tom")] == [[], [], []]


async def test_the_menu_of_a_message_opens_the_same_draft(sales: Town) -> None:
    lena = sales.person("lena")
    post = await sales.person("tom").says("#sales", NOTES)
    await lena.message_shortcut("meetings.tag", post)
    assert entered(lena.modal)["follow_up_1"] == "record two calls"
    assert await lena.submits() == {}
    await sales.settled()
    assert heads(sales) == [RECAP]


async def test_ld_notes_takes_ten_thousand_characters_in_several_fields(sales: Town) -> None:
    lena = sales.person("lena")
    pieces = [f"- We learned fact {number} {'and more ' * 320}" for number in range(4)]
    await lena.runs("#sales", "/ld", "notes")
    lena.fill(met_on="2026-02-27", notes=pieces[0], **{f"notes.{at}": pieces[at] for at in (1, 2, 3)})
    assert await lena.submits() == {}
    form = entered(lena.modal)
    assert form["met_on"] == "2026-02-27"
    assert await lena.submits() == {}
    [meeting] = sales.rows(Meeting)
    assert len(meeting.notes) > 10_000
    assert all(piece.strip() in meeting.notes for piece in pieces)


async def test_what_the_partner_corrects_is_what_is_posted(sales: Town) -> None:
    lena = await draft(sales)
    lena.fill(
        takeaways="Maya: discounts come too early\nNobody owns the price list",
        follow_up_0=None,
        owner_1="sofia",
        due_1="2026-03-12",
        more="Maya to call the trainer by Friday\nbook a room",
        contributions="Tom: two honest stories",
    )
    assert await lena.submits() == {}
    await sales.settled()
    read = sales.read("#sales")
    assert "• @Maya Fernandes: discounts come too early\n" in read
    assert "• Nobody owns the price list\n" in read
    assert "share the call list (" not in read
    assert "• @Sofia Rossi: record two calls (by Thu 12 Mar)\n" in read
    assert "• @Maya Fernandes: call the trainer (by Fri 6 Mar)\n" in read
    assert "• book a room\n" in read


async def test_a_day_that_is_over_is_pointed_out_and_what_was_typed_stays(sales: Town) -> None:
    lena = await draft(sales)
    lena.fill(due_0="2026-02-27", takeaways="Price talks start too early")
    assert list(await lena.submits()) == ["due_0"]
    assert entered(lena.modal)["takeaways"] == "Price talks start too early"
    lena.fill(due_0="2026-03-02", more="Tom to call Karl by 1 March 2026")
    assert list(await lena.submits()) == ["more"]
    lena.fill(more=None, met_on="2026-03-03")
    assert list(await lena.submits()) == ["met_on"]
    lena.fill(met_on="2026-03-02")
    assert await lena.submits() == {}
    await sales.settled()
    assert heads(sales) == [RECAP]


async def test_an_empty_draft_cannot_be_posted(sales: Town) -> None:
    lena = await draft(sales)
    lena.fill(takeaways="  ", follow_up_0=None, follow_up_1="   ")
    assert list(await lena.submits()) == ["takeaways"]
    assert heads(sales) == []


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


async def test_a_draft_is_confirmed_once(sales: Town) -> None:
    lena = await draft(sales)
    [offer] = lena.dm.messages
    offered = offer.blocks
    assert await lena.submits() == {}
    await sales.settled()
    assert "Your notes from #sales are confirmed" in sales.read(lena)
    [form] = [each for each in sales.workspace.deliveries if each.payload.get("type") == "view_submission"]
    await sales.workspace.redeliver(form)
    offer.blocks = offered
    await lena.clicks(offer, "meetings.open")
    await sales.settled()
    assert "confirmed already" in lena.ephemerals[-1].text
    assert heads(sales) == [RECAP]


async def test_the_same_message_tagged_again_and_again_is_one_meeting(sales: Town) -> None:
    lena = sales.person("lena")
    post = await lena.says("#sales", f"@Touchpoint {NOTES}")
    [mention] = [each for each in sales.workspace.deliveries if "app_mention" in str(each.payload)]
    await sales.workspace.redeliver(mention)
    await sales.settled()
    for _ in range(3):
        await lena.message_shortcut("meetings.tag", post)
    assert await lena.submits() == {}
    await sales.settled()
    await lena.message_shortcut("meetings.tag", post)
    await sales.settled()
    assert "confirmed already" in lena.ephemerals[-1].text
    assert len(sales.rows(Meeting)) == 1
    assert heads(sales) == [RECAP]
    assert sum("notes from" in line for line in heads(sales, lena)) == 1


async def test_a_draft_that_was_closed_by_accident_is_offered_again(sales: Town) -> None:
    lena = sales.person("lena")
    await lena.runs("#sales", "/ld", "notes")
    lena.fill(notes=NOTES)
    await lena.submits()
    await lena.closes(everything=True)
    await sales.next_working_day()
    await lena.clicks(lena.dm.messages[-1], "meetings.open")
    assert entered(lena.modal)["follow_up_0"] == "share the call list"


async def test_notes_are_for_partners_and_others_are_told_privately(sales: Town) -> None:
    tom, said = sales.person("tom"), "Only L&amp;D partners can do this"
    post = await tom.says("#sales", f"@Touchpoint {NOTES}")
    await sales.settled()
    await tom.message_shortcut("meetings.tag", post)
    await sales.settled()
    await tom.runs("#sales", "/ld", "notes")
    assert [said in each.text for each in tom.ephemerals] == [True, True, True]
    assert tom.modals == []
    assert sales.rows(Meeting) == []


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
    lena = await draft(sales, "Notes\nwe met\nit rained\nsee you")
    assert "found no takeaway and no follow-up" in sales.read(lena)
    assert "it rained" in str(lena.modal)
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
    lena.fill(takeaways="Something to post")
    assert await lena.submits() == {}


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
    facts = "\n".join(f"- Tom said fact {number} {'is long ' * 18}" for number in range(30))
    steps = "\n".join(f"- Priya to do step {number} {'at length ' * 14} by Friday" for number in range(30))
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


async def test_the_recap_names_who_was_there_and_follow_ups_go_to_the_departments_partner(town: Town) -> None:
    await invite(town, partner="luis")
    await confirm(town, "Action items\n- Nora to send the win/loss numbers by Friday\n- Tom to call Karl")
    assert "@Lena Hoffmann joined your meeting" in town.read("#sales")
    luis = town.person("luis")
    assert "you look after 1 follow-up: I can't write to whoever promised it" in town.read(luis)
    assert "Nora · due Fri 6 Mar" in town.read(luis)
