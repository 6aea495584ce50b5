"""Training requests, from the form to the outcome, as people meet them in Slack."""

import pytest

from bot.practice import ClientRefused
from bot.store.requests import TrainingRequest
from tests.practice.asking import AUDIENCE, DESIRED, PROBLEM, ask, cards, decide, send, stored, typed, typed_in
from tests.practice.town import Town

LONG = "They ask for a discount and we give it away. " * 222 + "Is that clear?"


async def test_a_request_is_sent_taken_asked_about_answered_and_decided(stories: Town) -> None:
    maya, lena = stories.person("maya"), stories.person("lena")
    card = await send(stories)
    assert "TR-1" in stories.read(maya)
    await lena.clicks(card, "requests.take")
    await stories.settled()
    assert "@Lena Hoffmann is looking after your request" in stories.read(maya)
    await ask(stories, card, "How many deals did that cost you?")
    await maya.clicks(maya.dm.messages[-1], "requests.answer")
    maya.fill(answer="Nine this quarter")
    await maya.submits()
    await stories.settled()
    [answered] = card.replies
    assert "Nine this quarter" in str(answered.blocks)
    await decide(stories, card, "recommended", "Two role plays with real calls")
    assert "Two role plays with real calls" in stories.read(maya)
    assert "@Lena Hoffmann recommended working on it." in stories.read("#learning-team")
    assert [each.text.count("TR-1") for each in maya.dm.messages] == [1, 1, 1, 1]


async def test_the_form_opens_with_what_was_typed_after_the_command(town: Town) -> None:
    maya = town.person("maya")
    await maya.runs("#sales", "/training-request", PROBLEM)
    assert typed(maya)["problem"] == PROBLEM


async def test_only_the_problem_the_wish_and_the_audience_are_required(town: Town) -> None:
    maya = town.person("maya")
    await maya.runs("#sales", "/training-request")
    with pytest.raises(ClientRefused) as refused:
        await maya.submits()
    assert refused.value.blocks == ("problem", "desired", "audience")


async def test_a_field_of_blanks_is_pointed_out_and_nothing_typed_is_lost(town: Town) -> None:
    maya = town.person("maya")
    await maya.runs("#sales", "/training-request", PROBLEM)
    maya.fill(desired="   ", audience=AUDIENCE, evidence="Lost deals", tried="A slide deck")
    assert await maya.submits() == {"desired": "Please fill this in."}
    assert typed(maya)["evidence"] == "Lost deals"
    maya.fill(desired=DESIRED)
    assert await maya.submits() == {}
    await town.settled()
    assert (stored(town).desired, stored(town).tried) == (DESIRED, "A slide deck")


async def test_a_day_that_is_over_is_pointed_out_and_today_is_not(town: Town) -> None:
    maya = town.person("maya")
    await maya.runs("#sales", "/training-request", PROBLEM)
    maya.fill(desired=DESIRED, audience=AUDIENCE, needed_by="2026-03-01")
    assert list(await maya.submits()) == ["needed_by"]
    maya.fill(needed_by="2026-03-02")
    assert await maya.submits() == {}
    assert stored(town).needed_by is not None


async def test_requests_are_numbered_one_after_the_other(town: Town) -> None:
    await send(town)
    await send(town, "marcus", "#procurement")
    assert sorted(row.number for row in town.rows(TrainingRequest)) == [1, 2]
    assert "TR-2" in town.read(town.person("marcus"))


async def test_who_asked_in_a_channel_is_answered_there_for_their_eyes_only(town: Town) -> None:
    town.let_bot_in("#sales")
    await send(town)
    maya = town.person("maya")
    assert ["TR-1" in each.text for each in maya.ephemerals] == [True]
    assert town.workspace.conversation("#sales").messages == []


async def test_a_guest_is_told_privately_and_gets_no_form(town: Town) -> None:
    gwen = town.person("gwen")
    await gwen.runs("#sales", "/training-request", PROBLEM)
    assert gwen.modals == []
    assert "Only members of this workspace" in gwen.ephemerals[-1].text


@pytest.mark.parametrize("button", ["requests.take", "requests.ask", "requests.decide"])
async def test_the_buttons_of_the_card_are_for_partners(town: Town, button: str) -> None:
    card = await send(town)
    ada = town.person("ada")
    await ada.clicks(card, button)
    await town.settled()
    assert ada.modals == []
    assert "Only L&amp;D partners" in ada.ephemerals[-1].text
    assert stored(town).status == "new"


async def test_a_request_that_somebody_took_cannot_be_taken_again(town: Town) -> None:
    card = await send(town)
    lena, luis = town.person("lena"), town.person("luis")
    buttons_as_luis_sees_them = card.blocks
    await lena.clicks(card, "requests.take")
    card.blocks = buttons_as_luis_sees_them
    await luis.clicks(card, "requests.take")
    await town.settled()
    assert "Lena looks after this already" in luis.ephemerals[-1].text
    assert stored(town).partner == lena.id


async def test_a_request_is_decided_once_and_what_the_second_partner_typed_stays(town: Town) -> None:
    card = await send(town)
    luis = town.person("luis")
    await luis.clicks(card, "requests.decide")
    await decide(town, card, "declined", "A price list will do")
    luis.fill(outcome="recommended", reason="We should build a course")
    await luis.submits()
    form, notice = luis.modals
    assert typed_in(form)["reason"] == "We should build a course"
    assert "Lena decided this already" in str(notice["blocks"])
    assert stored(town).reason == "A price list will do"


@pytest.mark.parametrize("outcome", ["recommended", "declined", "deferred"])
async def test_the_requester_is_told_every_outcome_with_its_reason(town: Town, outcome: str) -> None:
    card = await send(town)
    await decide(town, card, outcome, "Because of the new price list")
    told = town.person("maya").dm.messages[-1]
    assert "Because of the new price list" in str(told.blocks)
    assert "*TR-1*" in told.text


async def test_what_was_put_off_can_be_decided_later(town: Town) -> None:
    card = await send(town)
    await decide(town, card, "deferred", "After the trade fair")
    await decide(town, card, "recommended", "The trade fair is over")
    assert stored(town).status == "recommended"


async def test_no_decision_goes_without_a_reason(town: Town) -> None:
    card = await send(town)
    lena = town.person("lena")
    await lena.clicks(card, "requests.decide")
    lena.fill(outcome="declined", reason="  ")
    assert await lena.submits() == {"reason": "Please fill this in."}


async def test_a_message_becomes_a_request_with_its_words_and_its_address(town: Town) -> None:
    tom, maya = town.person("tom"), town.person("maya")
    post = await tom.says("#sales", "Buyers ask for 10 % & we just say yes")
    await maya.message_shortcut("requests.capture", post)
    assert typed(maya)["problem"] == "Buyers ask for 10 % & we just say yes"
    maya.fill(desired=DESIRED, audience=AUDIENCE)
    await maya.submits()
    await town.settled()
    assert stored(town).requester == maya.id
    assert post.ts.replace(".", "") in str(stored(town).permalink)


async def test_a_message_that_is_a_request_already_is_not_captured_again(town: Town) -> None:
    town.let_bot_in("#sales")
    maya = town.person("maya")
    post = await maya.says("#sales", "@Touchpoint we need training on price talks")
    await town.settled()
    await town.person("tom").message_shortcut("requests.capture", post)
    await town.settled()
    assert "TR-1 already" in town.person("tom").ephemerals[-1].text
    assert stored(town).requester == maya.id


async def test_a_mention_becomes_a_request_that_can_be_completed(town: Town) -> None:
    town.let_bot_in("#sales")
    maya = town.person("maya")
    await maya.says("#sales", "@Touchpoint we need training on price talks")
    await town.settled()
    assert stored(town).problem == "we need training on price talks"
    await maya.clicks(maya.dm.messages[-1], "requests.complete")
    maya.fill(desired=DESIRED, audience=AUDIENCE)
    await maya.submits()
    await town.settled()
    assert DESIRED in town.read("#learning-team")


async def test_only_the_requester_answers_a_question(town: Town) -> None:
    card = await send(town)
    await ask(town, card, "How many deals?")
    town.let_bot_in("#sales")
    maya, tom = town.person("maya"), town.person("tom")
    question = maya.dm.messages[-1]
    maya.dm.members.append(tom.id)
    await tom.clicks(question, "requests.answer")
    await town.settled()
    assert tom.modals == []


async def test_ten_thousand_characters_after_the_command_are_kept_to_the_last(town: Town) -> None:
    assert len(LONG) >= 10_000
    maya = town.person("maya")
    await maya.runs("#sales", "/training-request", LONG)
    maya.fill(desired=DESIRED, audience=AUDIENCE)
    assert await maya.submits() == {}
    await town.settled()
    assert stored(town).problem == LONG
    assert len(cards(town)) == 1


async def test_ten_thousand_characters_of_a_message_are_kept_to_the_last(town: Town) -> None:
    tom = town.person("tom")
    post = await tom.says("#sales", LONG)
    await tom.message_shortcut("requests.capture", post)
    tom.fill(desired=DESIRED, audience=AUDIENCE)
    await tom.submits()
    assert stored(town).problem == LONG


async def test_a_long_request_can_be_read_in_full_by_the_partners(town: Town) -> None:
    town.let_bot_in("#sales")
    await town.person("maya").says("#sales", f"@Touchpoint we need training. {LONG}")
    await town.settled()
    lena = town.person("lena")
    await lena.clicks(cards(town)[-1], "requests.read")
    assert "Is that clear?" in str(lena.modals[-1]["blocks"])


async def test_people_and_channels_in_the_words_of_a_request_are_named_not_numbered(town: Town) -> None:
    town.let_bot_in("#sales")
    await town.person("maya").says("#sales", "@Touchpoint @Tom in #sales needs training & time for it")
    await town.settled()
    assert stored(town).problem == "@Tom in #sales needs training & time for it"
