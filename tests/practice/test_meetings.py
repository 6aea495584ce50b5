"""Meeting notes, from the tag to the confirmed draft, as partners meet them in Slack."""

from bot.store.meetings import Meeting
from tests.practice.noting import NOTES, RECAP, confirm, draft, entered, heads, invite
from tests.practice.town import Town


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


async def test_the_recap_names_who_was_there_and_follow_ups_go_to_the_departments_partner(town: Town) -> None:
    await invite(town, partner="luis")
    await confirm(town, "Action items\n- Nora to send the win/loss numbers by Friday\n- Tom to call Karl")
    assert "@Lena Hoffmann joined your meeting" in town.read("#sales")
    luis = town.person("luis")
    assert "you look after 1 follow-up: I can't write to whoever promised it" in town.read(luis)
    assert "Nora · due Fri 6 Mar" in town.read(luis)
