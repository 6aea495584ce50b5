"""Three whole stories, as the people in them read them: a skill, a tool, and one need in two departments."""

from datetime import timedelta

from bot.practice import Message
from bot.store.followups import FollowUp
from bot.store.requests import TrainingRequest
from tests.practice.asking import DESIRED, PROBLEM, answer, buttons, cards, questions
from tests.practice.town import Town

CRM = "the team needs CRM training, half of the offers have the wrong discount in them"


async def test_a_skill_gap_becomes_accepted_work_with_a_charter(stories: Town) -> None:
    maya, lena = stories.person("maya"), stories.person("lena")
    card = await _asks(stories, "maya", "#sales", PROBLEM, desired=DESIRED, audience="12 account executives")
    assert "Thank you: your request is *TR-1*." in stories.read(maya)
    await answer(stories, choice_1="no", choice_2="know_how", question_3="Nine of thirty deals, 6 % each")
    await answer(stories, choice_4="no", question_5="Our margin")
    await maya.writes_dm("Nothing yet", questions(stories)[-1].ts) if questions(stories) else None
    await stories.settled()
    read = stories.read("#learning-team")
    assert "The answers point to knowledge and skill" in read
    assert "• They could not do it even if they had to." in read
    await lena.clicks(card, "requests.take")
    await stories.settled()
    await lena.clicks(card, "requests.analyse")
    lena.fill(reframed="They know the words and lose them under pressure")
    assert await lena.submits() == {}
    await stories.settled()
    assert "Cause:" in stories.read("#learning-team")
    await lena.clicks(card, "requests.recommend")
    lena.fill(outcome="build")
    assert await lena.submits() == {}
    lena.fill(
        reason="This is practice, not a course", support="Two role plays with real calls",
        challenge="The hour has to stay free", measure="The average discount falls from 12 % to 8 % by June",
        what_0="run two role plays", who_0="lena", by_0="2026-03-20",
        what_1="bring two recorded calls", who_1="maya", by_1="2026-03-10",
    )  # fmt: skip
    assert await lena.submits() == {}
    await stories.settled()
    told = maya.dm.messages[-1]
    assert "They know the words and lose them under pressure" in str(told.blocks)
    await maya.clicks(told, "requests.agree")
    await stories.settled()
    assert "Everybody agreed on *TR-1*: the work begins." in stories.read(maya)
    assert "bring two recorded calls\n    due Tue 10 Mar" in stories.read(maya)
    await maya.clicks(maya.dm.messages[-1], "followups.done")
    await stories.settled()
    assert [row.status for row in stories.rows(FollowUp)] == ["open", "done"]
    assert len([each for each in cards(stories) if each.text.startswith("TR-1")]) == 1


async def test_a_training_need_that_is_a_tool_ends_in_advice_with_an_owner(town: Town) -> None:
    maya, luis = town.person("maya"), town.person("luis")
    more = {"desired": "Offers go out right the first time", "audience": "8 people", "goal": "Fewer corrections"}
    card = await _asks(town, "maya", "#sales", CRM, **more)
    await maya.writes_dm("1: yes they could\n2: the tools\n3: 14 corrections last week")
    await town.settled()
    await answer(town, choice_4="easier", question_5="Ines has a template", choice_6="course")
    assert "The answers point to tools and process" in town.read("#learning-team")
    await luis.clicks(card, "requests.take")
    await town.settled()
    await luis.clicks(card, "requests.recommend")
    luis.fill(outcome="build")
    assert list(await luis.submits()) == ["outcome"]
    luis.fill(outcome="advice")
    assert await luis.submits() == {}
    luis.fill(
        reason="They know the tool; the form lets the old discount stand", support="We write the one-page guide",
        challenge="Somebody has to change the form", advice="Take the discount out of the offer template",
        owner="tom", due_on="2026-03-13",
    )  # fmt: skip
    assert await luis.submits() == {}
    await town.settled()
    read = town.read(maya)
    assert "A course would not change much here; something else will. @Tom Becker takes it on by Fri 13 Mar." in read
    assert "| Take the discount out of the offer template" in read
    assert "Take the discount out of the offer template\n    due Fri 13 Mar" in town.read(town.person("tom"))
    await maya.clicks(maya.dm.messages[-1], "requests.talk")
    maya.fill(remark="Thank you, that is what we needed")
    assert await maya.submits() == {}
    await town.settled()
    assert "Thank you, that is what we needed" in town.read("#learning-team")


async def test_two_departments_with_one_need_get_one_piece_of_work(town: Town) -> None:
    maya, marcus, lena = (town.person(key) for key in ("maya", "marcus", "lena"))
    first = await _asks(town, "maya", "#sales", PROBLEM, desired=DESIRED, audience="12 people", evidence="6 %")
    wanted = {"desired": "They say why and keep the price", "audience": "6 buyers", "evidence": "9 % too much"}
    second = await _asks(town, "marcus", "#procurement", "buyers give in when sellers push back on price", **wanted)
    await town.move_by(timedelta(minutes=1))
    await lena.clicks(second, "requests.matches")
    assert PROBLEM in str(lena.modals[-1]["blocks"])
    await lena.clicks(lena.modals[-1], "requests.link")
    lena.fill(introduce=["yes"], introduction="You both want people to hold a price")
    assert await lena.submits() == {}
    await town.settled()
    for one, other in ((maya, "Marcus Webb from #procurement"), (marcus, "Maya Fernandes from #sales")):
        assert f"you and @{other} should know each other" in town.read(one)
    await lena.clicks(first, "requests.take")
    await town.settled()
    await lena.clicks(first, "requests.analyse")
    lena.fill(no_goal="We try it with both teams first", cause="skill")
    assert await lena.submits() == {}
    await town.settled()
    await lena.clicks(first, "requests.recommend")
    lena.fill(outcome="build")
    await lena.submits()
    lena.fill(
        reason="One practice serves both", support="We run it", challenge="Both teams at one table",
        measure="Half the discounts", what_0="run the practice", who_0="lena", by_0="2026-03-20",
    )  # fmt: skip
    assert await lena.submits() == {}
    await town.settled()
    for requester in (maya, marcus):
        assert "Still to agree: " in town.read(requester)
        await requester.clicks(requester.dm.messages[-1], "requests.agree")
        await town.settled()
    assert [row.text for row in town.rows(FollowUp)] == ["run the practice"]
    assert {row.outcome for row in town.rows(TrainingRequest)} == {"build"}
    assert "Everybody agreed on *TR-1*" in town.read(maya)
    assert "Everybody agreed on *TR-2*" in town.read(marcus)
    assert buttons(second, "requests.unlink")


async def _asks(town: Town, who: str, channel: str, problem: str, **fields: str) -> Message:
    person = town.person(who)
    await person.runs(channel, "/training-request", problem)
    person.fill(**fields)
    assert await person.submits() == {}
    await town.settled()
    return cards(town)[-1]
