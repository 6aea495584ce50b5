"""Notes in threads and files, and what becomes of a draft when its message is edited or deleted."""

import pytest

from bot.practice import Message, Person
from bot.store.inbox import Received
from bot.store.meetings import Meeting
from bot.store.outbox import Outgoing
from tests.practice.noting import NOTES, RECAP, draft, entered, heads
from tests.practice.town import Town

EDITED = NOTES.replace("five minutes", "ten minutes").replace("record two calls", "record three calls")


async def thread(town: Town, *replies: tuple[str, str]) -> tuple[Person, Message]:
    """Have notes written in a thread of #sales; return Lena, who began it, and its root."""
    lena = town.person("lena")
    root = await lena.says("#sales", "Sales weekly")
    for who, text in replies:
        await town.person(who).says("#sales", text, thread=root.ts)
    return lena, root


TALK = (
    ("priya", "buyers ask for a discount in the first five minutes"),
    ("lena", "Action items\n- Tom to record two calls by Friday"),
)


@pytest.mark.parametrize("tagged", ["root", "reply"])
async def test_a_thread_of_notes_is_read_as_a_whole_with_who_said_what(sales: Town, tagged: str) -> None:
    lena, root = await thread(sales, *TALK)
    await lena.message_shortcut("meetings.tag", root if tagged == "root" else root.replies[-1])
    form = entered(lena.modal)
    assert form["takeaways"] == "Priya: Buyers ask for a discount in the first five minutes"
    assert (form["follow_up_0"], form["owner_0"]) == ("record two calls", "U0TOM000000")
    await lena.closes(everything=True)
    await lena.message_shortcut("meetings.tag", root.replies[0])
    assert len(sales.rows(Meeting)) == 1


async def test_a_thread_of_hundreds_of_replies_is_read_to_its_end(sales: Town) -> None:
    lena, root = await thread(sales, *(("tom", f"buyer {number} waits for the price list") for number in range(210)))
    await lena.says("#sales", "- I will call Karl by Friday", thread=root.ts)
    await lena.message_shortcut("meetings.tag", root)
    form = entered(lena.modal)
    assert (form["follow_up_0"], form["owner_0"], form["due_0"]) == ("call Karl", "U0LENA00000", "2026-03-06")
    assert "buyer 0 waits" in str(lena.modal).lower()


async def test_a_mention_in_the_thread_reads_all_of_it(stories: Town) -> None:
    stories.let_bot_in("#sales")
    lena, root = await thread(stories, *TALK)
    await lena.says("#sales", "@Touchpoint notes", thread=root.ts)
    await stories.settled()
    assert "1 takeaway and 1 follow-up" in stories.read(lena)


async def test_what_was_said_since_the_first_tag_comes_in_with_the_second(sales: Town) -> None:
    lena = sales.person("lena")
    root = await lena.says("#sales", f"@Touchpoint {NOTES}")
    await sales.settled()
    reply = await sales.person("sofia").says("#sales", "nobody owns the price list in the system", thread=root.ts)
    await lena.message_shortcut("meetings.tag", reply)
    takeaways = entered(lena.modal)["takeaways"].splitlines()
    assert (len(takeaways), takeaways[-1]) == (3, "Sofia: Nobody owns the price list in the system")
    assert len(sales.rows(Meeting)) == 1


async def test_the_deletion_is_told_also_to_whom_no_message_told_of_the_draft(sales: Town) -> None:
    lena = sales.person("lena")
    post = await lena.says("#sales", NOTES)
    await lena.message_shortcut("meetings.tag", post)
    await lena.deletes(post)
    await sales.settled()
    assert "I withdrew the draft" in sales.read(lena)
    assert "was deleted" in str(await lena.submits()) or "was deleted" in str(lena.modal)


async def test_a_thread_is_followed_when_one_of_its_messages_changes(sales: Town) -> None:
    lena, root = await thread(sales, *TALK)
    await lena.says("#sales", "@Touchpoint notes", thread=root.ts)
    await sales.settled()
    await lena.edits(root.replies[1], "Action items\n- Tom to record two calls by Friday\n- Priya to share the list")
    await sales.person("priya").deletes(root.replies[0])
    await sales.settled()
    assert "0 takeaways and 2 follow-ups" in sales.read(lena)


@pytest.mark.parametrize("name", ["weekly.txt", "weekly.md"])
async def test_a_file_with_a_mention_is_read_as_notes(stories: Town, name: str) -> None:
    stories.let_bot_in("#sales")
    lena = stories.person("lena")
    await lena.shares("#sales", name, NOTES.encode(), "@Touchpoint")
    await stories.settled()
    assert "2 takeaways and 2 follow-ups" in stories.read(lena)


async def test_a_file_is_read_from_the_menu_of_its_message(sales: Town) -> None:
    lena = sales.person("lena")
    post = await lena.shares("#sales", "weekly.md", NOTES.encode("utf-16"), "Sales weekly, notes in the file")
    await lena.message_shortcut("meetings.tag", post)
    assert "reading the files" in str(lena.modal)
    await sales.settled()
    assert entered(lena.modal)["follow_up_1"] == "record two calls"
    assert await lena.submits() == {}
    await sales.settled()
    assert heads(sales) == [RECAP]
    [meeting] = sales.rows(Meeting)
    assert meeting.attached == NOTES


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("weekly.docx", b"PK", "text and Markdown files"),
        ("weekly.txt", b"x" * 170_000, "longer than 40,000 characters"),
        ("weekly.txt", b"words " * 8_000, "longer than 40,000 characters"),
        ("weekly.txt", b"\x00\x01", "text and Markdown files"),
        ("weekly.txt", bytes(range(1, 256)) * 9, "text and Markdown files"),
        ("weekly.txt", b"x" * 1_000_000, "longer than 40,000 characters"),
        ("weekly.txt", b" \n ", "could not find any notes"),
    ],
)
async def test_a_file_that_cannot_be_read_is_said_kindly_and_leaves_no_draft(
    sales: Town, name: str, content: bytes, said: str
) -> None:
    lena = sales.person("lena")
    await lena.shares("#sales", name, content, "@Touchpoint notes")
    await sales.settled()
    assert said in lena.ephemerals[-1].text
    await lena.opens_home()
    await sales.settled()
    assert "Drafts" not in str(lena.home)


async def test_an_edit_updates_the_draft_until_it_is_confirmed(sales: Town) -> None:
    lena = sales.person("lena")
    post = await lena.says("#sales", f"@Touchpoint {NOTES}")
    await sales.settled()
    await lena.edits(post, f"@Touchpoint {EDITED}")
    await sales.settled()
    await lena.clicks(lena.dm.messages[-1], "meetings.open")
    form = entered(lena.modal)
    assert "ten minutes" in form["takeaways"]
    assert form["follow_up_1"] == "record three calls"
    assert await lena.submits() == {}
    await sales.settled()
    await lena.edits(post, "@Touchpoint never mind")
    await sales.settled()
    assert "record three calls" in sales.read("#sales")
    assert len([each for each in lena.dm.messages if each.text.startswith("Your notes from")]) == 1


async def test_an_edit_overwrites_nothing_that_was_corrected_and_says_what_changed(sales: Town) -> None:
    lena = sales.person("lena")
    post = await lena.says("#sales", f"@Touchpoint {NOTES}")
    await sales.settled()
    await lena.clicks(lena.dm.messages[-1], "meetings.open")
    lena.fill(follow_up_1="record two honest calls", follow_up_0=None)
    await lena.clicks(lena.modal or {}, "meetings.save")
    await sales.settled()
    await lena.edits(post, f"@Touchpoint {EDITED}\n- Sofia to book a room")
    await sales.settled()
    assert "the notes say “record three calls”" in sales.read(lena)
    await lena.clicks(lena.dm.messages[-1], "meetings.open")
    form = entered(lena.modal)
    assert "ten minutes" in form["takeaways"]
    assert (form["follow_up_1"], form["follow_up_2"]) == ("record two honest calls", "book a room")
    assert "follow_up_0" not in form


async def test_what_was_typed_into_an_open_form_outlives_an_edit_of_the_notes(sales: Town) -> None:
    lena = sales.person("lena")
    post = await lena.says("#sales", f"@Touchpoint {NOTES}")
    await sales.settled()
    await lena.clicks(lena.dm.messages[-1], "meetings.open")
    lena.fill(follow_up_1="prepare honest questions")
    await lena.edits(post, "@Touchpoint Sales weekly\n- Priya: buyers ask for a discount in the first five minutes")
    await sales.settled()
    assert await lena.submits() == {}
    assert "prepare honest questions" in str(lena.modal)
    assert heads(sales) == []


async def test_a_deleted_message_withdraws_its_draft_and_says_so(sales: Town) -> None:
    lena = sales.person("lena")
    post = await lena.says("#sales", f"@Touchpoint {NOTES}")
    await sales.settled()
    [offer] = lena.dm.messages
    blocks = offer.blocks
    await lena.deletes(post)
    await sales.settled()
    assert "I withdrew the draft" in sales.read(lena)
    offer.blocks = blocks
    await lena.clicks(offer, "meetings.open")
    await sales.settled()
    assert "was deleted" in lena.ephemerals[-1].text
    assert heads(sales) == []


async def test_a_confirmed_meeting_outlives_its_message(sales: Town) -> None:
    lena = sales.person("lena")
    post = await lena.says("#sales", f"@Touchpoint {NOTES}")
    await sales.settled()
    await lena.clicks(lena.dm.messages[-1], "meetings.open")
    assert await lena.submits() == {}
    await sales.settled()
    await lena.deletes(post)
    await sales.settled()
    assert heads(sales) == [RECAP]
    assert "are confirmed" in sales.read(lena)


async def test_what_is_said_edited_and_deleted_besides_leaves_no_trace_in_the_database(sales: Town) -> None:
    await draft(sales)
    sofia, before = sales.person("sofia"), (sales.contents(besides=Outgoing), sales.rows(Received))
    post = await sofia.says("#sales", "Lunch?")
    await sofia.edits(post, "Lunch at one?")
    await sofia.deletes(post)
    await sales.settled()
    assert (sales.contents(besides=Outgoing), sales.rows(Received)) == before
