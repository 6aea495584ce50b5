"""Training requests, from the form to the outcome, as people meet them in Slack."""

import pytest
from sqlmodel import Session, select

from bot.domain.requests import TEXT_MAX
from bot.practice import ClientRefused
from bot.store.requests import TrainingRequest
from tests.practice.aiming import add, lead
from tests.practice.asking import AUDIENCE, DESIRED, PROBLEM, cards, questions, send, stored, typed
from tests.practice.town import Town

LONG = "They ask for a discount and we give it away. " * 222 + "Is that clear?"


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


async def test_who_wants_to_change_more_text_than_a_form_holds_is_told_what_to_do(town: Town) -> None:
    town.let_bot_in("#sales")
    maya = town.person("maya")
    await maya.says("#sales", "@Touchpoint we need training on price talks")
    await town.settled()
    await town.bot.deps.store.run(_fill_with_more_than_a_form_holds)
    await maya.clicks(maya.dm.messages[-1], "requests.complete")
    await town.settled()
    assert "more text here than a form in Slack can hold" in maya.ephemerals[-1].text
    assert maya.modals == []


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


async def test_a_partners_emoji_makes_a_request_of_what_somebody_wrote(town: Town) -> None:
    town.let_bot_in("#sales")
    tom, lena = town.person("tom"), town.person("lena")
    post = await tom.says("#sales", "Buyers ask for 10 % & we just say yes")
    await lena.reacts(post, "mortar_board")
    await lena.unreacts(post, "mortar_board")
    await lena.reacts(post, "mortar_board")
    await town.settled()
    assert (stored(town).requester, stored(town).problem) == (tom.id, "Buyers ask for 10 % & we just say yes")
    assert "I noted this as training request *TR-1*" in town.read(tom)
    await tom.clicks(tom.dm.messages[-1], "requests.complete")
    tom.fill(desired=DESIRED, audience=AUDIENCE)
    await tom.submits()
    await town.settled()
    assert len(questions(town, "tom")) == 1


async def test_a_reply_in_a_thread_becomes_a_request_as_well(town: Town) -> None:
    town.let_bot_in("#sales")
    tom, lena = town.person("tom"), town.person("lena")
    post = await tom.says("#sales", "How was the call?")
    reply = await tom.says("#sales", "They wanted 10 % and I had no answer", post.ts)
    await lena.reacts(reply, "mortar_board")
    await town.settled()
    assert stored(town).problem == "They wanted 10 % and I had no answer"


async def test_other_emoji_and_other_peoples_reactions_make_no_request(town: Town) -> None:
    town.let_bot_in("#sales")
    tom = town.person("tom")
    post = await tom.says("#sales", "Buyers ask for 10 %")
    await tom.reacts(post, "mortar_board")
    await town.person("lena").reacts(post, "tada")
    await town.settled()
    assert town.rows(TrainingRequest) == []


async def test_what_a_guest_wrote_becomes_no_request_and_the_partner_is_told(town: Town) -> None:
    town.let_bot_in("#sales")
    gwen, lena = town.person("gwen"), town.person("lena")
    post = await gwen.says("#sales", "We need to talk about price")
    await lena.reacts(post, "mortar_board")
    await town.settled()
    assert town.rows(TrainingRequest) == []
    assert "Only members of this workspace" in lena.ephemerals[-1].text


async def test_the_goals_of_the_department_are_offered_in_the_form(town: Town) -> None:
    await lead(town, "maya", "#sales")
    await add(town, "Average discount", "maya", "#sales", kind="kpi", baseline="12 %", target="8 %")
    maya = town.person("maya")
    await maya.closes(everything=True)
    await maya.runs("#sales", "/training-request", PROBLEM)
    maya.fill(desired=DESIRED, audience=AUDIENCE, goal_id="Average discount: from 12 % to 8 %")
    assert await maya.submits() == {}
    await town.settled()
    assert stored(town).goal_id is not None
    assert "Average discount: from 12 % to 8 %" in town.read("#learning-team")


async def test_people_and_channels_in_the_words_of_a_request_are_named_not_numbered(town: Town) -> None:
    town.let_bot_in("#sales")
    await town.person("maya").says("#sales", "@Touchpoint @Tom in #sales needs training & time for it")
    await town.settled()
    assert stored(town).problem == "@Tom in #sales needs training & time for it"


def _fill_with_more_than_a_form_holds(session: Session) -> None:
    request = session.exec(select(TrainingRequest)).one()
    request.problem = request.desired = "🎉" * TEXT_MAX
