"""Surveys, texts and comments: entered, kept, sent, changed, taken back."""

import asyncio
import copy
from datetime import timedelta

from sqlmodel import Session

from bot.domain.polls import Kind, Mode, Question
from bot.domain.polls_answers import COMMENT, unpacked
from bot.practice import Message
from bot.practice.company import Member
from bot.store import polls
from bot.store.inbox import Received
from bot.store.people import Person as Known
from bot.store.polls import Answers, Poll, Turnout
from handlers.polls_receipts import AT_ONCE
from tests.practice.answering import LONG, SURVEY, enters, opens, put, read, stands
from tests.practice.gesture import click
from tests.practice.polling import SALES, button, closed, last_heard, shown, votes
from tests.practice.town import Town

ONE = Question("What first?", options=("Role play", "Call review"))
WHY = Question("Why?", Kind.TEXT)


async def test_a_survey_is_kept_as_people_go_sent_changed_and_taken_back(stories: Town) -> None:
    post = await put(stories, *SURVEY, title="After the workshop", reason="It runs again in May.", has_comments=True)
    assert "6 questions" in shown(stories)
    tom = stories.person("tom")
    await opens(stories, "tom", post)
    assert LONG in read(tom.modal)
    for place, given in (
        (0, "5: very much"),
        (1, ["0", "1", "2"]),
        (3, "0"),
        (5, "Less\n“theory” \\ & <more> 🎉"),
        (COMMENT, "Hi"),
    ):
        await enters(tom, place, given)
    await tom.closes()
    assert "Nobody has answered yet." in shown(stories)
    assert stories.rows(Turnout) == []
    await opens(stories, "tom", post)
    assert stands(tom) == {
        "0": "4", "1": ["0", "1", "2"], "3": "0", "5": "Less\n“theory” \\ & <more> 🎉", "99": "Hi",
    }  # fmt: skip
    assert await tom.submits() == {"1": "These are more answers than you may choose here. Please leave some out."}
    tom.fill(**{"1": ["0", "2"]})
    assert await tom.submits() == {}
    await stories.settled()
    assert "1 person has answered." in shown(stories)
    assert [
        text for text in ("5: very much", "Role play", "The cards", LONG, "Hi") if text not in read(tom.modal)
    ] == []
    assert "Call review" not in read(tom.modal)
    assert tom.modal
    await tom.clicks(tom.modal, "polls.change")
    tom.fill(**{"0": "1: not at all", "1": None})
    assert await tom.submits() == {}
    [row] = stories.rows(Answers)
    assert {0: (0,), 3: (0,)}.items() <= unpacked(row.body).sent.items()
    await tom.clicks(tom.modal, "polls.withdraw")
    await stories.bot.deps.drain()
    assert "taken back" in read(tom.modal)
    assert (stories.rows(Turnout), unpacked(stories.rows(Answers)[0].body).sent) == ([], {})
    await tom.clicks(tom.modal, "polls.change")
    assert stands(tom) == {}
    assert list(await tom.submits()) == ["0"]
    tom.fill(**{"2": "1"})
    assert await tom.submits() == {}
    await stories.settled()
    assert "1 person has answered." in shown(stories)


async def test_what_arrives_late_neither_overwrites_what_is_newer_nor_comes_back_after_it_was_sent(town: Town) -> None:
    post = await put(town, ONE, WHY)
    tom = town.person("tom")
    await opens(town, "tom", post)
    await enters(tom, 1, "Bec")
    [early] = [each for each in town.workspace.deliveries if "polls.save" in str(each.payload.get("actions"))]
    await enters(tom, 1, "Because.")
    early.payload["trigger_id"] += "9"
    await town.workspace.redeliver(early)
    assert _draft(town) == {1: "Because."}
    assert await tom.submits() == {}
    early.payload["actions"][0]["action_ts"] = town.workspace.next_ts()
    await town.workspace.redeliver(early)
    assert (_draft(town), _sent(town)) == ({}, {1: "Because."})
    submission = next(each for each in town.workspace.deliveries if each.payload.get("type") == "view_submission")
    await town.workspace.redeliver(submission)
    assert tom.modal
    await tom.clicks(tom.modal, "polls.change")
    await enters(tom, 0, "1")
    await tom.closes()
    assert (_draft(town), _sent(town)) == ({0: (1,), 1: "Because."}, {1: "Because."})


async def test_a_secret_survey_keeps_drafts_and_texts_locked_and_shows_five_comments_sorted(stories: Town) -> None:
    post = await put(stories, *SURVEY, mode=Mode.ANONYMOUS, has_comments=True)
    for key, said in {"maya": "Mild", "tom": "Zeal", "gwen": "Apt", "priya": "Bold", "sofia": "Calm"}.items():
        await opens(stories, key, post)
        await enters(stories.person(key), 5, f"{said} words")
        stories.person(key).fill(**{"0": "2", "99": said})
        assert await stories.person(key).submits() == {}
    await stories.settled()
    lena = stories.person("lena")
    await opens(stories, "lena", post)
    await enters(lena, 5, "Not sent")
    assert "5 people have answered." in shown(stories)
    assert "Zeal" not in shown(stories)
    people = [person.id for person in map(stories.person, ("maya", "tom", "gwen", "priya", "sofia", "lena"))]
    kept = stories.rows(Answers)
    assert (len({len(row.body) for row in kept}), stories.rows(Turnout)) == (1, [])
    assert not [row for row in kept if row.voter in people or b"words" in row.body or b"Not sent" in row.body]
    assert not [row for row in stories.rows(Received) if any(person in row.key for person in people)]
    await closed(stories, stories.person("maya"), post)
    await stories.move_by(timedelta(seconds=1))
    text = shown(stories)
    assert sorted(("Apt", "Bold", "Calm", "Mild", "Zeal"), key=text.index) == ["Apt", "Bold", "Calm", "Mild", "Zeal"]
    assert "@Tom" not in text
    [poll] = stories.rows(Poll)
    assert poll.counts
    assert poll.counts[5]["texts"] == ["Apt words", "Bold words", "Calm words", "Mild words", "Zeal words"]
    assert await lena.submits() == {}
    assert "This poll is closed" in read(lena.modal)
    await lena.closes()
    assert stands(lena)["5"] == "Not sent"
    await enters(lena, 5, "Not sent either")
    await stories.bot.deps.drain()
    assert "This poll is closed" in read(lena.modal)
    assert stories.rows(Answers) == []


async def test_comments_stand_under_a_named_poll_with_their_authors_and_a_vote_beside_them(town: Town) -> None:
    post = await put(town, ONE, has_comments=True)
    tom = town.person("tom")
    await votes(town, post, tom="Role play")
    await opens(town, "tom", post)
    assert list(await tom.submits()) == ["99"]
    tom.fill(**{"99": "<!channel> but *not* on Fridays"})
    assert await tom.submits() == {}
    await town.settled()
    assert "Thank you for your comment." in read(tom.modal)
    assert "@Tom Becker: <!channel> but *not* on Fridays" in shown(town)
    assert "1 vote · 100 %" in shown(town)
    assert tom.modal
    await tom.clicks(tom.modal, "polls.change")
    tom.fill(**{"99": None})
    assert await tom.submits() == {}
    assert "Your comment is taken back." in read(tom.modal)
    await town.settled()
    assert "Fridays" not in shown(town)
    assert "1 vote · 100 %" in shown(town)


async def test_voters_add_answers_and_the_last_place_goes_to_one_of_them(stories: Town) -> None:
    many = tuple(f"Option {number}" for number in range(1, 19))
    post = await put(stories, Question("What first?", options=many), may_add=True, mode=Mode.ANONYMOUS)
    on_an_old_screen = copy.deepcopy(post)
    crowd = {key: f"By {key}" for key in ("tom", "gwen", "priya", "sofia")}
    for key in crowd:
        await stories.person(key).clicks(post, "polls.add")
    tom = stories.person("tom")
    for typed, told in (("option  7", "there already"), ("x" * 1_001, "1,000"), ("\u200b", "fill this in")):
        tom.fill(option=typed)
        assert told in (await tom.submits())["option"]
    for key, option in crowd.items():
        stories.person(key).fill(option=option)
    answers = await asyncio.gather(*(stories.person(key).submits() for key in crowd))
    await stories.settled()
    losers = [key for key, answer in zip(crowd, answers, strict=True) if answer]
    assert len(losers) == 2
    assert {answer["option"] for answer in answers if answer} == {
        "There is no room for another answer in this poll any more. Please vote for one that is there."
    }
    assert [stands(stories.person(key))["option"] for key in losers] == [crowd[key] for key in losers]
    assert "20. By" in shown(stories)
    assert "Add an answer]" not in shown(stories)
    await stories.person("lena").clicks(on_an_old_screen, "polls.add")
    await stories.bot.deps.drain()
    assert "no room" in last_heard(stories.person("lena"))
    ids = [member.id for member in stories.workspace.people.values()]
    assert not any(person in str(row.questions) for row in stories.rows(Poll) for person in ids)
    assert not [row for row in stories.rows(Received) if any(person in row.key for person in ids)]


async def test_receipts_say_what_counts_and_what_becomes_known_and_are_not_piled_up(town: Town) -> None:
    several = Question("Which two?", Kind.MULTIPLE, ("A", "B", "C"), most=2)
    post = await put(town, several, mode=Mode.CONFIDENTIAL)
    tom = town.person("tom")
    await votes(town, post, tom="A")
    assert last_heard(tom) == "Your vote: A. 1 of 2 chosen."
    await votes(town, post, tom="C")
    assert last_heard(tom) == "Your vote: A and C. 2 of 2 chosen."
    assert "It is known that you voted, and never what." in _latest(town, "tom")
    await votes(town, post, tom="B")
    assert "You have chosen 2 already" in last_heard(tom)
    before = len(tom.ephemerals)
    await tom.clicks(tom.ephemerals[-2], "polls.withdraw")
    await town.bot.deps.drain()
    assert (len(tom.ephemerals), tom.ephemerals[-2].text) == (before, "Your vote is taken back.")
    scale = await put(town, Question("How was it?", Kind.SCALE), mode=Mode.ANONYMOUS)
    await tom.clicks(scale, "polls.vote.3")
    await town.bot.deps.drain()
    assert last_heard(tom) == "Your vote: 4, from 1 to 5."
    assert "nobody can tell that you voted" in _latest(town, "tom")
    once = len(tom.ephemerals)
    await tom.clicks(scale, "polls.vote.3")
    await town.bot.deps.drain()
    assert len(tom.ephemerals) == once


async def test_everybody_in_a_crowd_gets_their_own_receipt_although_only_some_are_told_at_once(town: Town) -> None:
    crowd = [Member(f"voter{number:02}", f"Voter {number}") for number in range(3 * AT_ONCE)]
    for member in crowd:
        await town.workspace.hire(member)
    post = await put(town, ONE)
    town.workspace.conversation(SALES).members.extend(member.id for member in crowd)
    chosen = {town.person(member.key): ONE.options[place % 2] for place, member in enumerate(crowd)}
    await asyncio.gather(*(each.clicks(post, "polls.vote", button(post, said)) for each, said in chosen.items()))
    await town.bot.deps.drain()
    heard = [[receipt.text for receipt in each.ephemerals] for each in chosen]
    assert heard == [[f"Your vote: {said}."] for said in chosen.values()]


async def test_whoever_may_not_answer_is_told_why(town: Town) -> None:
    post = await put(town, ONE, may_add=True, has_comments=True, for_guests=False)
    on_an_old_screen = copy.deepcopy(post)
    gwen, tom = town.person("gwen"), town.person("tom")
    await votes(town, post, gwen="Role play")
    assert "for members of this workspace only" in last_heard(gwen)
    for action in ("polls.answer", "polls.add"):
        await gwen.clicks(post, action)
        await town.bot.deps.drain()
        assert (gwen.modal, "for members" in last_heard(gwen)) == (None, True)
    _forge(on_an_old_screen, button(post, "Role play"), "1:7")
    await tom.clicks(on_an_old_screen, "polls.vote", "1:7")
    await town.bot.deps.drain()
    assert "not part of the poll any more" in last_heard(tom)
    survey = await put(town, ONE, WHY)
    _forge(on_an_old_screen, "1:7", "2:0")
    await tom.clicks(on_an_old_screen, "polls.vote", "2:0")
    await town.bot.deps.drain()
    assert "not part of the poll any more" in last_heard(tom)
    on_an_old_screen = copy.deepcopy(survey)
    await opens(town, "tom", survey)
    await enters(tom, 1, "Never sent")
    assert _draft(town) == {1: "Never sent"}
    await closed(town, town.person("maya"), survey)
    assert _draft(town) == {}
    await tom.submits()
    assert "This poll is closed" in read(tom.modal)
    await tom.closes(everything=True)
    await tom.clicks(on_an_old_screen, "polls.answer")
    await town.bot.deps.drain()
    assert (tom.modal, "This poll is closed" in last_heard(tom)) == (None, True)


async def test_outsiders_answer_and_nobody_is_remembered_for_it_while_who_left_may_not(town: Town) -> None:
    post = await put(town, ONE, mode=Mode.ANONYMOUS)
    olga = Member("olga", "Olga Petrova", "Trainer at another company")
    town.workspace.people[olga.id] = olga
    town.workspace.conversation(SALES).members.append(olga.id)
    await votes(town, post, olga="Role play")
    assert last_heard(town.person("olga")) == "Your vote: Role play."
    assert olga.id not in {row.user_id for row in town.rows(Known)}
    gesture = click(town, post, "polls.vote", button(post, "Call review"))
    await town.workspace.deactivate("tom")
    await town.workspace.courier.attempt(gesture.delivery(town.person("tom").id))
    await town.settled()
    assert "1 person has answered." in shown(town)
    assert len(town.rows(Answers)) == 1


async def test_what_came_of_the_last_poll_is_said_with_the_next_one(town: Town) -> None:
    await put(town, ONE)
    await town.bot.deps.store.run(_came_of, town.workspace.team_id, 1, "We practise <price> talks on *Fridays*.")
    await put(town, ONE, WHY)
    assert "Last time: We practise <price> talks on *Fridays*." in shown(town)


def _came_of(session: Session, team_id: str, poll_id: int, what: str) -> None:
    poll = polls.get(session, team_id, poll_id)
    assert poll
    poll.came_of_it = what


def _forge(post: Message, before: str, after: str) -> None:
    for block in post.blocks:
        if block.get("accessory", {}).get("value") == before:
            block["accessory"]["value"] = after


def _draft(town: Town) -> dict[int, object]:
    return dict(unpacked(town.rows(Answers)[0].body).draft)


def _sent(town: Town) -> dict[int, object]:
    return dict(unpacked(town.rows(Answers)[0].body).sent)


def _latest(town: Town, key: str) -> str:
    return str(town.person(key).ephemerals[-1].blocks)
