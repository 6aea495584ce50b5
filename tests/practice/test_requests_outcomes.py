"""No recommendation before the analysis, and every request ends in an outcome with its reasons."""

from datetime import timedelta

import pytest

from bot.domain.followups import Status as Promised
from bot.practice import ClientRefused
from bot.store.followups import FollowUp
from bot.store.requests_outcomes import RequestOutcome
from tests.practice import cataloguing
from tests.practice.asking import (
    CHARTER,
    NEEDED,
    REASONS,
    TURN_DOWN,
    analyse,
    buttons,
    recommend,
    send,
    stored,
    turn_down,
    typed_in,
)
from tests.practice.town import Town

OVERRIDE = "Recommend without the analysis"


async def test_recommend_appears_once_the_analysis_has_no_gaps(town: Town) -> None:
    card = await send(town)
    assert buttons(card, "requests.recommend") == []
    assert "somebody still has to say how it is noticed and which goal it touches" in town.read("#learning-team")
    await analyse(town, card, no_goal=None)
    assert buttons(card, "requests.recommend") == []
    await analyse(town, card, no_goal="We try it in one team first")
    assert len(buttons(card, "requests.recommend")) == 1
    assert "still has to say" not in town.read("#learning-team")


async def test_the_own_words_and_the_reframed_problem_stand_side_by_side(town: Town) -> None:
    card = await send(town)
    await analyse(town, card, reframed="Reps give the discount before they hear the reason")
    read = town.read("#learning-team")
    assert read.index("reps freeze when buyers") < read.index("The problem, as L&D sees it") < read.index("instead?")
    assert stored(town).problem == "reps freeze when buyers push back on price"


async def test_only_a_lack_of_skill_leads_to_learning(town: Town) -> None:
    card, lena = await send(town), town.person("lena")
    await analyse(town, card, cause="tools")
    await lena.clicks(card, "requests.recommend")
    for outcome in ("build", "reuse", "coaching"):
        lena.fill(outcome=outcome)
        assert list(await lena.submits()) == ["outcome"]
    lena.fill(outcome="advice")
    assert await lena.submits() == {}
    lena.fill(**REASONS | NEEDED["advice"])
    assert await lena.submits() == {}
    assert lena.modals == []


async def test_a_cause_that_nobody_knows_yet_leads_nowhere(town: Town) -> None:
    card, lena = await send(town), town.person("lena")
    await analyse(town, card, cause="unclear")
    await lena.clicks(card, "requests.recommend")
    lena.fill(outcome="advice")
    assert list(await lena.submits()) == ["outcome"]
    lena.fill(cause=None)
    assert await lena.submits() == {"cause": "Please fill this in."}


async def test_who_passes_over_the_analysis_writes_why_and_it_is_kept(town: Town) -> None:
    card, lena = await send(town), town.person("lena")
    await lena.clicks(card, "requests.more", option=OVERRIDE)
    lena.fill(outcome="build", cause="skill")
    with pytest.raises(ClientRefused):
        await lena.submits()
    lena.fill(override="The trade fair is on Thursday")
    assert await lena.submits() == {}
    lena.fill(**REASONS | CHARTER)
    assert await lena.submits() == {}
    await town.settled()
    [kept] = town.rows(RequestOutcome)
    assert (kept.outcome, kept.override) == ("build", "The trade fair is on Thursday")
    await lena.opens_home()
    await town.settled()
    assert "1 recommendation so far passed over the analysis." in str(lena.home)


async def test_whoever_wants_to_build_sees_first_what_exists(town: Town) -> None:
    await cataloguing.add(town, "lena", title="Holding the price when buyers push back")
    card, lena = await send(town), town.person("lena")
    await lena.closes(everything=True)
    await analyse(town, card)
    await town.move_by(timedelta(minutes=1))
    await lena.clicks(card, "requests.recommend")
    lena.fill(outcome="build")
    await lena.submits()
    shown = cataloguing.shown(lena.modals[-1])
    assert "Before something new is built, this exists already" in shown
    assert "In the catalogue: Holding the price when buyers push back" in shown


async def test_blanks_are_no_reason_to_pass_over_the_analysis(town: Town) -> None:
    card, lena = await send(town), town.person("lena")
    await lena.clicks(card, "requests.more", option=OVERRIDE)
    lena.fill(outcome="build", cause="skill", override="   ")
    assert list(await lena.submits()) == ["override"]


async def test_a_charter_that_both_sides_agree_to_becomes_promises(town: Town) -> None:
    card = await send(town)
    await analyse(town, card)
    maya, second = town.person("maya"), {"what_1": "bring two recordings", "who_1": "maya", "by_1": "2026-03-10"}
    await recommend(town, card, "build", **second)
    told = maya.dm.messages[-1]
    assert "proposes to build something with you" in told.text
    assert "• @Maya Fernandes: bring two recordings (by Tue 10 Mar)" in town.read(maya)
    assert town.rows(FollowUp) == []
    await maya.clicks(told, "requests.agree")
    await town.settled()
    promised = [(row.owner, row.text, row.status) for row in town.rows(FollowUp)]
    lena = town.person("lena").id
    assert promised == [(lena, "run two role plays", Promised.OPEN), (maya.id, "bring two recordings", Promised.OPEN)]
    assert "Everybody agreed on *TR-1*: the work begins." in town.read(maya)
    assert "For training request *TR-1*, you are down for 1 follow-up." in town.read(maya)
    assert "Everybody agreed to the charter." in town.read("#learning-team")
    assert buttons(told, "requests.agree") == []


async def test_agreeing_twice_promises_once(town: Town) -> None:
    card = await send(town)
    await analyse(town, card)
    await recommend(town, card, "build")
    maya = town.person("maya")
    told = maya.dm.messages[-1]
    shown = told.blocks
    await maya.clicks(told, "requests.agree")
    await town.settled()
    told.blocks = shown
    await maya.clicks(told, "requests.agree")
    await town.settled()
    assert len(town.rows(FollowUp)) == 1


async def test_a_step_of_the_charter_has_somebody_and_a_day(town: Town) -> None:
    card, lena = await send(town), town.person("lena")
    await analyse(town, card)
    await lena.clicks(card, "requests.recommend")
    lena.fill(outcome="build")
    await lena.submits()
    lena.fill(**REASONS | CHARTER, what_1="and then?")
    assert sorted(await lena.submits()) == ["by_1", "who_1"]
    lena.fill(who_1="gwen", by_1="2026-03-01")
    assert sorted(await lena.submits()) == ["by_1", "who_1"]
    lena.fill(who_1="luis", by_1="2026-03-27")
    assert await lena.submits() == {}


async def test_a_changed_charter_asks_for_agreement_again_and_promises_only_what_is_new(town: Town) -> None:
    card, maya = await send(town), town.person("maya")
    await analyse(town, card)
    await recommend(town, card, "build")
    first = maya.dm.messages[-1]
    await maya.clicks(first, "requests.agree")
    await town.settled()
    await recommend(town, card, "build", what_1="look at the discount", who_1="maya", by_1="2026-03-27")
    assert "There is a newer proposal for this request." in town.read(maya)
    assert len(town.rows(FollowUp)) == 1
    await maya.clicks(maya.dm.messages[-1], "requests.agree")
    await town.settled()
    assert [row.text for row in town.rows(FollowUp)] == ["run two role plays", "look at the discount"]


async def test_what_exists_is_recommended_with_its_address(town: Town) -> None:
    await cataloguing.add(town, "lena", title="Objections in ten minutes", address="https://learn.example/objections")
    await town.person("lena").closes(everything=True)
    card = await send(town)
    await analyse(town, card)
    await recommend(town, card, "reuse", resource_id="Objections in ten minutes")
    told = town.person("maya").dm.messages[-1]
    assert "what you need exists already" in told.text
    assert "https://learn.example/objections" in str(told.blocks)
    assert "Objections in ten minutes" in str(told.blocks)


async def test_without_a_resource_nothing_can_be_reused(town: Town) -> None:
    card, lena = await send(town), town.person("lena")
    await analyse(town, card)
    await lena.clicks(card, "requests.recommend")
    lena.fill(outcome="reuse")
    await lena.submits()
    assert "The catalogue is empty." in str(lena.modals[-1]["blocks"])


async def test_coaching_names_the_mentor(town: Town) -> None:
    await cataloguing.volunteer(town, "tom")
    await town.person("tom").closes(everything=True)
    card = await send(town)
    await analyse(town, card)
    await recommend(town, card, "coaching", mentor_id="Tom: negotiation, price talks")
    assert "proposes coaching with @Tom Becker" in town.read(town.person("maya"))


async def test_advice_is_a_promise_of_its_owner(town: Town) -> None:
    card = await send(town)
    await analyse(town, card, cause="tools")
    await recommend(town, card, "advice", owner="tom")
    told = town.person("maya").dm.messages[-1]
    assert "A course would not change much here" in told.text
    assert "@Tom Becker takes it on by Fri 13 Mar" in town.read(town.person("maya"))
    [promised] = town.rows(FollowUp)
    assert (promised.owner, promised.text) == (town.person("tom").id, "One page with the price limits")
    assert "For training request *TR-1*, you are down for 1 follow-up." in town.read(town.person("tom"))


@pytest.mark.parametrize("outcome", ["build", "advice"])
async def test_every_outcome_holds_a_reason_a_support_and_a_challenge(town: Town, outcome: str) -> None:
    card, lena = await send(town), town.person("lena")
    await analyse(town, card, cause="mixed")
    await lena.clicks(card, "requests.recommend")
    lena.fill(outcome=outcome)
    await lena.submits()
    lena.fill(**NEEDED[outcome] | dict.fromkeys(REASONS, "  "))
    assert sorted(await lena.submits()) == sorted(REASONS)


async def test_a_no_always_offers_something(town: Town) -> None:
    card, lena = await send(town), town.person("lena")
    await lena.clicks(card, "requests.more", option=TURN_DOWN)
    lena.fill(outcome_no="decline", **REASONS)
    assert await lena.submits() == {"offered": "Please fill this in."}
    lena.fill(offered="Tom's list of answers is in the wiki")
    assert await lena.submits() == {}
    await town.settled()
    read = town.read(town.person("maya"))
    assert "will not take it on. Here is why, and what may help instead." in read
    assert "Tom's list of answers is in the wiki" in read


async def test_a_not_now_has_a_day_that_is_not_over(town: Town) -> None:
    card, lena = await send(town), town.person("lena")
    await lena.clicks(card, "requests.more", option=TURN_DOWN)
    lena.fill(outcome_no="defer", **REASONS)
    assert list(await lena.submits()) == ["deferred_until"]
    lena.fill(deferred_until="2026-03-01")
    assert list(await lena.submits()) == ["deferred_until"]
    lena.fill(deferred_until="2026-03-16")
    assert await lena.submits() == {}


async def test_the_requester_answers_an_outcome_in_their_own_words(town: Town) -> None:
    card, maya = await send(town), town.person("maya")
    await turn_down(town, card, "decline")
    await maya.clicks(maya.dm.messages[-1], "requests.talk")
    maya.fill(remark="The list is two years old")
    assert await maya.submits() == {}
    await town.settled()
    assert "The list is two years old" in town.read("#learning-team")


async def test_somebody_else_decided_meanwhile(town: Town) -> None:
    card, luis = await send(town), town.person("luis")
    await luis.clicks(card, "requests.more", option=TURN_DOWN)
    await turn_down(town, card, "decline")
    luis.fill(outcome_no="defer", deferred_until="2026-03-16", **REASONS | {"reason": "After the fair"})
    await luis.submits()
    form, notice = luis.modals
    assert typed_in(form)["reason"] == "After the fair"
    assert "Lena decided this already" in str(notice["blocks"])
    assert stored(town).outcome == "decline"


async def test_a_charter_that_was_replaced_cannot_be_agreed_to(town: Town) -> None:
    card, maya = await send(town), town.person("maya")
    await analyse(town, card)
    await recommend(town, card, "build")
    first = maya.dm.messages[-1]
    shown = first.blocks
    await recommend(town, card, "build", measure="10 %")
    first.blocks = shown
    await maya.clicks(first, "requests.agree")
    await town.settled()
    assert "There is a newer proposal" in maya.ephemerals[-1].text
    assert town.rows(FollowUp) == []


async def test_nobody_else_agrees_to_a_charter(town: Town) -> None:
    card, maya, tom = await send(town), town.person("maya"), town.person("tom")
    await analyse(town, card)
    await recommend(town, card, "build")
    maya.dm.members.append(tom.id)
    for button in ("requests.agree", "requests.talk"):
        await tom.clicks(maya.dm.messages[-1], button)
        await town.settled()
    assert "This is no longer here" in tom.ephemerals[-1].text
    assert tom.modals == []
    assert town.rows(FollowUp) == []
