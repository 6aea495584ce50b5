"""What can't be said is reported to the partners, who decide what becomes of it."""

from datetime import timedelta

from bot.domain.outbox import SETTLE, State
from bot.practice import Fault, Message
from bot.store.outbox import Outgoing
from tests.practice.noting import draft
from tests.practice.town import Town

LND = "#learning-team"


async def test_a_recap_that_slack_refuses_is_reported_and_posted_once_the_bot_is_back(stories: Town) -> None:
    town = stories
    await _recap_refused(town)
    [report] = _reports(town)
    assert "I could not post the recap in #sales. I am not in that channel" in town.read(LND)
    town.let_bot_in("#sales")
    await town.person("lena").clicks(report, "stuck.post_now")
    await town.settled()
    assert town.read("#sales").count("What we learned in your meeting") == 1
    assert "The recap in #sales: it is there." in town.read(LND)


async def test_a_partner_may_let_it_go(town: Town) -> None:
    await _recap_refused(town)
    [report] = _reports(town)
    await town.person("luis").clicks(report, "stuck.let_go")
    await town.settled()
    assert "The recap in #sales: let go." in town.read(LND)
    assert [row.state for row in town.rows(Outgoing) if row.kind == "touchpoints.recap"] == [State.CANCELLED]


async def test_nobody_but_a_partner_decides(town: Town) -> None:
    await _recap_refused(town)
    town.workspace.conversation(LND).members.append(town.person("maya").id)
    await town.person("maya").clicks(_reports(town)[0], "stuck.let_go")
    await town.settled()
    assert "Only L&amp;D partners can do this" in town.person("maya").ephemerals[-1].text
    assert [row.state for row in town.rows(Outgoing) if row.kind == "touchpoints.recap"] == [State.DEAD]


async def test_a_message_nobody_can_look_for_waits_for_a_partner_who_sees_it(town: Town) -> None:
    await _recap_in_doubt(town)
    [report] = _reports(town)
    assert "I cannot tell whether the recap in #sales was posted" in town.read(LND)
    await town.person("lena").clicks(report, "stuck.it_is_there")
    await town.settled()
    assert town.read("#sales").count("What we learned in your meeting") == 1
    assert "The recap in #sales: it is there." in town.read(LND)


async def test_a_report_says_nothing_twice(town: Town) -> None:
    await _recap_refused(town)
    await town.move_by(timedelta(days=2))
    assert len(_reports(town)) == 1


async def _recap_refused(town: Town) -> None:
    town.let_bot_in("#sales")
    lena = await draft(town)
    town.workspace.conversation("#sales").members.remove(town.workspace.bot_user_id)
    assert await lena.submits() == {}
    await town.workspace.until(lambda: _reports(town))


async def _recap_in_doubt(town: Town) -> None:
    town.let_bot_in("#sales")
    lena = await draft(town)
    town.workspace.bot_scopes.difference_update({"channels:history", "groups:history", "im:history", "mpim:history"})
    town.server.faults.append(Fault("chat.postMessage", "after", "drop"))
    assert await lena.submits() == {}
    await town.workspace.until(lambda: any(row.uncertain for row in town.rows(Outgoing)))
    await town.move_by(SETTLE + timedelta(seconds=1))
    await town.workspace.until(lambda: _reports(town))


def _reports(town: Town) -> list[Message]:
    messages = town.workspace.conversation(LND).messages
    return [message for message in messages if "stuck.post_now" in str(message.blocks)]
