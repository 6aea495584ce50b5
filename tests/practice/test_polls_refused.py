"""Polls that can't be asked as they stand: what people are told, and that nothing is lost."""

from datetime import timedelta

import pytest

from bot.domain.outbox import State
from bot.practice import Person
from bot.store.polls import Poll
from tests.practice.polling import SALES, asked, last_heard, started, votes
from tests.practice.town import Town

SECOND = timedelta(seconds=1)


async def test_a_form_that_needs_another_look_says_so_at_the_field_and_keeps_what_was_typed(town: Town) -> None:
    await town.workspace.invite_bot(SALES, "maya")
    maya = town.person("maya")
    await maya.runs(SALES, "/ld", "poll " + "why " * 2_500)
    maya.fill(options="Yes\nyes ", closes_at=town.clock.now() - timedelta(hours=1))
    assert set(await maya.submits()) == {"question", "options", "closes_at"}
    assert maya.modal
    assert len("".join(_typed(maya, "question"))) == 9_999
    maya.fill(**dict.fromkeys(_names(maya, "question.")), question="Why?", options="Yes\nNo", closes_at=None)
    assert await maya.submits() == {}


async def test_nothing_that_people_type_pings_or_breaks_the_message(town: Town) -> None:
    options = "<!channel>\n*bold* _it_ ~no~ `code`\n<https://example.com|here>\n🎉\nשמש"
    post = await asked(town, options=options)
    typed = [block["text"] for block in post.blocks if "accessory" in block]
    assert [text["text"] for text in typed] == options.splitlines()
    assert {text["type"] for text in typed} == {"plain_text"}
    assert "&lt;!channel&gt;" in post.text
    await votes(town, post, tom="<!channel>")
    assert last_heard(town.person("tom")) == "Your vote: &lt;!channel&gt;."


async def test_a_form_delivered_twice_asks_once(town: Town) -> None:
    await asked(town)
    submission = next(each for each in town.workspace.deliveries if each.payload.get("type") == "view_submission")
    await town.workspace.redeliver(submission)
    await town.settled()
    assert len(town.rows(Poll)) == 1


async def test_guests_vote_but_do_not_ask(town: Town) -> None:
    post = await asked(town)
    gwen = town.person("gwen")
    await gwen.runs(SALES, "/ld", "poll May I?")
    assert gwen.modal is None
    assert "Only members of this workspace" in last_heard(gwen)
    await votes(town, post, gwen="Role play")
    assert last_heard(gwen) == "Your vote: Role play."


@pytest.mark.parametrize(
    ("where", "told"), [(SALES, "/invite @Touchpoint"), ("#sales-leads", "/invite @Touchpoint"), ("dm", "channel")]
)
async def test_where_no_poll_can_be_posted_the_person_is_told_what_to_do(town: Town, where: str, told: str) -> None:
    maya = town.person("maya")
    await maya.runs(where, "/ld", "poll What first?")
    assert maya.modal is None
    assert told in last_heard(maya)


async def test_a_poll_that_slack_refused_waits_for_the_bot_to_be_invited(town: Town) -> None:
    await town.workspace.invite_bot("#sales-leads", "maya")
    maya, room = town.person("maya"), town.workspace.conversation("#sales-leads")
    await maya.runs("#sales-leads", "/ld", "poll What first?")
    maya.fill(options="Role play\nCall review", closes_at=None)
    room.members.remove(town.workspace.bot_user_id)
    await maya.submits()
    await town.settled()
    await town.move_by(SECOND)
    assert "`/invite @Touchpoint`" in maya.dm.messages[-1].text
    await town.workspace.invite_bot("#sales-leads", "maya")
    await town.settled()
    assert "asks: What first?" in room.messages[-1].text


async def test_a_poll_whose_time_is_over_before_it_could_be_asked_is_not_asked(town: Town) -> None:
    await town.workspace.invite_bot(SALES, "maya")
    now = town.clock.now()
    poll_id = await started(town, now + timedelta(hours=1), due_at=now + timedelta(hours=2))
    await town.move_by(timedelta(hours=3))
    assert "was never asked" in town.person("maya").dm.messages[-1].text
    assert town.said(f"poll:{poll_id}").state in (State.CANCELLED, State.EXPIRED)
    assert town.workspace.conversation(SALES).messages == []


def _names(person: Person, prefix: str) -> list[str]:
    blocks = (person.modal or {})["blocks"]
    return [block["block_id"] for block in blocks if block["block_id"].startswith(prefix)]


def _typed(person: Person, prefix: str) -> list[str]:
    values = (person.modal or {})["state"]["values"]
    return [next(iter(values[name].values()))["value"] or "" for name in _names(person, prefix)]
