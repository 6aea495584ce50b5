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
from bot.practice import Person
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


async def test_preparing_again_changes_nothing_and_brings_back_a_bot_that_was_removed(stage: Stage) -> None:
    said = len(stage.workspace.ledger)
    await prepare(stage)
    assert len(stage.workspace.ledger) == said
    await stage.workspace.remove_bot("#sales")
    await prepare(stage)
    assert stage.workspace.bot_user_id in stage.workspace.conversation("#sales").members


async def test_other_people_may_bring_a_need_ask_and_answer_in_their_own_words(stage: Stage) -> None:
    marcus, luis = stage.workspace.as_person("marcus"), stage.workspace.as_person("luis")
    await marcus.runs("#procurement", "/training-request", "we lose days to unclear contracts")
    await submit(stage, marcus, desired="contracts done in a week", audience="3 buyers")
    assert done(stage) == first(1)
    [card] = signs.offering(stage.workspace, signs.CARD)
    await luis.clicks(card, signs.ASK)
    await submit(stage, luis, question="How many contracts a month?")
    assert done(stage) == first(1)
    await marcus.writes_dm("About twenty")
    await stage.settled()
    assert done(stage) == first(2)


async def test_an_open_question_is_answered_by_whoever_was_asked(stage: Stage) -> None:
    marcus, luis = stage.workspace.as_person("marcus"), stage.workspace.as_person("luis")
    await marcus.runs("#procurement", "/training-request", "we lose days to unclear contracts")
    await submit(stage, marcus, desired="contracts done in a week", audience="3 buyers")
    await luis.clicks(signs.offering(stage.workspace, signs.CARD)[0], signs.ASK)
    await submit(stage, luis, question="How many contracts a month?")
    await steps(stage)[ANSWER].play()
    assert done(stage) == first(2)
    assert "@Marcus Webb answered about" in stage.workspace.read("#learning-team")
    assert stage.workspace.read("#learning-team").count("The question") == 2


async def test_a_request_that_was_decided_unasked_is_followed_by_one_that_is_asked_about(stage: Stage) -> None:
    tour, lena = steps(stage), stage.workspace.as_person("lena")
    await tour[REQUEST].play()
    await lena.clicks(signs.offering(stage.workspace, signs.CARD)[0], signs.DECIDE)
    await submit(stage, lena, outcome="declined", reason="A price list will do")
    await tour[ANSWER].play()
    assert done(stage) == first(2)


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
