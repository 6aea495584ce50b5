"""Before anything new is built: what exists, and who has the same need; one piece of work for both."""

from bot.store.followups import FollowUp
from bot.store.requests import TrainingRequest
from tests.practice import cataloguing
from tests.practice.asking import analyse, buttons, recommend, send, turn_down
from tests.practice.linking import ELSEWHERE, link, two
from tests.practice.town import Town


async def test_what_exists_is_shown_with_the_reason_why_it_fits(town: Town) -> None:
    await cataloguing.add(town, "lena", title="Holding the price when buyers push back")
    await cataloguing.volunteer(town, "tom", topics="price negotiation with buyers")
    [sales, _] = await two(town)
    lena = town.person("lena")
    await lena.closes(everything=True)
    await lena.clicks(sales, "requests.matches")
    shown = cataloguing.shown(lena.modals[-1])
    assert "Holding the price when buyers push back" in shown
    assert "price negotiation with buyers" in shown
    assert ELSEWHERE in shown
    assert "both speak of" in shown or "both are about" in shown


async def test_where_nothing_fits_it_says_so(town: Town) -> None:
    card, lena = await send(town), town.person("lena")
    await lena.clicks(card, "requests.matches")
    shown = cataloguing.shown(lena.modals[-1])
    assert "Nothing in the catalogue comes close." in shown
    assert "No mentor for this yet." in shown
    assert "Nobody else has asked for this." in shown


async def test_two_departments_with_one_need_share_one_piece_of_work(town: Town) -> None:
    sales, procurement = await two(town)
    await link(town, procurement, introduction="You both want to hold a price")
    maya, marcus, lena = (town.person(key) for key in ("maya", "marcus", "lena"))
    assert "you and @Marcus Webb from #procurement should know each other" in town.read(maya)
    assert "you and @Maya Fernandes from #sales should know each other" in town.read(marcus)
    assert "You both want to hold a price" in town.read(marcus)
    assert "Worked on together with *TR-1*" in town.read("#learning-team")
    assert "Together with TR-2." in town.read("#learning-team")
    await analyse(town, sales)
    await recommend(town, sales, "build")
    for requester, number in ((maya, 1), (marcus, 2)):
        assert f"Good news on *TR-{number}*" in town.read(requester)
    await maya.clicks(maya.dm.messages[-1], "requests.agree")
    await town.settled()
    assert town.rows(FollowUp) == []
    await marcus.clicks(marcus.dm.messages[-1], "requests.agree")
    await town.settled()
    assert [(row.owner, row.request_id) for row in town.rows(FollowUp)] == [(lena.id, 1)]
    assert sorted((row.number, row.outcome, row.requester) for row in town.rows(TrainingRequest)) == [
        (1, "build", maya.id),
        (2, "build", marcus.id),
    ]


async def test_requests_are_linked_without_introducing_anybody(town: Town) -> None:
    _, procurement = await two(town)
    await link(town, procurement)
    assert "should know each other" not in town.read(town.person("maya"))
    assert [row.lead_id for row in town.rows(TrainingRequest)] == [None, 1]


async def test_an_introduction_needs_words(town: Town) -> None:
    _, procurement = await two(town)
    lena = town.person("lena")
    await lena.clicks(procurement, "requests.matches")
    await lena.clicks(lena.modals[-1], "requests.link")
    lena.fill(introduce=["yes"])
    assert await lena.submits() == {"introduction": "Please fill this in."}


async def test_a_link_can_be_taken_back_and_nobody_is_lost(town: Town) -> None:
    sales, procurement = await two(town)
    await link(town, procurement)
    assert buttons(procurement, "requests.take") == []
    lena = town.person("lena")
    await lena.clicks(procurement, "requests.unlink")
    await town.settled()
    assert [row.lead_id for row in town.rows(TrainingRequest)] == [None, None]
    assert len(buttons(procurement, "requests.take")) == 1
    assert "@Lena Hoffmann works on it separately from TR-1 again." in town.read("#learning-team")
    await turn_down(town, sales, "decline")
    assert [row.status for row in town.rows(TrainingRequest)] == ["decided", "new"]


async def test_what_is_led_by_another_is_decided_there(town: Town) -> None:
    _, procurement = await two(town)
    shown = procurement.blocks
    await link(town, procurement)
    procurement.blocks = shown
    lena = town.person("lena")
    await lena.clicks(procurement, "requests.take")
    await town.settled()
    assert "This is worked on together with TR-1" in lena.ephemerals[-1].text


async def test_whoever_joins_accepted_work_is_told_what_was_decided(town: Town) -> None:
    sales, procurement = await two(town)
    await analyse(town, sales)
    await recommend(town, sales, "build")
    maya, marcus = town.person("maya"), town.person("marcus")
    await maya.clicks(maya.dm.messages[-1], "requests.agree")
    await town.settled()
    await link(town, procurement)
    assert "Good news on *TR-2*" in town.read(marcus)
    await marcus.clicks(marcus.dm.messages[-1], "requests.agree")
    await town.settled()
    assert len(town.rows(FollowUp)) == 1


async def test_two_that_are_linked_are_not_linked_again(town: Town) -> None:
    _, procurement = await two(town)
    lena, luis = town.person("lena"), town.person("luis")
    await luis.clicks(procurement, "requests.matches")
    await luis.clicks(luis.modals[-1], "requests.link")
    await link(town, procurement)
    await luis.submits()
    assert "These two are worked on together already." in str(luis.modals[-1]["blocks"])
    await lena.clicks(procurement, "requests.read")
    assert [row.lead_id for row in town.rows(TrainingRequest)] == [None, 1]
