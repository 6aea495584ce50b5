"""The performance detective: three questions at a time, in private, each with its reason, and each may be left out."""

from bot.practice.model import Json
from bot.store.requests_questions import Question
from tests.practice.asking import EVIDENCE, answer, click_page, open_page, questions, send, stored
from tests.practice.town import Town

FILL_IN = "Fill in answers you heard"


async def test_the_first_questions_come_by_themselves_each_with_its_reason(town: Town) -> None:
    await send(town)
    read = town.read(town.person("maya"))
    assert "Three short questions about your request *TR-1*" in read
    assert "1. If everything depended on it, could they do it today?" in read
    assert read.count("Why I ask: ") == 3
    assert "No answer" not in read


async def test_what_the_form_says_already_is_not_asked(town: Town) -> None:
    await send(town, evidence=EVIDENCE, tried="A slide deck", goal="Margin")
    asked = {row.slug for row in town.rows(Question)}
    assert asked.isdisjoint({"evidence", "tried", "goal", "gap", "extent"})


async def test_a_vague_word_brings_a_question_that_names_it(town: Town) -> None:
    await send(town, desired="They should be more professional on the phone")
    assert "You wrote “more professional”." in town.read(town.person("maya"))


async def test_the_next_questions_follow_the_answers(town: Town) -> None:
    await send(town)
    await answer(town, choice_1="no", choice_2="know_how", question_3=EVIDENCE)
    assert stored(town).evidence == EVIDENCE
    asked = [row.slug for row in town.rows(Question) if row.batch == 2]
    assert asked[0] == "before"
    assert len(questions(town)) == 1
    assert "12 % discount on average" in town.read("#learning-team")


async def test_nothing_more_is_asked_once_a_whole_batch_was_left_out(town: Town) -> None:
    await send(town)
    maya = town.person("maya")
    await maya.clicks(questions(town)[-1], "requests.skip")
    await town.settled()
    assert len(town.rows(Question)) == 3
    assert questions(town) == []
    assert town.read(maya).count("Left out.") == 3
    assert "@Maya Fernandes would rather not answer 3 questions." in town.read("#learning-team")


async def test_what_is_left_empty_in_the_form_is_left_out_and_the_rest_counts(town: Town) -> None:
    await send(town)
    await answer(town, choice_1="yes")
    first, second, third = [row for row in town.rows(Question) if row.batch == 1]
    assert first.choice == "yes"
    assert [second.skipped_at is None, third.skipped_at is None] == [False, False]
    assert len(questions(town)) == 1


async def test_answers_typed_in_the_thread_land_on_the_request(town: Town) -> None:
    await send(town)
    maya, [asked] = town.person("maya"), questions(town)
    await maya.writes_dm("2: the tools, we wait for the price list\n1: some of them could", asked.ts)
    await town.settled()
    first, second, third = [row for row in town.rows(Question) if row.batch == 1]
    assert (first.choice, first.answer) == ("some", "some of them could")
    assert second.answer == "the tools, we wait for the price list"
    assert third.answer is None
    assert "the tools, we wait for the price list" in town.read("#learning-team")
    assert "I noted your answer on *TR-1*" in maya.ephemerals[-1].text


async def test_an_answer_without_a_number_is_for_the_first_question_that_is_open(town: Town) -> None:
    await send(town)
    maya = town.person("maya")
    for said in ("No", "They don't know how", "Nine of thirty deals"):
        await maya.writes_dm(said)
        await town.settled()
    first = [row for row in town.rows(Question) if row.batch == 1]
    assert [row.answer for row in first] == ["No", "They don't know how", "Nine of thirty deals"]
    assert [row.choice for row in first] == ["no", "know_how", None]


async def test_with_questions_about_two_requests_nobody_guesses_which_one_is_meant(town: Town) -> None:
    await send(town)
    await send(town)
    maya = town.person("maya")
    await maya.writes_dm("No")
    await town.settled()
    assert "Questions about *TR-1* and *TR-2* wait for you" in maya.ephemerals[-1].text
    await maya.writes_dm("No", questions(town)[1].ts)
    await town.settled()
    answered = [row for row in town.rows(Question) if row.answer]
    assert [row.request_id for row in answered] == [2]


async def test_an_answer_can_be_put_right_in_the_form_before_the_last_one_is_given(town: Town) -> None:
    await send(town)
    maya = town.person("maya")
    await maya.writes_dm("No")
    await town.settled()
    await answer(town, choice_1="yes", question_1=None)
    first = town.rows(Question)[0]
    assert (first.choice, first.answer) == ("yes", None)


async def test_a_partner_sends_the_next_question_reworded_and_one_of_their_own(town: Town) -> None:
    card = await send(town)
    await answer(town, choice_1="no", choice_2="know_how", question_3=EVIDENCE)
    lena, maya = town.person("lena"), town.person("maya")
    await lena.clicks(card, "requests.ask")
    lena.fill(proposed_0="How much better would you call a success?")
    lena.fill(question="Who holds the price when it matters?")
    assert await lena.submits() == {}
    await town.settled()
    read = town.read(maya)
    assert "@Lena Hoffmann has two questions about your request *TR-1*." in read
    assert "Who holds the price when it matters?" in read
    assert "How much better would you call a success?" in read
    assert stored(town).partner == lena.id


async def test_no_question_goes_out_empty(town: Town) -> None:
    card = await send(town)
    lena = town.person("lena")
    await lena.clicks(card, "requests.ask")
    lena.fill(**dict.fromkeys(_proposed(lena.modals[-1]["blocks"])))
    assert await lena.submits() == {"question": "Please fill this in."}


async def test_no_question_of_the_flow_is_put_twice_however_often_a_form_is_sent(town: Town) -> None:
    card = await send(town)
    lena, luis = town.person("lena"), town.person("luis")
    for partner in (lena, luis):
        await partner.clicks(card, "requests.ask")
    assert await lena.submits() == {}
    await luis.submits()
    assert "All of these were asked meanwhile." in str(luis.modals[-1]["blocks"])
    await town.settled()
    slugs = [row.slug for row in town.rows(Question) if row.slug]
    assert len(slugs) == len(set(slugs))


async def test_a_partner_fills_in_what_they_heard_and_it_says_so(town: Town) -> None:
    card = await send(town)
    lena = town.person("lena")
    await lena.clicks(card, "requests.more", option=FILL_IN)
    lena.fill(choice_1="yes", question_3=EVIDENCE)
    assert await lena.submits() == {}
    await town.settled()
    assert "@Lena Hoffmann filled in what @Maya Fernandes said." in town.read("#learning-team")
    assert stored(town).evidence == EVIDENCE
    assert [row.answered_by for row in town.rows(Question) if row.answered_at] == [lena.id, lena.id]
    assert town.rows(Question)[1].skipped_at is None


async def test_an_empty_form_of_what_was_heard_is_pointed_out(town: Town) -> None:
    card = await send(town)
    lena = town.person("lena")
    await lena.clicks(card, "requests.more", option=FILL_IN)
    assert await lena.submits() == {"question_1": "Please fill this in."}


async def test_nobody_else_answers_or_leaves_out_a_question(town: Town) -> None:
    await send(town)
    maya, tom, [asked] = town.person("maya"), town.person("tom"), questions(town)
    maya.dm.members.append(tom.id)
    for button in ("requests.answer", "requests.skip"):
        await tom.clicks(asked, button)
        await town.settled()
    assert tom.modals == []
    assert "This is no longer here" in tom.ephemerals[-1].text
    assert all(row.skipped_at is None for row in town.rows(Question))


async def test_once_the_last_question_is_answered_the_requester_is_thanked(town: Town) -> None:
    await send(town, evidence=EVIDENCE, tried="A slide deck", goal="Margin")
    maya = town.person("maya")
    for _ in range(5):
        if not questions(town):
            break
        await maya.clicks(questions(town)[-1], "requests.answer")
        maya.fill(**_first_options(maya.modals[-1]["blocks"]))
        assert await maya.submits() == {}
        await town.settled()
    assert "Thank you, that is all I wanted to know about *TR-1*." in town.read(maya)


async def test_a_reply_under_any_message_about_a_request_reaches_the_partners(town: Town) -> None:
    card = await send(town)
    maya = town.person("maya")
    await maya.clicks(questions(town)[-1], "requests.skip")
    await town.person("lena").clicks(card, "requests.take")
    await town.settled()
    told = next(each for each in maya.dm.messages if "is looking after" in each.text)
    await maya.writes_dm("Thursday would suit me", told.ts)
    await town.settled()
    assert "@Maya Fernandes wrote:" in town.read("#learning-team")
    assert "Thursday would suit me" in town.read("#learning-team")
    assert "I passed it on" in maya.ephemerals[-1].text


async def test_in_private_without_a_question_the_bot_says_what_it_can_do(town: Town) -> None:
    maya = town.person("maya")
    await maya.writes_dm("hello")
    await town.settled()
    assert "/training-request" in str(maya.ephemerals[-1].blocks)


async def test_questions_of_a_request_that_was_taken_back_lose_their_buttons(town: Town) -> None:
    await send(town)
    await open_page(town, "maya")
    await click_page(town, "maya", "requests.withdraw")
    assert stored(town).status == "closed"
    assert questions(town) == []
    assert "@Maya Fernandes took the request back." in town.read("#learning-team")


def _proposed(blocks: list[Json]) -> list[str]:
    return [block["block_id"] for block in blocks if block["block_id"].startswith("proposed_")]


def _first_options(blocks: list[Json]) -> dict[str, str]:
    """The first answer that each question with choices offers, and words for those without."""
    inputs = {block["block_id"]: block["element"] for block in blocks if block["type"] == "input"}
    chosen = {name: menu["options"][0]["value"] for name, menu in inputs.items() if "options" in menu}
    free = {name: "About half" for name in inputs if name.replace("question", "choice") not in inputs}
    return free | chosen
