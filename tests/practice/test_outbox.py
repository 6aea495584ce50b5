"""Every message is posted exactly once, whatever Slack and the network do meanwhile."""

from datetime import timedelta
from itertools import pairwise
from typing import Literal

import pytest

from bot.app import running
from bot.domain.outbox import SETTLE, State
from bot.practice import Fault, Message
from bot.store.outbox import Outgoing
from tests.practice.asking import DESIRED, PROBLEM, ask, cards, send
from tests.practice.town import Town, settings_of

Kind = Literal["500", "html", "drop", "internal_error"]
LOST: list[Kind] = ["500", "html", "drop", "internal_error"]
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize("kind", LOST)
async def test_a_message_whose_answer_was_lost_is_found_and_not_posted_again(town: Town, kind: Kind) -> None:
    town.server.faults.append(Fault("chat.postMessage", "after", kind, times=2))
    await _submit(town)
    await _doubted(town, 2)
    await _let_pass(town, SETTLE + SECOND)
    assert _posts(town) == 3
    assert {row.state for row in town.rows(Outgoing) if row.attempts} == {State.SENT}


@pytest.mark.parametrize("kind", LOST)
async def test_a_message_that_never_arrived_is_posted_after_a_look(town: Town, kind: Kind) -> None:
    town.server.faults.append(Fault("chat.postMessage", "before", kind, times=2))
    await _submit(town)
    await _doubted(town, 2)
    assert _posts(town) == 0
    await _let_pass(town, SETTLE + SECOND)
    assert _posts(town) == 3


async def test_a_lost_reply_is_looked_for_in_its_thread(town: Town) -> None:
    await _submit(town)
    await town.settled()
    maya = town.person("maya")
    await maya.clicks(maya.dm.messages[-1], "requests.answer")
    maya.fill(choice_1="yes", choice_2="nothing", question_3="Nine deals")
    town.server.faults.append(Fault("chat.postMessage", "after", "drop"))
    await maya.submits()
    await _doubted(town, 1)
    await _let_pass(town, SETTLE + SECOND)
    assert [reply.deleted for reply in cards(town)[0].replies] == [False]


async def test_nothing_is_posted_before_slack_said_one_may_try_again(town: Town) -> None:
    town.server.faults.append(Fault("chat.postMessage", "before", "429", times=2, retry_after=30))
    await _submit(town)
    await town.workspace.until(lambda: sum(row.attempts > 0 for row in town.rows(Outgoing)) == 2)
    await _let_pass(town, timedelta(seconds=25))
    assert _posts(town) == 0
    await _let_pass(town, timedelta(seconds=10))
    assert _posts(town) == 3


async def test_a_message_that_slack_refuses_for_good_is_kept_with_the_reason(town: Town) -> None:
    town.workspace.conversation("#learning-team").archived = True
    await _submit(town)
    await town.settled()
    dead = next(row for row in town.rows(Outgoing) if row.kind == "requests.card")
    assert (dead.state, dead.reason) == (State.DEAD, "is_archived")
    assert len(town.person("maya").dm.messages) == 2


async def test_messages_to_one_person_come_in_the_order_of_what_happened(town: Town) -> None:
    for _ in range(3):
        await _submit(town)
    await town.settled()
    told = [_number(message) for message in town.person("maya").dm.messages if "Thank you: " in message.text]
    assert told == [1, 2, 3]


async def test_a_message_is_updated_once_a_second_at_most_and_shows_the_last_state(town: Town) -> None:
    await send(town)
    [card] = cards(town)
    for _ in range(3):
        await ask(town, card, "How many deals?")
    updates = [entry for entry in town.workspace.ledger if entry.kind == "update"]
    moments = [float(entry.message.edited["ts"]) for entry in updates if entry.message.edited]
    assert all(later - earlier >= 0.99 for earlier, later in pairwise(moments))
    assert "6 questions wait for" in str(card.blocks)


async def test_a_lost_update_is_made_again(town: Town) -> None:
    card = await send(town)
    town.server.faults.append(Fault("chat.update", "before", "drop"))
    await town.person("lena").clicks(card, "requests.take")
    await town.workspace.until(lambda: town.said("request:1").uncertain)
    await _let_pass(town, SETTLE + SECOND)
    assert "@Lena Hoffmann looks after this." in town.read("#learning-team")


async def test_a_message_that_was_deleted_is_not_updated_for_ever(town: Town) -> None:
    card, lena = await send(town), town.person("lena")
    await lena.clicks(card, "requests.ask")
    card.deleted = True
    lena.fill(question="How many deals?")
    await lena.submits()
    await town.settled()
    assert town.said("request:1").reason == "message_not_found"


@pytest.mark.parametrize("databases", ["postgres"], indirect=True)
@pytest.mark.parametrize("transport", ["socket"], indirect=True)
async def test_two_bots_on_one_database_say_everything_once(stories: Town) -> None:
    settings = settings_of(stories.workspace, stories.server, stories.url)
    async with running(settings, stories.clock):
        for _ in range(5):
            await _submit(stories)
        await stories.settled()
    assert sorted(_number(card) for card in cards(stories)) == [1, 2, 3, 4, 5]
    assert len(stories.person("maya").dm.messages) == 10


async def _submit(town: Town) -> None:
    maya = town.person("maya")
    await maya.runs("#sales", "/training-request", PROBLEM)
    maya.fill(desired=DESIRED, audience="12 people")
    assert await maya.submits() == {}


async def _let_pass(town: Town, passed: timedelta) -> None:
    """Let time pass although something is under way: that is what is waited for."""
    town.clock.move_to(town.clock.now() + passed)
    await town.bot.ticks.catch_up()
    await town.settled()


async def _doubted(town: Town, messages: int) -> None:
    def doubted() -> bool:
        return sum(row.uncertain and row.attempts > 0 for row in town.rows(Outgoing)) == messages

    await town.workspace.until(doubted)


def _posts(town: Town) -> int:
    return sum(entry.kind == "post" and entry.message.bot for entry in town.workspace.ledger)


def _number(message: Message) -> int:
    return int(message.text.split("TR-")[1].split("*")[0].split(" ")[0])
