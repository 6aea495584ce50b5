"""The draft that a partner corrects: kept for later, seen ahead, asked about, given up, and tagged again."""

from datetime import timedelta

from bot.practice import Person
from bot.practice.company import Member
from bot.store.followups import FollowUp
from bot.store.meetings import Learned, Meeting
from tests.practice.noting import NOTES, RECAP, draft, entered, heads
from tests.practice.town import Town

SHAH = Member("shah", "Priya Shah")


async def save(town: Town, partner: Person) -> None:
    """Press *Save for later* in the draft that somebody has open."""
    await partner.clicks(partner.modal or {}, "meetings.save")
    await town.settled()


async def reopen(town: Town, partner: Person, action_id: str = "meetings.open") -> None:
    """Close what is open, and click a button of the first draft in App Home."""
    await partner.closes(everything=True)
    await partner.opens_home()
    await town.settled()
    await partner.clicks(partner.home or {}, action_id)
    await town.settled()


async def test_what_is_saved_for_later_waits_in_app_home_and_is_posted_as_it_was_corrected(stories: Town) -> None:
    stories.let_bot_in("#sales")
    lena = await draft(stories)
    lena.fill(
        takeaways="Sofia: nobody owns the price list\nTom: The new price list confuses customers",
        follow_up_0=None, owner_1="sofia", due_1="2026-03-12", more="Maya to call the trainer by Friday",
        contributions="Tom: two honest stories", met_on="2026-02-27", next_on="2026-03-09",
    )  # fmt: skip
    await save(stories, lena)
    assert "Your draft is kept" in str(lena.modal)
    await reopen(stories, lena)
    form = entered(lena.modal)
    assert form["takeaways"].splitlines() == [
        "Sofia: nobody owns the price list",
        "Tom: The new price list confuses customers",
    ]
    assert (form["follow_up_1"], form["owner_1"], form["due_1"]) == ("record two calls", "U0SOFIA0000", "2026-03-12")
    assert (form["follow_up_2"], form["owner_2"]) == ("call the trainer", "U0MAYA00000")
    assert (form["contributions"], form["met_on"], form["next_on"]) == (
        "Tom: two honest stories", "2026-02-27", "2026-03-09",
    )  # fmt: skip
    assert "follow_up_0" not in form
    assert heads(stories) == []
    assert await lena.submits() == {}
    await stories.settled()
    assert [each.said_by for each in stories.rows(Learned)] == ["U0SOFIA0000", "U0TOM000000"]
    assert [each.owner for each in stories.rows(FollowUp)] == ["U0SOFIA0000", "U0MAYA00000"]


async def test_nothing_is_checked_and_nothing_posted_when_a_draft_is_saved(sales: Town) -> None:
    lena = await draft(sales)
    lena.fill(takeaways=None, follow_up_0=None, follow_up_1=None, contributions=None)
    await save(sales, lena)
    await reopen(sales, lena)
    assert entered(lena.modal)["takeaways"] is None
    assert list(await lena.submits()) == ["takeaways"]
    assert heads(sales) == []


async def test_the_recap_is_seen_ahead_as_it_will_read(sales: Town) -> None:
    lena = await draft(sales)
    lena.fill(takeaways="Maya: discounts come too early", follow_up_0=None, due_1="2026-03-12")
    await lena.clicks(lena.modal or {}, "meetings.preview")
    ahead = lena.modals[-1]["blocks"]
    await lena.closes()
    assert await lena.submits() == {}
    await sales.settled()
    [recap] = [each for each in sales.workspace.conversation("#sales").top_level if RECAP in str(each.blocks)]
    assert _words(ahead) == _words(recap.blocks)


async def test_where_a_name_fits_two_people_the_form_asks_which(sales: Town) -> None:
    await sales.workspace.hire(SHAH)
    await sales.settled()
    lena = await draft(sales, "Notes\n- Priya said that buyers wait\n\nAction items\n- Priya to share the call list")
    assert "Which Priya do the notes mean?" in str(lena.modal)
    lena.fill(which_0="Priya Shah")
    assert await lena.submits() == {}
    assert [each.said_by for each in sales.rows(Learned)] == ["U0SHAH00000"]
    assert [each.owner for each in sales.rows(FollowUp)] == ["U0SHAH00000"]


async def test_an_unclear_name_that_nobody_explains_stays_a_name(sales: Town) -> None:
    await sales.workspace.hire(SHAH)
    await sales.settled()
    lena = await draft(sales, "Notes\n- Priya said that buyers wait\n\nAction items\n- Priya to share the call list")
    assert await lena.submits() == {}
    assert [(each.owner, each.owner_name) for each in sales.rows(FollowUp)] == [(None, "Priya")]


async def test_a_discarded_draft_is_gone_until_the_message_is_tagged_again(sales: Town) -> None:
    lena = sales.person("lena")
    post = await lena.says("#sales", f"@Touchpoint {NOTES}")
    await sales.settled()
    await reopen(sales, lena, "meetings.discard")
    assert "You discarded the draft" in sales.read(lena)
    await lena.opens_home()
    await sales.settled()
    assert "Drafts" not in str(lena.home)
    await lena.message_shortcut("meetings.tag", post)
    assert await lena.submits() == {}
    await sales.settled()
    assert heads(sales) == [RECAP]
    assert len(sales.rows(Meeting)) == 1


async def test_a_second_tag_opens_the_draft_as_it_was_corrected(sales: Town) -> None:
    lena = sales.person("lena")
    post = await lena.says("#sales", NOTES)
    await lena.message_shortcut("meetings.tag", post)
    lena.fill(follow_up_1="record two honest calls")
    await save(sales, lena)
    await lena.closes(everything=True)
    await lena.message_shortcut("meetings.tag", post)
    assert entered(lena.modal)["follow_up_1"] == "record two honest calls"


async def test_the_lines_that_found_no_place_stay_before_the_partners_eyes_and_in_the_meeting(sales: Town) -> None:
    notes = "Notes\n- it rained a lot\n- Priya said that buyers wait"
    lena = await draft(sales, notes)
    await save(sales, lena)
    await reopen(sales, lena)
    assert "it rained a lot" in str(lena.modal)
    assert await lena.submits() == {}
    assert [each.notes for each in sales.rows(Meeting)] == [notes]


async def test_longer_notes_get_more_fields_and_keep_what_was_typed(sales: Town) -> None:
    lena = sales.person("lena")
    await lena.runs("#sales", "/ld", "notes")
    lena.fill(notes="- We learned that buyers wait")
    await lena.clicks(lena.modal or {}, "meetings.more_room")
    await sales.settled()
    lena.fill(**{"notes.7": "- Tom to call Karl by Friday"})
    assert await lena.submits() == {}
    assert entered(lena.modal)["follow_up_0"] == "call Karl"


async def test_a_draft_of_last_week_is_still_offered(sales: Town) -> None:
    lena = await draft(sales)
    await lena.closes(everything=True)
    await sales.move_by(timedelta(days=7))
    await reopen(sales, lena)
    assert entered(lena.modal)["met_on"] == "2026-03-02"


async def test_drafts_are_shown_to_their_partner_alone(sales: Town) -> None:
    await draft(sales)
    for key in ("luis", "maya"):
        person = sales.person(key)
        await person.opens_home()
        await sales.settled()
        assert "Drafts" not in str(person.home)


async def test_a_next_meeting_that_is_over_is_pointed_out(sales: Town) -> None:
    lena = await draft(sales)
    lena.fill(next_on="2026-02-27")
    assert list(await lena.submits()) == ["next_on"]


def _words(blocks: object) -> list[str]:
    if isinstance(blocks, dict):
        own = [blocks["text"]] if isinstance(blocks.get("text"), str) else []
        return own + [word for value in blocks.values() for word in _words(value)]
    return [word for each in blocks for word in _words(each)] if isinstance(blocks, list) else []
