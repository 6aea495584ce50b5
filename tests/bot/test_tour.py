"""The guided tour: each step is recognised however it was done, and played where it was not."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

import pytest

from bot.cli.stage import Stage, staged
from bot.cli.tour import meeting, prepare, signs, steps
from bot.cli.tour.cast import Cast
from bot.clock import MovableClock
from bot.domain.calendar import Calendar
from bot.practice import Message, Person
from bot.services.departments import days_off
from tests.databases import Sqlite

OFFICE: Final = Calendar("Europe/Berlin", holidays=days_off("DE"))
HASTE: Final = 50.0
HOUR: Final = timedelta(hours=1)
REQUEST, ANSWER, NOTES, DRAFT, RECAP, PLAN, VOTE, THANKS = range(8)


def berlin(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return OFFICE.at(date(year, month, day), time(hour, minute))


TUESDAY: Final = berlin(2026, 3, 3, 10)
LATE_ON_A_WEDNESDAY: Final = berlin(2026, 3, 4, 23)
BEFORE_WORK_AFTER_A_HOLIDAY: Final = berlin(2026, 4, 7, 7)
SATURDAY: Final = berlin(2026, 11, 21, 11)
LAST_DAY_OF_THE_YEAR: Final = berlin(2026, 12, 31, 16, 30)


@asynccontextmanager
async def touring(databases: Sqlite, begins: datetime = TUESDAY) -> AsyncIterator[Stage]:
    """A new stage on which the tour can begin."""
    with databases.fresh() as url:
        async with staged(url, MovableClock(begins), port=0, haste=HASTE) as stage:
            await prepare(stage)
            await stage.settled()
            yield stage


@pytest.fixture
async def stage(sqlite_databases: Sqlite) -> AsyncIterator[Stage]:
    """A stage on a Tuesday morning."""
    async with touring(sqlite_databases) as stage:
        yield stage


def done(stage: Stage) -> list[bool]:
    return [step.done(stage.workspace) for step in steps(stage)]


def first(count: int) -> list[bool]:
    return [place < count for place in range(8)]


async def submit(stage: Stage, person: Person, **fields: str) -> None:
    person.fill(**fields)
    assert await person.submits() == {}
    await stage.settled()


async def bring(stage: Stage, person: Person, **more: str) -> Message:
    """Have somebody of procurement bring a need; return its card."""
    await person.runs("#procurement", "/training-request", "we lose days to unclear contracts")
    await submit(stage, person, desired="contracts done in a week", audience="3 buyers", **more)
    return signs.cards(stage.workspace)[-1]


async def turn_down(stage: Stage, partner: Person, card: Message) -> None:
    await partner.clicks(card, "requests.more", option="Not now, or no")
    said = dict.fromkeys(("reason", "support", "challenge", "offered"), "A price list will do")
    await submit(stage, partner, outcome_no="decline", **said)


async def say_notes(stage: Stage, text: str) -> Person:
    lena = stage.workspace.as_person("lena")
    await lena.says("#sales", f"@Touchpoint {text}")
    await stage.settled()
    return lena


@pytest.mark.parametrize("begins", [TUESDAY, LATE_ON_A_WEDNESDAY, SATURDAY, LAST_DAY_OF_THE_YEAR])
async def test_each_step_is_done_once_it_is_played_and_not_before(sqlite_databases: Sqlite, begins: datetime) -> None:
    async with touring(sqlite_databases, begins) as stage:
        for count, step in enumerate(steps(stage)):
            assert done(stage) == first(count)
            await step.play()
        assert done(stage) == first(8)
        for which in (signs.RECAP, signs.PLAN, signs.THANKS):
            [said] = signs.touchpoints(stage.workspace, which)
            assert OFFICE.is_open(datetime.fromtimestamp(float(said.ts), UTC))
        assert "Still open" not in stage.workspace.read("#sales")


async def test_the_last_step_plays_all_before_it_and_nothing_is_played_twice(stage: Stage) -> None:
    tour = steps(stage)
    await asyncio.gather(tour[THANKS].play(), tour[THANKS].play())
    assert done(stage) == first(8)
    said, moment = len(stage.workspace.ledger), stage.clock.now()
    for step in tour:
        await step.play()
    assert len(stage.workspace.ledger) == said
    assert stage.clock.now() - moment < HOUR
    assert stage.workspace.read("#learning-team").count("TR-1: training request") == 1
    assert stage.workspace.read("#learning-team").count("The charter waits for an answer.") == 0


async def test_preparing_again_changes_nothing_and_brings_back_a_bot_that_was_removed(stage: Stage) -> None:
    said = len(stage.workspace.ledger)
    await prepare(stage)
    assert len(stage.workspace.ledger) == said
    await stage.workspace.remove_bot("#sales")
    await prepare(stage)
    assert stage.workspace.bot_user_id in stage.workspace.conversation("#sales").members


async def test_other_people_may_bring_a_need_answer_and_advise_in_their_own_words(stage: Stage) -> None:
    marcus, luis = stage.workspace.as_person("marcus"), stage.workspace.as_person("luis")
    card = await bring(stage, marcus)
    assert done(stage) == first(1)
    await marcus.writes_dm("About twenty a month")
    await stage.settled()
    await luis.clicks(card, signs.TAKE)
    await stage.settled()
    assert done(stage) == first(1)
    await turn_down(stage, luis, card)
    assert done(stage) == first(2)


async def test_what_somebody_began_by_hand_is_gone_on_with_and_stays_as_it_is(stage: Stage) -> None:
    marcus, luis = stage.workspace.as_person("marcus"), stage.workspace.as_person("luis")
    card = await bring(stage, marcus)
    await luis.clicks(card, signs.TAKE)
    await stage.settled()
    await luis.clicks(card, signs.ANALYSE)
    await submit(stage, luis, reframed="The templates are three years old", cause="tools")
    await steps(stage)[ANSWER].play()
    assert done(stage) == first(2)
    read = stage.workspace.read("#learning-team")
    assert read.count("@Marcus Webb answered.") == 3
    assert "The templates are three years old" in read
    assert "decided: advice instead of training" in read
    assert "@Luis" in read
    assert "A course would not change much here" in stage.workspace.read("marcus")


async def test_questions_that_were_all_left_out_are_followed_by_a_partners_own(stage: Stage) -> None:
    tour, maya = steps(stage), stage.workspace.as_person("maya")
    await tour[REQUEST].play()
    await maya.clicks(maya.dm.messages[-1], "requests.skip")
    await stage.settled()
    await tour[ANSWER].play()
    assert done(stage) == first(2)
    assert "@Lena Hoffmann has three questions about your request" in stage.workspace.read("maya")


async def test_a_crisis_is_talked_about_with_the_partner_who_was_named(stage: Stage) -> None:
    marcus = stage.workspace.as_person("marcus")
    await bring(stage, marcus, is_crisis="yes")
    await steps(stage)[ANSWER].play()
    assert done(stage) == first(2)
    assert "Everybody agreed on" in stage.workspace.read("marcus")


async def test_a_plan_that_waits_for_an_answer_is_agreed_to(stage: Stage) -> None:
    tour, maya, lena = steps(stage), stage.workspace.as_person("maya"), stage.workspace.as_person("lena")
    await tour[ANSWER].play()
    [card] = signs.cards(stage.workspace)
    await lena.clicks(card, signs.RECOMMEND)
    assert await lena.submits() == {}
    await submit(stage, lena, measure="The average discount goes down to 2 %")
    assert signs.offering(stage.workspace, signs.AGREE) == [maya.dm.messages[-1]]
    assert done(stage) == first(1)
    await tour[ANSWER].play()
    assert done(stage) == first(2)
    assert signs.undecided(stage.workspace) == []


async def test_a_request_that_was_decided_unasked_is_followed_by_one_that_is_asked_about(stage: Stage) -> None:
    tour, lena = steps(stage), stage.workspace.as_person("lena")
    await tour[REQUEST].play()
    await turn_down(stage, lena, signs.cards(stage.workspace)[0])
    await tour[ANSWER].play()
    assert done(stage) == first(2)
    assert "TR-2" in stage.workspace.read("maya")


async def test_a_form_left_open_is_sent_with_what_was_typed(stage: Stage) -> None:
    maya = stage.workspace.as_person("maya")
    await maya.runs("#sales", "/training-request")
    maya.fill(problem="nobody dares to call")
    await steps(stage)[REQUEST].play()
    assert "| nobody dares to call" in stage.workspace.read("#learning-team")
    assert done(stage) == first(1)


async def test_notes_tagged_in_the_menu_of_a_message_are_recognised_and_confirmed_at_night(
    sqlite_databases: Sqlite,
) -> None:
    async with touring(sqlite_databases, LATE_ON_A_WEDNESDAY) as stage:
        lena = stage.workspace.as_person("lena")
        post = await lena.says("#sales", "Takeaways:\n- Tom: the demo is too long")
        await lena.message_shortcut("meetings.tag", post)
        assert done(stage)[NOTES : RECAP + 1] == [True, False, False]
        await lena.submits()
        await stage.settled()
        assert done(stage)[NOTES : RECAP + 1] == [True, True, False]
        await steps(stage)[RECAP].play()
        assert done(stage) == first(5)
        assert stage.workspace.read("#sales").count("What we learned in your meeting") == 1
        assert "Tom Becker: The demo is too long" in stage.workspace.read("#sales")


async def test_the_partners_own_corrections_stay_when_the_draft_is_played(stage: Stage) -> None:
    lena = await say_notes(stage, "Takeaways:\n- Tom: the demo is too long")
    await lena.clicks(lena.dm.messages[-1], signs.DRAFT)
    lena.fill(takeaways="Tom: the demo takes an hour")
    await steps(stage)[DRAFT].play()
    assert "Tom Becker: the demo takes an hour" in stage.workspace.read("#sales")


async def test_notes_without_anything_to_post_get_a_takeaway(stage: Stage) -> None:
    await say_notes(stage, "We met.")
    await steps(stage)[DRAFT].play()
    assert done(stage) == first(4)


async def test_a_skipped_recap_is_made_up_for_by_another_meeting(sqlite_databases: Sqlite) -> None:
    async with touring(sqlite_databases, SATURDAY) as stage:
        tour, lena = steps(stage), stage.workspace.as_person("lena")
        await tour[DRAFT].play()
        for which in signs.KINDS.values():
            home = await Cast(stage).glance(lena)
            [button] = [each for each in signs.buttons(home, "touchpoints.skip") if each["value"].endswith(which)]
            assert lena.home
            await lena.clicks(lena.home, "touchpoints.skip", value=button["value"])
        await tour[RECAP].play()
        assert done(stage) == first(5)


async def test_a_poll_that_ended_without_a_vote_is_followed_by_another(stage: Stage) -> None:
    tour = steps(stage)
    await tour[PLAN].play()
    await stage.move_to(OFFICE.at(OFFICE.after(OFFICE.today(stage.clock.now()), 5), time(10)))
    assert done(stage)[VOTE] is False
    await tour[VOTE].play()
    assert done(stage)[VOTE] is True


@pytest.mark.parametrize(
    ("begins", "held"),
    [
        (TUESDAY, date(2026, 3, 3)),
        (BEFORE_WORK_AFTER_A_HOLIDAY, date(2026, 4, 2)),
        (SATURDAY, date(2026, 11, 20)),
    ],
)
def test_a_meeting_is_never_held_on_a_day_off(begins: datetime, held: date) -> None:
    assert meeting.held_on(OFFICE, begins) == held


@pytest.mark.parametrize(
    ("begins", "due"),
    [
        (TUESDAY, ["Thursday", "Friday", "12 March"]),
        (SATURDAY, ["Wednesday", "Thursday", "2 December"]),
        (LAST_DAY_OF_THE_YEAR, ["Tuesday", "Wednesday", "12 January"]),
    ],
)
def test_promises_are_due_on_working_days_wherever_the_clock_stands(begins: datetime, due: list[str]) -> None:
    assert re.findall(r" by (.+)", meeting.notes(OFFICE, begins)) == due
