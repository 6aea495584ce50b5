"""After a poll: the result and its chart in the thread, what the owner gets, and what people hear comes of it."""

import copy
import csv
from datetime import date, timedelta
from io import BytesIO, StringIO
from typing import Any

from PIL import Image

from bot.domain.followups import Status
from bot.domain.outbox import State
from bot.domain.polls import Ballot, Kind, Mode, Question
from bot.domain.polls_answers import COMMENT, Answer, Sheet
from bot.practice import Fault, Message, Person
from bot.practice.model import File
from bot.services import polls, polls_sheets
from bot.store import polls as stored
from bot.store.followups import FollowUp
from bot.store.polls import Poll
from tests.practice.noting import confirm, invite, march, on, recap
from tests.practice.polling import SALES, asked, closed, last_heard, shown, votes
from tests.practice.town import Town

SECOND = timedelta(seconds=1)
FIVE = ("maya", "tom", "gwen", "priya", "sofia")
SURVEY = (
    Question("How clear are our goals?", Kind.SCALE),
    Question("Did it help?", Kind.YES_NO),
    Question("Which format?", Kind.MULTIPLE, ("Talk", "Workshop"), None),
    Question("What should we change?", Kind.TEXT),
)


async def ends(town: Town, post: Message, by: str = "maya") -> Message:
    """Have a poll closed by hand, and return the result in its thread."""
    await closed(town, town.person(by), post)
    await town.move_by(SECOND)
    return next(each for each in town.workspace.conversation(SALES).thread(post.ts)[1:] if "is closed" in each.text)


async def says(town: Town, person: Person, post: Message, **fields: Any) -> dict[str, str]:
    """Have somebody say what comes of it, from the message with the button or the menu."""
    is_menu = "polls.more" in str(post.blocks)
    await person.clicks(post, "polls.more" if is_menu else "polls_after.say", **({"option": SAY} if is_menu else {}))
    person.fill(**fields)
    problems = await person.submits()
    await town.settled()
    return problems


SAY = "Say what comes of it"
WORD = {"you_said": "Role play first.", "we_will": "Start with <!channel> *role play* on Monday."}


async def survey(town: Town, mode: Mode, sheets: dict[str, Sheet]) -> Message:
    """Ask the survey in #sales, and have people send their sheets."""
    await town.workspace.invite_bot(SALES, "maya")
    channel, run, team = town.workspace.conversation(SALES).id, town.bot.deps.store.run, town.workspace.team_id
    ballot = Ballot(channel, town.person("maya").id, SURVEY, mode, title="Our month", has_comments=True)
    poll_id: int = await run(polls.start, team, ballot, town.clock.now(), town.clock.now())
    await town.settled()
    for key, sheet in sheets.items():
        await run(_send, team, town, poll_id, town.person(key).id, sheet)
    return town.workspace.conversation(SALES).top_level[-1]


def _send(session: Any, team: str, town: Town, poll_id: int, user: str, sheet: Sheet) -> None:
    row = stored.get(session, team, poll_id)
    assert row
    polls_sheets.ballots(session, town.bot.deps.keys, row).keep(user, sheet)


def picture(town: Town, post: Message) -> tuple[File, str]:
    """The file and the alternative text of a message's picture."""
    [block] = post.attachments[0]["blocks"]
    return town.workspace.files.kept[block["slack_file"]["id"]], block["alt_text"]


def sheet_of(town: Town, person: Person) -> list[list[str]]:
    """The lines of the last file that somebody got in private."""
    post = next(each for each in reversed(person.dm.messages) if each.files)
    text = town.workspace.files.kept[post.files[0]].content.decode("utf-8-sig")
    return list(csv.reader(StringIO(text, newline="")))


async def test_a_result_is_told_in_words_and_in_a_chart_that_says_the_same(stories: Town) -> None:
    post = await asked(stories, options="Role play\n=cmd()\nNothing")
    await votes(stories, post, tom="Role play", priya="Role play", gwen="=cmd()")
    stories.workspace.files.busy = 2
    result = await ends(stories, post)
    file, alt = picture(stories, result)
    assert alt == "Bar chart. What first?: Role play, 2 votes · 67 %; =cmd(), 1 vote · 33 %; Nothing, 0 votes · 0 %."
    assert "• Role play · 2 votes · 67 %" in shown(stories)
    drawn = Image.open(BytesIO(file.content))
    assert (drawn.format, drawn.size[0]) == ("PNG", 840)
    assert [each.id for each in stories.workspace.files.kept.values()] == [file.id]
    maya = stories.person("maya")
    told = maya.dm.messages[-1]
    assert told.text.endswith("I put it into your follow-ups, for Mon 9 Mar.")
    await maya.clicks(told, "polls_after.csv")
    await stories.settled()
    assert sheet_of(stories, maya) == [
        ["Question", "Answer", "Votes", "Who"], ["What first?", "Role play", "2", "Priya, Tom"],
        ["What first?", "'=cmd()", "1", "Gwen"], ["What first?", "Nothing", "0", ""],
    ]  # fmt: skip
    await stories.person("lena").clicks(post, "polls.more", option="Get the CSV")
    await stories.settled()
    assert "in our direct message" in last_heard(stories.person("lena"))
    assert sheet_of(stories, stories.person("lena")) == sheet_of(stories, maya)
    await stories.person("tom").clicks(post, "polls.more", option="Get the CSV")
    await stories.settled()
    assert "Only Maya, who asked, or an L&amp;D partner" in last_heard(stories.person("tom"))
    assert stories.person("tom").dm.messages == []


async def test_what_comes_of_it_is_said_once_keeps_the_follow_up_and_can_be_taken_back(stories: Town) -> None:
    post, maya, lena = await asked(stories), stories.person("maya"), stories.person("lena")
    await votes(stories, post, tom="Role play", priya="Role play", gwen="Call review")
    await ends(stories, post)
    [promise] = stories.rows(FollowUp)
    assert (promise.text, promise.owner, promise.due_on, promise.is_lnd, promise.meeting_id) == (
        "Say what comes of the poll “What first?”", maya.id, date(2026, 3, 9), False, None,
    )  # fmt: skip
    await maya.clicks(maya.dm.messages[-1], "polls_after.say")
    draft = (maya.modal or {})["state"]["values"]["you_said"]["value"]["value"]
    assert draft == "2 of 3 chose “Role play”, 1 “Call review”."
    maya.fill(we_will=" ")
    assert await maya.submits() == {"we_will": "Please fill this in."}
    maya.fill(you_said="x" * 1_501, we_will="x" * 1_001)
    assert set(await maya.submits()) == {"you_said", "we_will"}
    maya.fill(**WORD)
    assert await maya.submits() == {}
    await stories.settled()
    word = stories.workspace.conversation(SALES).thread(post.ts)[-1]
    assert (word.broadcast, word.thread_ts) == (True, post.ts)
    assert "| Start with <!channel> *role play* on Monday." in shown(stories)
    assert "<!channel>" not in word.text
    assert (stories.rows(Poll)[0].came_of_it, stories.rows(FollowUp)[0].status) == (WORD["we_will"], Status.DONE)
    await lena.clicks(post, "polls.more", option=SAY)
    await stories.settled()
    assert "said already" in last_heard(lena)
    await maya.clicks(maya.dm.messages[-1], "polls_after.undo")
    await stories.settled()
    assert "We will:" not in shown(stories)
    assert stories.said("poll:1:came_of_it").state == State.CANCELLED
    assert (stories.rows(Poll)[0].came_of_it, stories.rows(FollowUp)[0].status) == (None, Status.OPEN)
    assert await says(stories, lena, post, **WORD | {"we_will": "Begin in May."}, is_for_all=[]) == {}
    word = stories.workspace.conversation(SALES).thread(post.ts)[-1]
    assert (word.broadcast, "We will: Begin in May." in word.text) == (False, True)
    on_an_old_screen = copy.deepcopy(maya.dm.messages[-1])
    await stories.move_by(timedelta(minutes=11))
    assert "Undo" not in str(maya.dm.messages[-1].blocks)
    await maya.clicks(on_an_old_screen, "polls_after.undo")
    await stories.settled()
    assert "first ten minutes only" in last_heard(maya)
    assert stories.rows(Poll)[0].came_of_it == "Begin in May."


async def test_a_survey_says_each_question_and_holds_back_what_few_people_answered(stories: Town) -> None:
    full: dict[int, Answer] = {0: (3,), 1: (0,), 2: (0, 1), COMMENT: "Keep it up"}
    sheets = {key: Sheet(sent=full | ({3: f"Secret {key}"} if key != "maya" else {})) for key in FIVE}
    post = await survey(stories, Mode.ANONYMOUS, sheets)
    result = await ends(stories, post)
    read = shown(stories)
    for line in (
        "1. How clear are our goals? (5 answers)", "On average 4.0 of 5. How many chose which:",
        "1: 0 · 2: 0 · 3: 0 · 4: 5 · 5: 0", "• Yes · 5 votes · 100 %", "• Talk · 5 votes · 100 %",
        "4 people answered: too few to show how", "• Keep it up", "never split by groups of people",
    ):  # fmt: skip
        assert line in read, line
    assert "4, 5 votes · 100 %" in picture(stories, result)[1]
    maya = stories.person("maya")
    await maya.clicks(maya.dm.messages[-1], "polls_after.csv")
    await stories.settled()
    lines = sheet_of(stories, maya)
    assert ["What should we change?", "", "not shown: too few answers"] in lines
    assert lines[-5:] == [["Comment", "Keep it up", ""]] * 5
    await maya.clicks(maya.dm.messages[-2], "polls_after.say")
    told = str([*maya.dm.messages, *stories.workspace.conversation(SALES).messages, maya.modal, lines])
    assert "On average 4.0 of 5, from 5 answers." in str(maya.modal)
    assert "Secret" not in told


async def test_a_named_survey_shows_some_of_what_people_wrote_and_all_of_it_in_the_sheet(stories: Town) -> None:
    keys = (*FIVE, "lena")
    sheets = {key: Sheet(sent={0: (0,), 3: f"From {key}\n{'long ' * 60}"}) for key in keys}
    await ends(stories, await survey(stories, Mode.NAMED, sheets))
    assert "and 1 more, in the CSV" in shown(stories)
    assert "Nobody answered this one." in shown(stories)
    maya = stories.person("maya")
    await maya.clicks(maya.dm.messages[-1], "polls_after.csv")
    await stories.settled()
    assert [line[3] for line in sheet_of(stories, maya)[-6:]].count("Maya") == 1


async def test_the_result_goes_without_a_picture_rather_than_never(stories: Town) -> None:
    files = stories.workspace.files
    for spoil in ("busy", "upload", "complete"):
        post = await asked(stories)
        await votes(stories, post, tom="Role play")
        if spoil == "busy":
            files.busy = 4
        else:
            method = "files.getUploadURLExternal" if spoil == "upload" else "files.completeUploadExternal"
            stories.server.faults.append(Fault(method, "before", "internal_error", times=3))
        await closed(stories, stories.person("maya"), post)
        for _ in range(4):
            await stories.move_by(timedelta(minutes=1))
        result = next(
            each for each in stories.workspace.conversation(SALES).thread(post.ts)[1:] if "is closed" in each.text
        )
        assert result.attachments == []
        assert "• Role play · 1 vote · 100 %" in str(result.blocks)
        assert len(stories.workspace.conversation(SALES).thread(post.ts)) == 2


async def test_where_nothing_can_be_shown_there_is_no_chart_and_the_owner_still_owes_a_word(town: Town) -> None:
    post = await asked(town, mode="confidential")
    await votes(town, post, tom="Role play", gwen="Call review")
    result = await ends(town, post)
    assert result.attachments == []
    assert town.workspace.files.kept == {}
    maya = town.person("maya")
    await maya.clicks(maya.dm.messages[-1], "polls_after.say")
    assert "2 people answered, too few to show how." in str(maya.modal)
    empty = await asked(town, "lena")
    await ends(town, empty, "lena")
    assert "Nobody voted" in town.person("lena").dm.messages[-1].text
    assert "polls_after" not in str(town.person("lena").dm.messages[-1].blocks)
    assert [row.owner for row in town.rows(FollowUp)] == [maya.id]


async def test_a_partner_owes_it_as_one_of_lnds_own_and_the_poll_of_an_action_plan_is_nobodys_debt(town: Town) -> None:
    await ends(town, (await _voted(town, "lena")), "lena")
    assert [(row.owner, row.is_lnd) for row in town.rows(FollowUp)] == [(town.person("lena").id, True)]
    await invite(town, kind="sales")
    await confirm(town)
    await on(town, march(5))
    plan = next(each for each in recap(town).replies if "polls.vote" in str(each.blocks))
    owed = len(town.rows(FollowUp))
    options = [block["text"]["text"] for block in plan.blocks if block.get("accessory", {}).get("type") == "button"]
    await votes(town, plan, tom=options[0])
    before = len(town.person("lena").dm.messages)
    await closed(town, town.person("lena"), plan)
    await town.move_by(SECOND)
    assert len(recap(town).replies[-1].attachments) == 1
    assert (len(town.rows(FollowUp)), len(town.person("lena").dm.messages)) == (owed, before)


async def _voted(town: Town, owner: str) -> Message:
    post = await asked(town, owner)
    await votes(town, post, tom="Role play")
    return post
