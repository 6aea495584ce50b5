"""The story of the main job: a request, its questions, a meeting, three touchpoints and a poll, as people read them."""

from datetime import time

import pytest

from bot.practice import Person
from tests.practice.asking import AUDIENCE, DESIRED, PROBLEM, analyse, answer, cards, questions, recommend
from tests.practice.noting import NOTES, PLAN, POLL, RECAP, RESULT, THANKS, heads, march, on, recap
from tests.practice.town import Town


@pytest.mark.parametrize("transport", ["socket", "http"], indirect=True)
async def test_a_request_a_meeting_three_touchpoints_and_a_poll(stories: Town) -> None:
    await _maya_brings_a_need(stories)
    await _maya_answers_the_detective(stories)
    await _lena_proposes_and_maya_agrees(stories)
    await _the_bot_comes_to_sales(stories)
    await _lena_posts_her_notes(stories)
    await _priya_and_tom_hear_what_they_promised(stories)
    await _the_team_reads_the_plan_and_votes(stories)
    await _everything_is_done(stories)
    await _everybody_sees_what_is_theirs(stories)


async def _maya_brings_a_need(town: Town) -> None:
    maya = town.person("maya")
    await maya.runs("#sales", "/training-request", PROBLEM)
    maya.fill(desired=DESIRED, audience=AUDIENCE, needed_by="2026-04-30")
    assert await maya.submits() == {}
    await town.settled()
    assert "Thank you: your request is *TR-1*." in town.read(maya)
    assert PROBLEM in town.read("#learning-team")
    assert "Nobody looks after this yet." in town.read("#learning-team")


async def _maya_answers_the_detective(town: Town) -> None:
    maya = town.person("maya")
    assert "Three short questions about your request *TR-1*" in town.read(maya)
    await answer(town, choice_1="some", choice_2="nothing", question_3="Nine of thirty deals this quarter")
    assert "Three more questions about *TR-1*" in town.read(maya)
    await maya.writes_dm("2: no, it is new to them")
    await town.settled()
    assert "Thank you, I noted your answer on *TR-1*." in town.read(maya)
    await answer(town, choice_4="shown", question_6="The average discount")
    await maya.clicks(questions(town)[-1], "requests.skip")
    await town.settled()
    assert "Nine of thirty deals this quarter" in town.read("#learning-team")
    assert "The answers point to knowledge and skill" in town.read("#learning-team")


async def _lena_proposes_and_maya_agrees(town: Town) -> None:
    lena, maya = town.person("lena"), town.person("maya")
    [card] = cards(town)
    await analyse(town, card, reframed="They never say it aloud before it counts", cause="skill")
    assert "@Lena Hoffmann is looking after your request" in town.read(maya)
    await recommend(town, card, "build", what_1="keep the hour free", who_1="maya", by_1="2026-03-09")
    assert "@Lena Hoffmann proposes to build something with you." in town.read(maya)
    await maya.clicks(maya.dm.messages[-1], "requests.agree")
    await town.settled()
    assert "Everybody agreed on *TR-1*" in town.read(maya)
    for owner, promised in ((lena, "run two role plays"), (maya, "keep the hour free")):
        await owner.clicks(owner.dm.messages[-1], "followups.done")
        await town.settled()
        assert f"{promised}\n    Done, thank you" in town.read(owner)


async def _the_bot_comes_to_sales(town: Town) -> None:
    maya = town.person("maya")
    await town.workspace.invite_bot("#sales", by="maya")
    await town.settled()
    assert "Which department is at home there?" in town.read(maya)
    await maya.clicks(maya.dm.messages[-1], "departments.open")
    maya.fill(name="Sales", kind="sales", lead="maya", partner="lena")
    assert await maya.submits() == {}
    await town.settled()
    assert "This is what I know of #sales now." in town.read(maya)
    assert heads(town) == []


async def _lena_posts_her_notes(town: Town) -> None:
    lena = town.person("lena")
    await on(town, march(2), time(11))
    await lena.says("#sales", f"@Touchpoint {NOTES}")
    await town.settled()
    assert "2 takeaways and 2 follow-ups. Nothing is posted until you have checked them." in town.read(lena)
    await lena.clicks(lena.dm.messages[-1], "meetings.open")
    lena.fill(due_1="2026-03-12", contributions="Priya: the story of the five-minute discount\nTom: an honest look")
    assert await lena.submits() == {}
    await town.settled()
    assert heads(town) == [RECAP]
    read = town.read("#sales")
    assert "• @Priya Nair: Buyers ask for a discount in the first five minutes\n" in read
    assert "• @Tom Becker: record two calls (by Thu 12 Mar)\n" in read


async def _priya_and_tom_hear_what_they_promised(town: Town) -> None:
    priya, tom = town.person("priya"), town.person("tom")
    for owner, promised in ((priya, "share the call list"), (tom, "record two calls")):
        assert "From the meeting in #sales, you are down for 1 follow-up." in town.read(owner)
        assert promised in town.read(owner)
    await _click(town, priya, "followups.done")
    await _click(town, tom, "followups.help")
    assert "share the call list\n    Done, thank you" in town.read(priya)
    assert "@Tom Becker needs help with a follow-up from #sales, due Thu 12 Mar." in town.read(town.person("lena"))


async def _the_team_reads_the_plan_and_votes(town: Town) -> None:
    await on(town, march(5), time(9))
    assert heads(town) == [RECAP, PLAN, POLL]
    read = town.read("#sales")
    assert "@Priya Nair: share the call list (by Fri 6 Mar, done)" in read
    assert "@Tom Becker: record two calls (by Thu 12 Mar, open)" in read
    assert "Role play" in read
    poll = recap(town).replies[1]
    for key in ("maya", "priya", "tom", "sofia", "gwen"):
        await town.person(key).clicks(poll, "polls.vote", value="1:1")
    await town.person("maya").clicks(poll, "polls.vote", value="1:0")
    await town.settled()
    assert "Your vote:\n    • Buyers ask for a discount in the first five minutes" in town.read(town.person("maya"))
    assert "1 vote" in town.read("#sales")
    assert "4 votes" in town.read("#sales")
    await on(town, march(10), time(16))
    await on(town, march(10), time(17))
    assert heads(town) == [RECAP, PLAN, POLL, RESULT]
    assert "Most votes, 4 of 5:\n        • The new price list confuses customers" in town.read("#sales")


async def _everything_is_done(town: Town) -> None:
    tom = town.person("tom")
    await on(town, march(10), time(17, 30))
    assert "1 follow-up is due soon." in heads(town, tom)
    await _click(town, tom, "followups.done")
    assert THANKS not in heads(town)
    await on(town, march(11), time(9))
    assert heads(town) == [RECAP, PLAN, POLL, RESULT, THANKS]
    thanks = town.read("#sales").split(f"Touchpoint: {THANKS}\n")[1]
    assert "• @Priya Nair: the story of the five-minute discount\n" in thanks
    assert "What came of it\n        • @Priya Nair: share the call list" in thanks
    assert "What you chose to start with\n        • The new price list confuses customers" in thanks
    assert "Still open" not in thanks
    assert len(recap(town).replies) == 4


async def _everybody_sees_what_is_theirs(town: Town) -> None:
    assert "TR-1 · reps freeze when buyers push back on price" in await _home(town, "maya")
    assert "Nothing is waiting for you." in await _home(town, "priya")
    partners = await _home(town, "lena")
    assert "Waiting for L&amp;D" in partners
    assert "Coming touchpoints" in partners
    assert "Coming touchpoints" not in await _home(town, "tom")


async def _click(town: Town, person: Person, button: str) -> None:
    """Click a button of somebody's last follow-up message."""
    await person.clicks(person.dm.messages[-1], button)
    await town.settled()


async def _home(town: Town, key: str) -> str:
    """Somebody's Home tab, all its words."""
    await town.person(key).opens_home()
    await town.settled()
    return str(town.person(key).home)
