"""Six weeks of one department, as its people read them: every message in order stands in `six_weeks.txt`."""

from collections.abc import AsyncIterator
from datetime import date, time
from pathlib import Path
from typing import Final

import pytest

from bot.domain.outbox import SETTLED
from bot.practice import Message, Person
from bot.store.followups import FollowUp
from bot.store.outbox import Outgoing
from tests.practice.noting import april, march
from tests.practice.telling import Tale
from tests.practice.town import Transport, town_of

EXPECTED: Final = Path(__file__).with_suffix("").with_name("six_weeks.txt")
FIRST: Final = """Sales weekly, 1 April
Attendees: Maya, Priya, Tom, Sofia, Lena

- Priya: buyers ask for a discount in the first five minutes
- Tom said the new price list confuses customers

Action items
- Priya to share the call list by Thursday 9 April
- Tom will record two calls by 15 April
- Sofia to tidy up the price list by 24 April
- Lena to run a role play on price talks by 10 April

Next meeting: Wednesday 22 April"""
GAVE: Final = """Priya: the story of the five-minute discount
Tom: an honest look at the price list
Sofia: the figures behind both"""
SECOND: Final = """Sales weekly, 22 April

- Maya said that customers accept a price once they see what it saves them
- Priya: real calls are better to practise with than invented ones

Action items
- Priya to write down three customer stories by 27 April
- Lena to send the list of mentors by 28 April
- Lena to book the training room by 29 April"""


def may(day: int) -> date:
    """A day of May 2026; the first is a public holiday."""
    return date(2026, 5, day)


@pytest.fixture
async def tale(
    database_url: str, recordings: tuple[Path, Path], transport: Transport, tmp_path: Path
) -> AsyncIterator[Tale]:
    """A town on the Monday before Easter, and what there is to tell of it; it is kept in `six_weeks.txt`, too."""
    async with town_of(database_url, recordings, transport, begins=march(30)) as town:
        tale = Tale(town)
        yield tale
        (tmp_path / EXPECTED.name).write_text(tale.text)


@pytest.mark.parametrize(("databases", "transport"), [("sqlite", "socket"), ("postgres", "http")], indirect=True)
async def test_six_weeks_read_as_they_should(tale: Tale, tmp_path: Path) -> None:
    """To take what is told now for what is expected, read it and copy it from the folder that a failure names."""
    await _the_bot_comes_to_sales(tale)
    await _the_first_meeting(tale)
    await _a_correction_before_easter(tale)
    await _the_plan_after_easter(tale)
    await _promises_kept_and_missed(tale)
    await _tom_leaves(tale)
    await _the_first_thanks(tale)
    await _the_second_meeting(tale)
    await _a_plan_is_skipped(tale)
    await _the_last_promises(tale)
    await _the_second_thanks(tale)
    assert tale.text.splitlines() == EXPECTED.read_text().splitlines(), tmp_path
    assert [row.key for row in tale.town.rows(Outgoing) if row.state not in SETTLED] == []
    assert {row.status for row in tale.town.rows(FollowUp)} == {"done"}


async def _the_bot_comes_to_sales(tale: Tale) -> None:
    maya = tale.town.person("maya")
    await tale.does("Maya invites Touchpoint to #sales.", tale.town.workspace.invite_bot("#sales", by="maya"))
    await tale.until(march(30), time(10, 5))
    await tale.does("Maya describes the department with /ld department.", maya.runs("#sales", "/ld", "department"))
    await maya.searches("region", "Bayern")
    maya.fill(name="Sales", kind="sales", lead="maya", partner="lena", region="DE-BY")
    tale.form(maya)
    await tale.does("Maya saves it.", maya.submits())


async def _the_first_meeting(tale: Tale) -> None:
    lena = tale.town.person("lena")
    await tale.until(april(1), time(11))
    await tale.does("Lena posts her notes.", lena.says("#sales", f"@Touchpoint {FIRST}"))
    await tale.until(april(1), time(11, 2))
    await tale.does("Lena opens the draft.", lena.clicks(lena.dm.messages[-1], "meetings.open"))
    tale.form(lena)
    lena.fill(contributions=GAVE, due_2="2026-04-24")
    await tale.does(
        "Lena adds who gave what, and looks at the recap ahead.", lena.clicks(lena.modals[0], "meetings.preview")
    )
    tale.form(lena)
    await lena.closes()
    await tale.until(april(1), time(11, 5))
    assert await tale.does("Lena confirms the notes.", lena.submits()) == {}


async def _a_correction_before_easter(tale: Tale) -> None:
    lena = tale.town.person("lena")
    await tale.until(april(2), time(10))
    await tale.does("Lena opens the correction.", lena.clicks(_with(lena, "The recap is in"), "touchpoints.correct"))
    lena.fill(
        takeaway_2="The new price list confuses old customers, new ones like it",
        more_takeaways="Maya: Nobody has practised a price talk for a year",
    )
    tale.form(lena)
    assert await tale.does("Lena saves the correction.", lena.submits()) == {}


async def _the_plan_after_easter(tale: Tale) -> None:
    maya, priya, tom, sofia, lena = _people(tale, "maya", "priya", "tom", "sofia", "lena")
    await tale.until(april(8), time(9, 30))
    plan, poll = _in_sales(tale, "Our action plan"), _in_sales(tale, "polls.vote")
    await tale.does("Maya agrees.", maya.clicks(plan, "touchpoints.agree"))
    await tale.does("Tom would rather not now.", tom.clicks(plan, "touchpoints.not_now"))
    await tale.does("Priya votes.", priya.clicks(poll, "polls.vote", "1:0"))
    await tale.does("Tom votes.", tom.clicks(poll, "polls.vote", "1:2"))
    await tale.does("Maya votes.", maya.clicks(poll, "polls.vote", "1:2"))
    await tale.does("Priya lets herself be named.", priya.clicks(_with(priya, "name you"), "touchpoints.name_me"))
    await tale.does("Sofia would rather not.", sofia.clicks(_with(sofia, "name you"), "touchpoints.rather_not"))
    await tale.until(april(8), time(10))
    await sofia.clicks(plan, "touchpoints.adjust")
    sofia.fill(words="Could we practise with the old price list first?")
    await tale.does("Sofia would adjust the plan.", sofia.submits())
    await tale.until(april(8), time(11))
    root = plan.thread_ts
    await tale.does("Lena answers.", lena.says("#sales", "Good idea, I will bring both lists.", thread=root))


async def _promises_kept_and_missed(tale: Tale) -> None:
    priya, lena = _people(tale, "priya", "lena")
    await tale.until(april(9), time(10))
    await tale.does("Priya has shared the call list.", priya.clicks(priya.dm.messages[-1], "followups.done"))
    await tale.until(april(13), time(10))
    assert "late" in lena.dm.messages[-1].text


async def _tom_leaves(tale: Tale) -> None:
    sofia, lena = _people(tale, "sofia", "lena")
    await tale.does("Tom leaves the company.", tale.town.workspace.deactivate("tom"))
    await tale.until(april(13), time(10, 1))
    await tale.until(april(13), time(11))
    await lena.clicks(_with(lena, "has left"), "followups.reassign")
    lena.fill(owner="sofia")
    await tale.does("Lena asks Sofia to take over what Tom left behind.", lena.submits())
    await tale.until(april(13), time(11, 30))
    await tale.does("Sofia takes it.", sofia.clicks(sofia.dm.messages[-1], "followups.accept"))
    await tale.until(april(15), time(16))
    done = _with(sofia, "record two calls")
    await tale.does("Sofia has recorded the two calls.", sofia.clicks(done, "followups.done"))


async def _the_first_thanks(tale: Tale) -> None:
    lena = tale.town.person("lena")
    await tale.until(april(16), time(9, 30))
    await lena.clicks(_with(lena, "The acknowledgement for"), "touchpoints.new_dates")
    tale.form(lena)
    [missed] = [row.id for row in tale.town.rows(FollowUp) if row.text.startswith("run a role play")]
    lena.fill(**{f"new_{missed}": "2026-04-24"})
    await tale.does("Lena gives the missed promise a new date.", lena.submits())
    await tale.until(april(17), time(10))


async def _the_second_meeting(tale: Tale) -> None:
    maya, lena = _people(tale, "maya", "lena")
    await tale.until(april(22), time(14))
    notes = await tale.does("Maya posts the notes this time.", maya.says("#sales", SECOND))
    await tale.does("Lena tags them from the message's menu.", lena.message_shortcut("meetings.tag", notes))
    points = [row.id for row in tale.town.rows(FollowUp) if row.status == "open"]
    lena.fill(**{f"point_{each}": "still_open" for each in points})
    lena.fill(contributions="Maya: what customers save\nPriya: the idea of real calls")
    tale.form(lena)
    await tale.until(april(22), time(14, 5))
    assert await tale.does("Lena confirms the notes.", lena.submits()) == {}


async def _a_plan_is_skipped(tale: Tale) -> None:
    lena = tale.town.person("lena")
    await tale.until(april(23), time(10))
    booked = _id(tale, "book the training room")
    told = _with(lena, "book the training room")
    await lena.clicks(told, "followups.more", option=f"change:{booked}", block=_menu(told, f"change:{booked}"))
    lena.fill(due_on="2026-04-30")
    await tale.does("Lena agrees another day for the room, before the first is past.", lena.submits())
    await tale.until(april(24), time(9, 30))
    await tale.does("Lena skips the plan.", lena.clicks(_with(lena, "The action plan for"), "touchpoints.skip"))
    await tale.until(april(24), time(15))
    await tale.home(lena)
    assert lena.home
    done = lena.clicks(lena.home, "followups.done", value=str(_id(tale, "run a role play")))
    await tale.does("The role play took place, and Lena says so there.", done)


async def _the_last_promises(tale: Tale) -> None:
    priya, sofia, lena = _people(tale, "priya", "sofia", "lena")
    for day, at, who, what in (
        (april(27), time(10), priya, "write down three customer stories"),
        (april(28), time(10), lena, "send the list of mentors"),
        (april(30), time(10), lena, "book the training room"),
        (april(30), time(17, 30), sofia, "tidy up the price list"),
    ):
        await tale.until(day, at)
        done = who.clicks(_with(who, what), "followups.done", value=str(_id(tale, what)))
        await tale.does(f"{who.member.display_name} is done: {what}.", done)


async def _the_second_thanks(tale: Tale) -> None:
    maya, lena = _people(tale, "maya", "lena")
    await tale.until(may(4), time(10))
    await tale.home(lena)
    await tale.home(maya)
    await tale.until(may(8), time(18))


def _people(tale: Tale, *keys: str) -> list[Person]:
    return [tale.town.person(key) for key in keys]


def _with(person: Person, words: str) -> Message:
    """The last message in somebody's DM that holds these words."""
    return [each for each in person.dm.messages if words in each.text or words in str(each.blocks)][-1]


def _in_sales(tale: Tale, words: str) -> Message:
    return [each for each in tale.town.workspace.conversation("#sales").messages if words in str(each.blocks)][-1]


def _id(tale: Tale, text: str) -> int:
    [found] = [row.id or 0 for row in tale.town.rows(FollowUp) if row.text.startswith(text)]
    return found


def _menu(message: Message, option: str) -> str:
    """The block whose menu offers this."""
    return next(str(block["block_id"]) for block in message.blocks if f"'{option}'" in str(block))
