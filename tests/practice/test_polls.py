"""Polls as a channel meets them: asked, voted in, closed."""

import asyncio
import copy
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.domain.errors import Refused
from bot.domain.outbox import State
from bot.domain.polls import Ballot
from bot.practice import Person, timeline
from bot.practice.model import Message
from bot.services import polls, polls_closing
from bot.store.inbox import Received
from bot.store.polls import Poll, Turnout, Vote
from tests.practice.town import Town

SALES = "#sales"
SECOND = timedelta(seconds=1)


async def asked(town: Town, key: str = "maya", options: str = "Role play\nCall review", **more: Any) -> Message:
    """Have somebody ask a question in #sales, and return the poll's message."""
    if town.workspace.bot_user_id not in town.workspace.conversation(SALES).members:
        await town.workspace.invite_bot(SALES, "maya")
    person = town.person(key)
    await person.runs(SALES, "/ld", "poll What first?")
    person.fill(options=options, **more)
    assert await person.submits() == {}
    await town.settled()
    return town.workspace.conversation(SALES).top_level[-1]


async def votes(town: Town, post: Message, **choices: str) -> None:
    """Have people click the button beside an option, in order, and wait until all is said."""
    for key, option in choices.items():
        await town.person(key).clicks(post, "polls.vote", button(post, option))
    await town.bot.deps.drain()
    await town.settled()


async def closed(town: Town, person: Person, post: Message) -> None:
    """Have somebody choose *Close now*."""
    await person.clicks(post, "polls.close", option="Close now")
    await town.bot.deps.drain()
    await town.settled()


def button(post: Message, option: str) -> str:
    return next(
        str(block["accessory"]["value"])
        for block in post.blocks
        if block["type"] == "section" and block["text"]["text"] == option
    )


def shown(town: Town) -> str:
    """What stands in #sales."""
    return town.workspace.read(SALES)


def last_heard(person: Person) -> str:
    return person.ephemerals[-1].text


async def test_a_poll_is_asked_voted_in_changed_and_closed_at_its_time(stories: Town) -> None:
    closes_at = stories.clock.now() + timedelta(hours=5)
    post = await asked(stories, closes_at=closes_at)
    assert "Nobody has answered yet." in shown(stories)
    await votes(stories, post, tom="Role play", priya="Call review", gwen="Call review")
    await votes(stories, post, tom="Call review", priya="Call review")
    assert "0 votes · 0 %" in shown(stories)
    assert "2 votes · 100 % · @Gwen Carter @Tom Becker" in shown(stories)
    assert last_heard(stories.person("tom")) == "Your vote: Call review."
    assert last_heard(stories.person("priya")) == "Your vote is taken back."
    await stories.move_to(closes_at)
    _, reply = stories.workspace.conversation(SALES).thread(post.ts)
    assert "Most votes, 2 of 2: Call review" in reply.text
    assert "Closed." in shown(stories)
    assert "Vote]" not in shown(stories)


async def test_a_crowd_gets_every_vote_in_and_the_message_shows_the_final_count(stories: Town) -> None:
    post = await asked(stories)
    crowd = [stories.person(key) for key in ("maya", "priya", "tom", "sofia", "lena", "gwen")]
    first, second = button(post, "Role play"), button(post, "Call review")
    for value in (first, second, first):
        await asyncio.gather(*(person.clicks(post, "polls.vote", value) for person in crowd))
    await stories.settled()
    assert "6 votes · 100 %" in shown(stories)
    assert [row.chosen for row in stories.rows(Vote)] == [[0]] * 6


async def test_several_answers_are_chosen_one_by_one(town: Town) -> None:
    post = await asked(town, choice="several", options="A\nB\nC")
    await votes(town, post, tom="C")
    await votes(town, post, tom="A")
    assert last_heard(town.person("tom")) == "Your vote: A and C."
    await votes(town, post, tom="C")
    assert last_heard(town.person("tom")) == "Your vote: A."
    assert "1 person has answered." in shown(town)


async def test_a_confidential_poll_keeps_no_link_between_people_and_answers(stories: Town) -> None:
    post = await asked(stories, "lena", mode="confidential")
    await votes(stories, post, **dict.fromkeys(("maya", "tom", "gwen", "priya"), "Role play"), sofia="Call review")
    assert "5 people have answered." in shown(stories)
    assert "votes" not in shown(stories)
    people = {person.id for person in map(stories.person, ("maya", "tom", "gwen", "priya", "sofia"))}
    assert not people & {row.voter for row in stories.rows(Vote)}
    await closed(stories, stories.person("lena"), post)
    assert "4 votes · 80 %" in shown(stories)
    [poll] = stories.rows(Poll)
    assert (poll.secret, poll.tally, stories.rows(Vote)) == (None, [4, 1], [])
    assert {row.user_id for row in stories.rows(Turnout)} == people
    assert all(row.key.endswith(":polls.vote") for row in stories.rows(Received) if "vote" in row.key)


async def test_too_few_confidential_answers_leave_no_split_behind(town: Town) -> None:
    post = await asked(town, mode="confidential")
    await votes(town, post, tom="Role play", gwen="Role play", priya="Call review", sofia="Role play")
    await closed(town, town.person("maya"), post)
    assert "4 people answered: too few to show how they chose" in shown(town)
    [poll] = town.rows(Poll)
    assert (poll.tally, town.rows(Vote)) == (None, [])


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
    typed = [block["text"] for block in post.blocks if "accessory" in block][1:]
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


async def test_only_whoever_asked_or_a_partner_closes_a_poll(town: Town) -> None:
    post = await asked(town)
    await closed(town, town.person("tom"), post)
    assert last_heard(town.person("tom")) == "Only Maya, who asked, or an L&amp;D partner can close this poll."
    await closed(town, town.person("lena"), post)
    assert "Closed by @Lena Hoffmann." in shown(town)
    assert "Nobody voted" in town.workspace.conversation(SALES).thread(post.ts)[-1].text


async def test_a_vote_after_the_close_is_answered_and_not_counted(town: Town) -> None:
    post = await asked(town)
    on_an_old_screen = copy.deepcopy(post)
    await closed(town, town.person("maya"), post)
    await votes(town, on_an_old_screen, tom="Role play")
    assert "This poll is closed" in last_heard(town.person("tom"))
    await closed(town, town.person("maya"), on_an_old_screen)
    assert "closed already" in last_heard(town.person("maya"))
    assert town.rows(Vote) == []


async def test_a_vote_at_the_closing_time_comes_too_late(town: Town) -> None:
    closes_at = town.clock.now() + timedelta(hours=1)
    poll_id = await started(town, closes_at)
    with pytest.raises(Refused, match="poll_closed"):
        await town.bot.deps.store.run(polls.vote, town.workspace.team_id, "U0TOM", poll_id, 0, closes_at)


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


async def test_a_deleted_poll_is_left_alone(town: Town) -> None:
    post = await asked(town)
    await town.workspace.courier.publish(timeline.delete(town.workspace, post))
    team, maya = town.workspace.team_id, town.person("maya").id
    await town.bot.deps.store.run(polls_closing.close_now, team, maya, 1, town.clock.now())
    await town.settled()
    await town.move_by(timedelta(hours=1))
    message = town.said("poll:1")
    assert (message.reason, message.refresh_at) == ("message_not_found", None)
    assert town.said("poll:1:result").state == State.DEAD


async def test_a_poll_in_a_thread_is_asked_and_answered_there(town: Town) -> None:
    root = await asked(town)
    poll_id = await started(town, town.clock.now() + timedelta(hours=1), thread="poll:1")
    await town.move_by(timedelta(hours=2))
    texts = [message.text for message in town.workspace.conversation(SALES).thread(root.ts)]
    assert len(texts) == 3
    assert texts[1] == texts[2] == "The poll “What first?” is closed. Nobody voted."
    view = await town.bot.deps.read(polls.result, town.workspace.team_id, poll_id)
    assert view
    assert (view.is_open, view.answers) == (False, 0)


async def test_a_poll_whose_time_is_over_before_it_could_be_asked_is_not_asked(town: Town) -> None:
    await town.workspace.invite_bot(SALES, "maya")
    now = town.clock.now()
    poll_id = await started(town, now + timedelta(hours=1), due_at=now + timedelta(hours=2))
    await town.move_by(timedelta(hours=3))
    assert "was never asked" in town.person("maya").dm.messages[-1].text
    assert town.said(f"poll:{poll_id}").state in (State.CANCELLED, State.EXPIRED)
    assert town.workspace.conversation(SALES).messages == []


async def started(town: Town, closes_at: datetime, *, due_at: datetime | None = None, thread: str | None = None) -> int:
    """Plan a poll in #sales as other features do, and return its id."""
    channel, maya = town.workspace.conversation(SALES).id, town.person("maya").id
    ballot = Ballot(channel, maya, "What first?", ("Role play", "Call review"), False, False, closes_at)
    now = town.clock.now()
    poll_id = await town.bot.deps.store.run(
        polls.start, town.workspace.team_id, ballot, due_at or now, now, thread=thread, after=thread
    )
    await town.settled()
    return poll_id


def _names(person: Person, prefix: str) -> list[str]:
    blocks = (person.modal or {})["blocks"]
    return [block["block_id"] for block in blocks if block["block_id"].startswith(prefix)]


def _typed(person: Person, prefix: str) -> list[str]:
    values = (person.modal or {})["state"]["values"]
    return [values[name]["value"]["value"] or "" for name in _names(person, prefix)]
