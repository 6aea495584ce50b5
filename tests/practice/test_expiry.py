"""What is too late to be true is not said any more, and its row says why."""

from datetime import timedelta

from bot.domain.outbox import State
from bot.practice import Fault
from bot.store.outbox import Outgoing
from tests.practice.asking import send
from tests.practice.noting import invite
from tests.practice.town import Town

HOLD = timedelta(seconds=250)
A_MOMENT = timedelta(seconds=10)


async def test_a_question_is_not_asked_once_the_request_is_decided(town: Town) -> None:
    card, lena = await send(town), town.person("lena")
    _hold_posts(town)
    await lena.clicks(card, "requests.ask")
    lena.fill(question="How many deals?")
    await lena.submits()
    await lena.clicks(card, "requests.decide")
    lena.fill(outcome="declined", reason="A price list will do")
    await lena.submits()
    await town.move_by(HOLD + A_MOMENT)
    assert _end(town, "requests.question") == (State.EXPIRED, "decided before it was asked")
    await town.move_by(HOLD + A_MOMENT)  # the pause goes for all that is said, also for what came after
    assert "How many deals?" not in town.read(town.person("maya"))
    assert "A price list will do" in town.read(town.person("maya"))


async def test_partners_do_not_hear_of_a_removal_that_was_undone_meanwhile(town: Town) -> None:
    await invite(town, name="Sales", kind="sales")
    _hold_posts(town)
    await town.workspace.remove_bot("#sales")
    await town.workspace.invite_bot("#sales", by="maya")
    await town.move_by(HOLD + A_MOMENT)
    assert _end(town, "departments.removed") == (State.EXPIRED, "the bot is back in the channel")


async def test_nobody_is_asked_which_department_a_channel_is_that_the_bot_left_again(town: Town) -> None:
    _hold_posts(town)
    await town.workspace.invite_bot("#sales", by="maya")
    await town.workspace.remove_bot("#sales")
    await town.move_by(HOLD + A_MOMENT)
    assert _end(town, "departments.hello") == (State.EXPIRED, "the bot has left the channel")
    assert town.person("maya").dm.messages == []


def _hold_posts(town: Town) -> None:
    """Have Slack refuse the next post for some time."""
    town.server.faults.append(Fault("chat.postMessage", "before", "429", retry_after=int(HOLD.total_seconds())))


def _end(town: Town, kind: str) -> tuple[str, str | None]:
    [row] = [row for row in town.rows(Outgoing) if row.kind == kind]
    return row.state, row.reason
