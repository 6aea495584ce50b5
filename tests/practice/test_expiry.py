"""What is too late to be true is not said any more, and its row says why."""

from datetime import timedelta

from bot.domain.outbox import State
from bot.practice import Fault
from bot.store.outbox import Outgoing
from tests.practice.asking import ask, send, turn_down
from tests.practice.noting import invite
from tests.practice.town import Town

HOLD = timedelta(minutes=1)
A_MOMENT = timedelta(seconds=10)


async def test_a_question_is_not_asked_once_the_request_is_decided(town: Town) -> None:
    card = await send(town)
    _hold_posts(town, times=2)
    await ask(town, card, "How many deals?")
    await turn_down(town, card, "decline", reason="A price list will do")
    await town.move_by(HOLD + A_MOMENT)
    assert _end(town, "requests.questions") == (State.EXPIRED, "decided before it was asked")
    await town.move_by(HOLD + A_MOMENT)  # the pause goes for all that is said, also for what came after
    assert "How many deals?" not in town.read(town.person("maya"))
    assert "A price list will do" in town.read(town.person("maya"))


async def test_partners_do_not_hear_of_a_removal_that_was_undone_meanwhile(town: Town) -> None:
    await invite(town, name="Sales", kind="sales")
    _hold_posts(town)
    await town.workspace.remove_bot("#sales")
    await town.settled()
    await town.workspace.invite_bot("#sales", by="maya")
    await town.move_by(HOLD + A_MOMENT)
    assert _end(town, "departments.removed") == (State.EXPIRED, "the bot is back in the channel")


async def test_nobody_is_asked_which_department_a_channel_is_that_the_bot_left_again(town: Town) -> None:
    _hold_posts(town)
    await town.workspace.invite_bot("#sales", by="maya")
    await town.settled()
    await town.workspace.remove_bot("#sales")
    await town.move_by(HOLD + A_MOMENT)
    assert _end(town, "departments.hello") == (State.EXPIRED, "the bot has left the channel")
    assert town.person("maya").dm.messages == []


def _hold_posts(town: Town, times: int = 1) -> None:
    """Have Slack refuse the next posts for some time."""
    held = int(HOLD.total_seconds())
    town.server.faults.append(Fault("chat.postMessage", "before", "429", times=times, retry_after=held))


def _end(town: Town, kind: str) -> tuple[str, str | None]:
    """What became of the message of this kind that was planned last."""
    row = max((row for row in town.rows(Outgoing) if row.kind == kind), key=lambda row: row.created_at)
    return row.state, row.reason
