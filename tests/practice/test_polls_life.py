"""What becomes of a poll: planned, edited, closed and reopened, reminded of, deleted, lost; each with who may not."""

import copy
from datetime import timedelta
from functools import partial

import pytest

from bot.domain.errors import Refused
from bot.domain.outbox import State
from bot.domain.polls import Mode
from bot.practice import timeline
from bot.services import polls_life, polls_noticing, polls_reminders, polls_votes
from bot.store.outbox import Outgoing
from bot.store.polls import Answers, Poll, Turnout
from tests.bot.voting import click
from tests.databases import keys_of
from tests.practice.living import newest, offered, put, steps
from tests.practice.polling import SALES, asked, closed, last_heard, shown, votes
from tests.practice.town import Town

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


async def test_a_poll_is_edited_in_its_first_hour_and_every_vote_stays_with_its_answer(stories: Town) -> None:
    post, maya, tom = await asked(stories), stories.person("maya"), stories.person("tom")
    await votes(stories, post, tom="Call review", gwen="Role play")
    await steps(stories, tom, post, "Edit")
    assert "Only Maya, who asked" in last_heard(tom)
    assert (tom.modal, maya.modal) == (None, None)
    taken_out = await steps(stories, maya, post, "Edit", question_0="What next?", options_0="Role play")
    assert "Somebody may have chosen" in taken_out["options_0"]
    maya.fill(options_0="Call review\nRole play\nReading")
    assert "in their order" in (await maya.submits())["options_0"]
    maya.fill(options_0="Acting\nCall review\nReading")
    assert await maya.submits() == {}
    await stories.settled()
    assert "Edited" in shown(stories)
    assert "question was reworded. Answers were reworded; votes stay with them. Answers were added." in shown(stories)
    await votes(stories, post, sofia="Reading", gwen="Acting")
    assert last_heard(stories.person("gwen")) == "Your vote: Acting."
    assert "1 vote · 33 % · @Tom Becker" in shown(stories)
    on_an_old_screen = copy.deepcopy(post)
    await stories.move_by(HOUR)
    assert "Edit" not in offered(post)
    await steps(stories, maya, on_an_old_screen, "Edit")
    assert "in its first hour only" in last_heard(maya)
    await closed(stories, maya, post)
    await steps(stories, maya, on_an_old_screen, "Edit")
    assert "closed already" in last_heard(maya)


async def test_an_edit_of_a_secret_poll_leaves_all_sheets_of_one_size(town: Town) -> None:
    post, maya = await asked(town, mode="anonymous"), town.person("maya")
    await votes(town, post, tom="Call review", gwen="Role play", sofia="Role play", priya="Role play")
    assert await steps(town, maya, post, "Edit", options_0="Role play\nCall review\nReading\nSilence") == {}
    await votes(town, post, maya="Silence")
    assert len({len(row.body) for row in town.rows(Answers)}) == 1
    await closed(town, maya, post)
    assert town.rows(Poll)[0].counts == [{"answers": 5, "votes": [3, 1, 0, 1], "texts": None}]


async def test_a_named_poll_is_reopened_with_its_votes_and_a_secret_one_is_asked_anew(town: Town) -> None:
    post, maya, tom = await asked(town), town.person("maya"), town.person("tom")
    await votes(town, post, tom="Call review")
    on_an_old_screen = copy.deepcopy(post)
    await closed(town, maya, post)
    await steps(town, tom, post, "Reopen")
    assert "Only Maya, who asked" in last_heard(tom)
    late = await steps(town, maya, post, "Reopen", closes_at=town.clock.now() - HOUR)
    assert "passed" in late["closes_at"]
    maya.fill(closes_at=town.clock.now() + DAY)
    assert await maya.submits() == {}
    await town.settled()
    assert "1 vote · 100 % · @Tom Becker" in shown(town)
    await votes(town, post, tom="Role play", gwen="Role play")
    await town.move_by(DAY + timedelta(seconds=2))
    results = [each.text for each in town.workspace.conversation(SALES).thread(post.ts)[1:]]
    assert len(results) == 2
    assert "2 of 2: Role play" in results[1]
    await closed(town, maya, on_an_old_screen)
    assert "closed already" in last_heard(maya)
    secret = await asked(town, "lena", mode="confidential")
    lena = town.person("lena")
    await closed(town, lena, secret)
    again = (town.workspace.team_id, lena.id, 2, None, town.clock.now())
    with pytest.raises(Refused, match="poll_secret_stays_closed"):
        await town.bot.deps.store.run(polls_life.reopen, *again)
    await steps(town, lena, secret, "Reopen", closes_at=town.clock.now() + DAY)
    assert "Nobody has answered yet." in str(newest(town).blocks)
    first, second = town.rows(Poll)[1:]
    assert (first.closed_at is None, second.closed_at, second.lock == first.lock) == (False, None, False)


async def test_nothing_is_left_of_a_deleted_poll(stories: Town) -> None:
    post, maya, tom = await asked(stories, mode="confidential"), stories.person("maya"), stories.person("tom")
    await votes(stories, post, tom="Call review", gwen="Role play")
    on_an_old_screen = copy.deepcopy(post)
    await steps(stories, tom, post, "Delete")
    assert "Only Maya, who asked" in last_heard(tom)
    assert len(list(keys_of(stories.url).iterdir())) == 1
    assert await steps(stories, maya, post, "Delete") == {}
    await stories.move_by(timedelta(seconds=2))
    assert stories.workspace.conversation(SALES).find(post.ts) is None
    assert [stories.rows(table) for table in (Answers, Turnout)] == [[], []]
    assert {(poll.ending, poll.lock, poll.questions[0]["text"]) for poll in stories.rows(Poll)} == {
        ("deleted", None, "")
    }
    assert list(keys_of(stories.url).iterdir()) == []
    assert {row.state for row in stories.rows(Outgoing) if row.key.startswith("poll:")} == {State.CANCELLED}
    for step in ("Close now", "Edit", "Remind", "Delete"):
        await steps(stories, maya, on_an_old_screen, step)
        assert "no longer here" in last_heard(maya)
    again = await asked(stories)
    await votes(stories, again, tom="Call review")
    await closed(stories, maya, again)
    await stories.move_by(timedelta(seconds=1))
    assert await steps(stories, maya, again, "Delete") == {}
    await stories.move_by(timedelta(seconds=2))
    assert [stories.rows(table) for table in (Answers, Turnout)] == [[], []]
    assert {(poll.ending, poll.lock, poll.questions[0]["text"]) for poll in stories.rows(Poll)} == {
        ("deleted", None, "")
    }
    assert stories.workspace.conversation(SALES).messages == []


async def test_a_planned_poll_is_looked_at_changed_and_called_off(town: Town) -> None:
    now, maya = town.clock.now(), town.person("maya")
    poll_id = await put(town, now + 5 * DAY, opens_at=now + 2 * DAY)
    note = maya.dm.messages[-1]
    assert "I ask this in" in note.text
    assert town.workspace.conversation(SALES).messages == []
    await maya.clicks(note, "polls_planned.preview")
    assert "Role play" in str(maya.modal)
    await maya.closes()
    await maya.clicks(note, "polls_planned.change")
    maya.fill(options_0="Only one", opens_at=now - HOUR)
    assert set(await maya.submits()) == {"options_0", "opens_at"}
    maya.fill(question_0="Which?", options_0="Reading\nActing", opens_at=now + DAY, closes_at=now + 2 * DAY)
    assert await maya.submits() == {}
    await town.move_by(DAY)
    assert "asks: Which? (Reading · Acting)" in newest(town).text
    assert "Asked in" in note.text
    other = await put(town, now + 5 * DAY, opens_at=now + 3 * DAY)
    note = maya.dm.messages[-1]
    as_it_was = copy.deepcopy(note)
    await maya.clicks(note, "polls_planned.call_off")
    await town.settled()
    assert "Called off" in note.text
    for step in ("call_off", "change", "preview"):
        await maya.clicks(as_it_was, f"polls_planned.{step}")
        await town.settled()
        assert "not waiting any more" in last_heard(maya)
    await town.move_by(3 * DAY)
    assert [row.ending for row in town.rows(Poll)] == ["time", "called_off"]
    assert town.said(f"poll:{other}").state == State.CANCELLED
    assert poll_id != other


async def test_those_who_have_not_answered_are_reminded_once_each_in_private(town: Town) -> None:
    town.let_bot_in(SALES)
    maya, tom, sofia, gwen = map(town.person, ("maya", "tom", "sofia", "gwen"))
    omar, luis = town.person("omar"), town.person("luis")
    room = town.workspace.conversation(SALES)
    room.members[:] = [town.workspace.bot_user_id, *(each.id for each in (maya, tom, sofia, gwen, omar, luis))]
    await town.workspace.set_status("luis", ":palm_tree:", "Vacationing")
    await put(town, town.clock.now() + 14 * DAY, mode=Mode.CONFIDENTIAL, for_guests=False)
    post = newest(town)
    await votes(town, post, tom="Role play")
    on_an_old_screen = copy.deepcopy(post)
    await steps(town, tom, post, "Remind")
    assert "Only Maya, who asked" in last_heard(tom)
    await steps(town, maya, post, "Remind")
    assert "each in private and once" in last_heard(maya)
    await town.move_by(timedelta(seconds=2))
    reminded = {row.recipient: row for row in town.rows(Outgoing) if row.kind == "polls_reminders.personal"}
    assert set(reminded) == {sofia.id, omar.id}
    assert (reminded[sofia.id].state, reminded[omar.id].state) == (State.SENT, State.DUE)
    assert reminded[omar.id].due_at == town.clock.now().replace(hour=14, minute=0, second=0, microsecond=0)
    assert "would like to hear from you" in sofia.dm.messages[-1].text
    assert "Open the poll" in sofia.dm.messages[-1].text
    assert "Remind" not in offered(post)
    await steps(town, maya, on_an_old_screen, "Remind")
    assert "once is enough" in last_heard(maya)
    await closed(town, maya, post)
    await steps(town, maya, on_an_old_screen, "Remind")
    assert "closed already" in last_heard(maya)
    await town.move_by(6 * HOUR)
    assert town.said(reminded[omar.id].key).state == State.EXPIRED


async def test_an_anonymous_poll_and_a_crowd_are_reminded_in_the_thread(town: Town) -> None:
    await put(town, town.clock.now() + 7 * DAY, mode=Mode.ANONYMOUS, reminds=True)
    post, room = newest(town), town.workspace.conversation(SALES)
    await town.move_by(3 * DAY)
    assert len(room.thread(post.ts)) == 1
    await town.move_by(DAY + HOUR)
    assert "because nobody can see who has answered already" in room.thread(post.ts)[-1].text
    await town.move_by(HOUR)
    assert len(room.thread(post.ts)) == 2
    poll_id = await put(town, town.clock.now() + 7 * DAY)
    crowd = [f"U0CROWD{number:04}" for number in range(101)]
    remind = (town.workspace.team_id, poll_id, crowd, "", town.clock.now())
    await town.bot.deps.store.run(polls_reminders.remind, *remind)
    await town.bot.deps.store.run(polls_reminders.remind, *remind)
    await town.settled()
    [_, told] = room.thread(newest(town).ts)
    assert "101 people have not answered yet" in told.text


async def test_a_poll_whose_message_is_deleted_by_hand_ends_and_its_owner_hears_what_became_of_it(town: Town) -> None:
    post, maya = await asked(town), town.person("maya")
    await votes(town, post, tom="Call review", gwen="Call review")
    await town.person("tom").says(SALES, "Why?", thread=post.ts)
    await town.workspace.courier.publish(timeline.delete(town.workspace, post))
    await town.move_by(timedelta(seconds=2))
    assert "Somebody deleted the message" in maya.dm.messages[-1].text
    assert "Call review: 2 votes" in str(maya.dm.messages[-1].blocks)
    [poll] = town.rows(Poll)
    assert (poll.ending, town.said("poll:1").reason) == ("message_deleted", "message_not_found")
    secret = await asked(town, mode="anonymous")
    await votes(town, secret, tom="Call review", gwen="Call review")
    secret.deleted = True
    await town.bot.deps.store.run(
        polls_noticing.message_gone, town.bot.deps.keys, "T0ELSEWHERE", secret.channel, secret.ts, town.clock.now()
    )
    await votes_unseen(town, secret)
    await town.move_by(timedelta(seconds=3))
    assert "too few to show how" in maya.dm.messages[-1].text
    assert "Call review:" not in str(maya.dm.messages[-1].blocks)
    assert [row.ending for row in town.rows(Poll)] == ["message_deleted", "message_deleted"]


async def test_when_the_channel_is_archived_the_owner_gets_the_result(town: Town) -> None:
    post, maya = await asked(town, mode="confidential"), town.person("maya")
    people = ("tom", "gwen", "sofia", "priya", "lena")
    await votes(town, post, **dict.fromkeys(people, "Call review"))
    await town.workspace.archive(SALES)
    await town.move_by(timedelta(seconds=2))
    assert "I can't post in" in maya.dm.messages[-1].text
    assert "Call review: 5 votes" in str(maya.dm.messages[-1].blocks)
    [poll] = town.rows(Poll)
    assert (poll.ending, poll.lock, town.rows(Answers)) == ("channel_gone", None, [])


async def votes_unseen(town: Town, post: object) -> None:
    """Somebody votes on a screen that still shows the poll: its update finds no message."""
    team, poll, deps = town.workspace.team_id, town.rows(Poll)[-1], town.bot.deps
    unseen = click(town.person("sofia").id, 0, "1.0", team_id=team, poll_id=poll.id or 0, now=deps.now())
    await deps.together(partial(polls_votes.cast, keys=deps.keys), unseen)
    await town.settled()
