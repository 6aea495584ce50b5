"""Polls that are asked again: in their rhythm, each by itself, until somebody or something stops them."""

import copy
from datetime import date, time, timedelta

import pytest

from bot.domain.errors import Invalid
from bot.domain.polls import Mode, Rhythm
from bot.practice import timeline
from bot.store.polls import Answers, Poll, PollSeries
from tests.practice.living import newest, offered, put, steps
from tests.practice.polling import SALES, closed, last_heard, shown, votes
from tests.practice.town import OFFICE, Town

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)
A_BIT = timedelta(seconds=2)


async def test_a_weekly_poll_is_asked_again_by_itself_until_somebody_stops_it(stories: Town) -> None:
    began, maya, tom = stories.clock.now(), stories.person("maya"), stories.person("tom")
    with pytest.raises(Invalid, match="closes_at"):
        await put(stories, began + WEEK + HOUR, mode=Mode.CONFIDENTIAL, rhythm=Rhythm.WEEKLY)
    await put(stories, began + 2 * DAY, mode=Mode.CONFIDENTIAL, rhythm=Rhythm.WEEKLY)
    first, room = newest(stories), stories.workspace.conversation(SALES)
    assert "Asked every week; the next one opens" in shown(stories)
    await votes(stories, first, tom="Role play", gwen="Role play")
    await stories.move_to(began + WEEK + A_BIT)
    second = newest(stories)
    assert first is not second
    assert "Nobody has answered yet." in str(second.blocks)
    await votes(stories, second, tom="Call review")
    one, two = stories.rows(Poll)
    assert (one.answers, one.ending, two.closed_at, two.mode) == (2, "time", None, "confidential")
    assert (one.lock, two.lock is None, {row.poll_id for row in stories.rows(Answers)}) == (None, False, {two.id})
    assert two.closes_at is not None
    assert abs(two.closes_at - (began + WEEK + 2 * DAY)) < timedelta(seconds=10)
    assert {"Stop the series"} <= {*offered(first)} & {*offered(second)}
    await steps(stories, tom, second, "Stop the series")
    assert "Only Maya, who asked" in last_heard(tom)
    on_an_old_screen = copy.deepcopy(second)
    assert await steps(stories, maya, first, "Stop the series") == {}
    assert "Stop the series" not in offered(second)
    await steps(stories, maya, on_an_old_screen, "Stop the series")
    assert "stopped already" in last_heard(maya)
    await stories.move_by(3 * WEEK)
    assert len(room.top_level) == 2
    [series] = stories.rows(PollSeries)
    assert (series.next_at, series.stopped_by) == (None, maya.id)


async def test_after_a_long_pause_only_the_newest_is_asked_and_said_to_be_late(town: Town) -> None:
    began, room = town.clock.now(), town.workspace.conversation(SALES)
    await put(town, None, rhythm=Rhythm.MONTHLY)
    first = newest(town)
    await town.move_to(began + 100 * DAY)
    assert len(room.top_level) == 2
    assert "This was planned for" in str(newest(town).blocks)
    assert "I could not ask it earlier" in shown(town)
    late = town.rows(Poll)[-1]
    assert late.opens_at == OFFICE.at(date(2026, 6, 2), time(10)).replace(microsecond=late.opens_at.microsecond)  # type: ignore[union-attr]
    [series] = town.rows(PollSeries)
    assert series.next_at
    assert OFFICE.today(series.next_at) == date(2026, 7, 2)
    assert town.rows(Poll)[0].ending == "time"
    await town.move_to(series.next_at + A_BIT)
    assert len(room.top_level) == 3
    assert "This was planned for" not in str(newest(town).blocks)
    assert "Reopen" in offered(first)
    await steps(town, town.person("maya"), first, "Reopen")
    assert "was asked already" in str(town.person("maya").modal)


async def test_a_series_stops_when_its_last_message_is_deleted_by_hand(town: Town) -> None:
    began, maya, room = town.clock.now(), town.person("maya"), town.workspace.conversation(SALES)
    await put(town, began + DAY, rhythm=Rhythm.WEEKLY)
    first = newest(town)
    await town.move_to(began + WEEK + A_BIT)
    second = newest(town)
    await town.workspace.courier.publish(timeline.delete(town.workspace, first))
    await town.move_to(began + 2 * WEEK + A_BIT)
    third = newest(town)
    assert third is not second
    await town.workspace.courier.publish(timeline.delete(town.workspace, third))
    await town.move_by(A_BIT)
    assert "Somebody deleted the message of your poll" in maya.dm.messages[-1].text
    assert "I don't ask it again." in maya.dm.messages[-1].text
    await town.move_by(3 * WEEK)
    assert room.top_level[-1] is second


async def test_deleting_a_poll_asks_whether_its_series_ends_as_well(town: Town) -> None:
    began, maya, room = town.clock.now(), town.person("maya"), town.workspace.conversation(SALES)
    await put(town, began + DAY, mode=Mode.ANONYMOUS, rhythm=Rhythm.WEEKLY)
    first = newest(town)
    await votes(town, first, tom="Role play")
    assert await steps(town, maya, first, "Delete") == {}
    await town.move_to(began + WEEK + A_BIT)
    second = newest(town)
    await closed(town, maya, second)
    assert await steps(town, maya, second, "Delete", series="ends") == {}
    await town.move_by(3 * WEEK)
    assert room.top_level == []
    assert {poll.ending for poll in town.rows(Poll)} == {"deleted"}


async def test_a_series_that_can_not_be_posted_stops_and_a_poll_shows_its_end_when_the_bot_is_back(town: Town) -> None:
    began, maya, room = town.clock.now(), town.person("maya"), town.workspace.conversation(SALES)
    await put(town, began + DAY, rhythm=Rhythm.WEEKLY)
    post = newest(town)
    await town.workspace.remove_bot(SALES)
    await town.move_by(A_BIT)
    assert "I closed your poll there" in maya.dm.messages[-1].text
    await town.workspace.invite_bot(SALES, "maya")
    await town.move_by(A_BIT)
    assert offered(post) == ["Reopen", "Delete"]
    await put(town, town.clock.now() + DAY, rhythm=Rhythm.WEEKLY)
    await town.move_by(2 * DAY)
    room.members.remove(town.workspace.bot_user_id)
    await town.move_by(WEEK)
    await town.move_by(A_BIT)
    assert "`/invite @Touchpoint`" in maya.dm.messages[-1].text
    await town.move_by(WEEK)
    assert "so I don't ask this again" in maya.dm.messages[-1].text
    assert [row.next_at for row in town.rows(PollSeries)] == [None, None]


async def test_an_archived_channel_and_an_owner_who_leaves_stop_a_series_and_somebody_hears(town: Town) -> None:
    began, maya = town.clock.now(), town.person("maya")
    await put(town, began + DAY, rhythm=Rhythm.FORTNIGHTLY)
    await put(town, began + DAY, rhythm=Rhythm.QUARTERLY, key="sofia")
    await town.move_by(2 * DAY)
    await town.workspace.deactivate("sofia")
    await town.move_by(13 * WEEK)
    assert "is no longer here" in town.workspace.conversation("#learning-team").top_level[-1].text
    await town.workspace.archive(SALES)
    await town.move_by(A_BIT)
    assert "I can't post in" in maya.dm.messages[-1].text
    asked = len(town.rows(Poll))
    await town.move_by(13 * WEEK)
    assert (len(town.rows(Poll)), [row.next_at for row in town.rows(PollSeries)]) == (asked, [None, None])
