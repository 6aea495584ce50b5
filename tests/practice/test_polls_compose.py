"""A poll is put together: from anywhere, in a form that changes, from drafts that are kept."""

from datetime import timedelta

from bot.practice import Person
from bot.services import polls_drafts
from bot.store.polls import Poll, PollDraft
from tests.practice import noting
from tests.practice.composing import adds, chooses, fields, held, listed, picks, presses
from tests.practice.polling import SALES, shown
from tests.practice.steering import note
from tests.practice.town import Town

DAY = "Which day suits you?"


async def test_the_form_changes_with_the_kind_and_nothing_typed_is_lost(town: Town) -> None:
    maya = await _opened(town, f"poll {DAY}")
    assert fields(maya) == ["question", "kind", "options", "mode", "closes_at"]
    maya.fill(options="Monday\nTuesday")
    await _kind(town, maya, "multiple")
    maya.fill(most="3")
    await _kind(town, maya, "yes_no")
    assert fields(maya) == ["question", "kind", "mode", "closes_at"]
    await _kind(town, maya, "multiple")
    assert (held(maya, "options"), held(maya, "most")) == ("Monday\nTuesday", "3")
    assert set(await maya.submits()) == {"most"}
    maya.fill(most="2", mode="confidential")
    await presses(town, maya, "preview")
    assert "Choose up to 2." in str(maya.modal)
    assert "polls.vote" not in str(maya.modal)
    await maya.closes()
    await presses(town, maya, "settings")
    assert fields(maya) == ["reason", "opens_at", "rhythm", "extras"]
    maya.fill(reason="We plan the week", extras=["has_comments"], opens_at=town.clock.now() - timedelta(hours=1))
    assert set(await maya.submits()) == {"opens_at"}
    maya.fill(opens_at=None)
    assert await maya.submits() == {}
    await town.settled()
    assert await maya.submits() == {}
    await town.settled()
    [poll] = town.rows(Poll)
    assert (poll.mode, poll.reason, poll.has_comments, poll.for_guests) == (
        "confidential", "We plan the week", True, False,
    )  # fmt: skip
    assert poll.questions[0]["most"] == 2
    assert town.rows(PollDraft) == []


async def test_a_survey_is_written_left_found_again_and_asked(town: Town) -> None:
    maya = await _opened(town, "poll")
    await adds(town, maya, question=DAY, options="Monday\nTuesday")
    await adds(town, maya, question="How sure are you?", kind="scale")
    await adds(town, maya, question="What else?", kind="text")
    assert listed(maya) == [f"1. {DAY}", "2. How sure are you?", "3. What else?"]
    await picks(town, maya, 3, "Move up")
    await picks(town, maya, 1, "Remove")
    assert listed(maya) == ["1. What else?", "2. How sure are you?"]
    await picks(town, maya, 2, "Edit")
    maya.fill(question="How sure are you now?")
    assert await maya.submits() == {}
    await town.settled()
    maya.fill(title="Our week", closes_at=town.clock.now() + timedelta(hours=1))
    await presses(town, maya, "settings")
    await maya.closes(everything=True)
    await town.move_by(timedelta(days=1))
    assert "Our week" in str(await _home(town, maya))
    await maya.runs(SALES, "/ld", "poll Something new?")
    await presses(town, maya, "resume", option=None)
    assert listed(maya) == ["1. What else?", "2. How sure are you now?"]
    assert held(maya, "title") == "Our week"
    maya.fill(channel_id=SALES)
    assert await maya.submits() == {}
    await town.settled()
    assert "Our week" in shown(town)
    assert "How sure are you now?" in shown(town)
    [kept] = town.rows(PollDraft)
    assert kept.body["questions"][0]["text"] == "Something new?"
    assert town.rows(Poll)[0].closes_at > town.clock.now()  # type: ignore[operator]


async def test_two_forms_at_once_are_two_drafts_and_one_draft_in_two_windows_is_never_mixed(town: Town) -> None:
    maya = await _opened(town, "poll First?")
    await _kind(town, maya, "yes_no")
    first = town.workspace.modals[maya.id][-1]
    await maya.runs(SALES, "/ld", "poll Second?")
    await _kind(town, maya, "scale")
    assert [row.body["questions"][0]["text"] for row in town.rows(PollDraft)] == ["First?", "Second?"]
    town.workspace.views[first.id] = first
    town.workspace.modals[maya.id] = [first]
    whose = (town.workspace.team_id, maya.id, town.rows(PollDraft)[0].id or 0)
    await town.bot.deps.store.run(polls_drafts.change, *whose, 1, (), town.clock.now())
    assert await maya.submits() == {}
    await town.settled()
    assert "This draft was changed in another window." in str(maya.modal)
    assert town.rows(Poll) == []
    assert await maya.submits() == {}
    await town.settled()
    assert [poll.questions[0]["text"] for poll in town.rows(Poll)] == ["First?"]
    assert [row.body["questions"][0]["text"] for row in town.rows(PollDraft)] == ["Second?"]


async def test_a_template_is_begun_from_and_what_was_typed_stays_the_first_question(town: Town) -> None:
    maya = await _opened(town, f"poll {DAY}")
    maya.fill(options="Monday")
    await presses(town, maya, "template", option="Trust pulse")
    assert len(listed(maya)) == 6
    assert held(maya, "title") == "How far do you trust L&D?"
    assert "Asked again every quarter." in str(maya.modal)
    assert await maya.submits() == {}
    assert "Question 1: A poll needs at least two answers" in str(maya.modal)
    await presses(town, maya, "template", option="Reaction")
    assert len(listed(maya)) == 6
    assert await maya.submits() == {}
    await town.settled()
    assert "How was it for you?" in shown(town)
    assert "Which day" not in shown(town)


async def test_a_message_becomes_a_poll_and_the_shortcut_asks_for_a_channel_that_both_are_in(town: Town) -> None:
    town.let_bot_in(SALES)
    maya, tom = town.person("maya"), town.person("tom")
    post = await tom.says(SALES, f"{DAY}\n• Monday &amp; after\n2. Tuesday\nPlease vote today.")
    await maya.message_shortcut("polls.turn", post)
    assert (held(maya, "question"), held(maya, "options")) == (DAY, "Monday &amp; after\nTuesday")
    assert await maya.submits() == {}
    await town.settled()
    assert "Please vote today." in shown(town)
    await maya.global_shortcut("polls.create")
    maya.fill(question="And the hour?", options="Nine\nTen", channel_id="#sales-leads")
    assert await maya.submits() == {"channel_id": maya.modal_errors["channel_id"]}
    assert "I am not in this channel yet." in maya.modal_errors["channel_id"]
    town.let_bot_in("#sales-leads")
    room = town.workspace.conversation("#sales-leads")
    room.members.remove(maya.id)
    await maya.submits()
    assert "You are not in this channel." in maya.modal_errors["channel_id"]
    room.members.append(maya.id)
    assert await maya.submits() == {}
    await town.settled()
    assert "And the hour?" in town.workspace.read("#sales-leads")


async def test_a_partner_asks_a_poll_after_a_touchpoint_in_its_channel_and_one_from_home(town: Town) -> None:
    town.let_bot_in(SALES)
    lena = town.person("lena")
    await noting.confirm(town)
    await lena.clicks(note(town, "recap"), "polls_compose.from_touchpoint")
    lena.fill(question=DAY, options="Monday\nTuesday")
    assert await lena.submits() == {}
    await town.settled()
    assert DAY in shown(town)
    await _home(town, lena)
    assert lena.home
    await lena.clicks(lena.home, "polls.create")
    assert "channel_id" in fields(lena)


async def test_what_cannot_be_asked_is_said_at_its_field(town: Town) -> None:
    maya, now = await _opened(town, "poll"), town.clock.now()
    await presses(town, maya, "settings")
    maya.fill(opens_at=now + timedelta(days=3), rhythm="first_monday")
    assert await maya.submits() == {}
    await town.settled()
    maya.fill(question=DAY, options="\n".join(map(str, range(21))), closes_at=now + timedelta(days=2))
    assert set(await maya.submits()) == {"options", "closes_at"}
    assert "before the poll opens" in maya.modal_errors["closes_at"]
    maya.fill(options="One\n one", closes_at=now + timedelta(days=4))
    assert set(await maya.submits()) == {"options"}
    await presses(town, maya, "add")
    maya.fill(question="And?", options="Only one")
    assert set(await maya.submits()) == {"options"}
    await maya.closes()
    await presses(town, maya, "discard")
    assert "This poll is gone" in str(maya.modal)
    assert town.rows(PollDraft) == []
    gwen = town.person("gwen")
    await gwen.global_shortcut("polls.create")
    await town.bot.deps.drain()
    assert "Only members of this workspace" in str(gwen.modal)
    await maya.message_shortcut("polls.turn", await maya.says("#sales-leads", DAY))
    await town.bot.deps.drain()
    assert "/invite @Touchpoint" in maya.ephemerals[-1].text


async def _opened(town: Town, text: str) -> Person:
    town.let_bot_in(SALES)
    maya = town.person("maya")
    await maya.runs(SALES, "/ld", text)
    return maya


async def _kind(town: Town, person: Person, kind: str) -> None:
    await chooses(person, "kind", kind)
    await town.settled()


async def _home(town: Town, person: Person) -> object:
    await person.opens_home()
    await town.settled()
    return person.home
