"""App Home: to each person what is theirs."""

from bot.domain.outbox import State
from bot.practice import Person
from bot.practice.model import Json
from tests.practice.asking import PROBLEM, REASONS, TURN_DOWN, TURNED_DOWN, send, turn_down
from tests.practice.holding import hold_meeting
from tests.practice.town import Town


async def test_an_empty_home_says_what_to_do_first(stories: Town) -> None:
    assert "Type `/training-request` in any channel." in await _home(stories, "maya")
    assert "choose *Tag as meeting notes*" in await _home(stories, "lena")


async def test_a_requester_sees_where_their_requests_stand_and_nobody_elses(town: Town) -> None:
    card = await send(town)
    assert "Waiting for L&amp;D" in await _home(town, "maya")
    await town.person("lena").clicks(card, "requests.take")
    await town.settled()
    assert f"TR-1 · {PROBLEM}" in await _home(town, "maya")
    assert f"<@{town.person('lena').id}> looks after it" in await _home(town, "maya")
    for other in ("tom", "gwen", "ada"):
        assert PROBLEM not in await _home(town, other)


async def test_a_partner_takes_a_request_in_home_and_home_shows_it(town: Town) -> None:
    await send(town)
    lena = town.person("lena")
    await _home(town, "lena")
    await lena.clicks(_shown(lena), "requests.take", "1")
    await town.settled()
    assert f"<@{lena.id}> looks after it" in str(_shown(lena)["blocks"])
    assert "requests.take" not in str(_shown(lena)["blocks"])
    assert "@Lena Hoffmann is looking after your request" in town.workspace.read("maya")


async def test_a_form_opened_in_home_leaves_home_as_things_are_now(town: Town) -> None:
    card = await send(town)
    lena = town.person("lena")
    await lena.clicks(card, "requests.take")
    await _home(town, "lena")
    await lena.clicks(_shown(lena), "requests.open", "1")
    await town.settled()
    await lena.clicks(_shown(lena), "requests.more", option=TURN_DOWN)
    lena.fill(outcome_no="decline", **REASONS | TURNED_DOWN["decline"] | {"reason": "The price list is the problem"})
    assert await lena.submits() == {}
    await town.settled()
    assert "The price list is the problem" in str(_shown(lena)["blocks"])
    await lena.clicks(_shown(lena), "requests.back")
    await town.settled()
    assert PROBLEM not in str(_shown(lena)["blocks"])


async def test_a_decided_request_stays_with_its_requester_and_leaves_the_queue(town: Town) -> None:
    card = await send(town)
    await town.person("lena").clicks(card, "requests.take")
    await turn_down(town, card, "decline", reason="The price list is the problem")
    assert "decided: no, with something else offered" in await _home(town, "maya")
    assert PROBLEM not in await _home(town, "luis")


async def test_a_request_that_was_put_off_waits_in_the_queue_with_its_day(town: Town) -> None:
    card = await send(town)
    await turn_down(town, card, "defer", reason="After the quarter ends")
    assert "Put off until Mon 16 Mar" in await _home(town, "maya")
    assert "put off until Mon 16 Mar" in await _home(town, "luis")


async def test_an_owner_settles_a_follow_up_in_home(town: Town) -> None:
    town.let_bot_in("#sales")
    await hold_meeting(town)
    tom = town.person("tom")
    assert "share the call list" in await _home(town, "tom")
    assert "call list" not in await _home(town, "maya")
    await tom.clicks(_shown(tom), "followups.done")
    await town.settled()
    assert "call list" not in str(_shown(tom)["blocks"])


async def test_a_partner_looks_at_coming_touchpoints_ahead_and_skips_one(town: Town) -> None:
    town.let_bot_in("#sales")
    await hold_meeting(town)
    lena, plan = town.person("lena"), "meeting:1:plan"
    assert "*Action plan* in" in await _home(town, "lena")
    assert "Action plan" not in await _home(town, "tom")
    await lena.clicks(_shown(lena), "touchpoints.preview", plan)
    assert "Our action plan" in str(lena.modal)
    await lena.closes()
    await lena.clicks(_shown(lena), "touchpoints.skip", plan)
    await town.settled()
    assert "*Action plan* in" not in str(_shown(lena)["blocks"])
    assert town.said(plan).state == State.CANCELLED


async def test_the_messages_tab_publishes_nothing(town: Town) -> None:
    assert town.person("maya").home is None
    await town.person("maya").writes_dm("hello")
    await town.settled()
    assert town.person("maya").home is None


async def _home(town: Town, key: str) -> str:
    """What somebody sees in their Home tab."""
    person = town.person(key)
    await person.opens_home()
    await town.settled()
    return str(_shown(person)["blocks"])


def _shown(person: Person) -> Json:
    assert person.home
    return person.home
