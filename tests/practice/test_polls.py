"""Polls as a channel meets them: asked, voted in, closed."""

import asyncio
import copy
from datetime import timedelta

import pytest

from bot.domain.errors import Refused
from bot.services import polls
from bot.store.inbox import Received
from bot.store.polls import Answers, Poll, Turnout
from tests.databases import keys_of
from tests.practice.polling import SALES, asked, button, chosen, closed, last_heard, shown, started, votes
from tests.practice.town import Town


async def test_a_poll_is_asked_voted_in_changed_and_closed_at_its_time(stories: Town) -> None:
    closes_at = stories.clock.now() + timedelta(hours=5)
    post = await asked(stories, closes_at=closes_at)
    assert "Nobody has answered yet." in shown(stories)
    await votes(stories, post, tom="Role play", priya="Call review", gwen="Call review")
    await votes(stories, post, tom="Call review", priya="Call review")
    assert "0 votes · 0 %" in shown(stories)
    assert "3 votes · 100 % · @Gwen Carter @Priya" in shown(stories)
    assert last_heard(stories.person("tom")) == "Your vote: Call review."
    priya = stories.person("priya")
    await priya.clicks(priya.ephemerals[-1], "polls.withdraw")
    await stories.bot.deps.drain()
    await stories.settled()
    assert last_heard(priya) == "Your vote is taken back."
    assert "2 votes · 100 % · @Gwen Carter @Tom Becker" in shown(stories)
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
    assert [chosen(row) for row in stories.rows(Answers)] == [(0,)] * 6


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
    assert not people & {row.voter for row in stories.rows(Answers)}
    await closed(stories, stories.person("lena"), post)
    await stories.move_by(timedelta(seconds=1))
    assert "4 votes · 80 %" in shown(stories)
    [poll] = stories.rows(Poll)
    assert (poll.lock, poll.counts, stories.rows(Answers)) == (
        None, [{"answers": 5, "votes": [4, 1], "texts": None}], [],
    )  # fmt: skip
    assert list(keys_of(stories.url).iterdir()) == []
    assert {row.user_id for row in stories.rows(Turnout)} == people
    assert not any(person in row.key for row in stories.rows(Received) for person in people)


async def test_too_few_confidential_answers_leave_no_split_behind(town: Town) -> None:
    post = await asked(town, mode="confidential")
    await votes(town, post, tom="Role play", gwen="Role play", priya="Call review", sofia="Role play")
    await closed(town, town.person("maya"), post)
    assert "4 people answered: too few to show how they chose" in shown(town)
    [poll] = town.rows(Poll)
    assert (poll.counts, town.rows(Answers)) == ([{"answers": 4, "votes": None, "texts": None}], [])


async def test_only_whoever_asked_or_a_partner_closes_a_poll(town: Town) -> None:
    post = await asked(town)
    await closed(town, town.person("tom"), post)
    assert last_heard(town.person("tom")) == "Only Maya, who asked, or an L&amp;D partner can do this with the poll."
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
    assert town.rows(Answers) == []


async def test_a_vote_at_the_closing_time_comes_too_late(town: Town) -> None:
    closes_at = town.clock.now() + timedelta(hours=1)
    poll_id = await started(town, closes_at)
    with pytest.raises(Refused, match="poll_closed"):
        await town.bot.deps.store.run(
            polls.vote, town.bot.deps.keys, town.workspace.team_id, "U0TOM", poll_id, 0, "1.0", closes_at
        )


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
