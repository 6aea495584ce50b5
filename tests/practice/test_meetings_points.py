"""From one meeting to the next: open points come up again, and a brief comes before it."""

from datetime import time

from bot.store.followups import FollowUp
from tests.practice.noting import RECAP, confirm, draft, entered, heads, invite, march, on, said
from tests.practice.town import Town

FIRST = """Notes
- Priya said that buyers wait

Action items
- Priya to share the call list by 13 March
- Tom to call Karl by 12 March"""
SECOND = "Notes\n- Tom said that the price list confuses customers"


async def second_draft(town: Town, notes: str = SECOND) -> tuple[str, str]:
    """Confirm a first meeting, and open the draft of one a week later; return the fields of the two open points."""
    await confirm(town, FIRST)
    await on(town, march(9))
    lena = await draft(town, notes)
    points = [field for field in entered(lena.modal) if field.startswith("point_")]
    assert len(points) == 2
    return points[0], points[1]


async def test_open_points_of_the_last_meeting_are_carried_along_or_done_in_the_next(stories: Town) -> None:
    await invite(stories)
    share, call = await second_draft(stories)
    lena = stories.person("lena")
    lena.fill(**{share: "Still open: carry it along", call: "Done"})
    assert await lena.submits() == {}
    await stories.settled()
    assert [(each.text, each.status) for each in stories.rows(FollowUp)] == [
        ("share the call list", "open"),
        ("call Karl", "done"),
    ]
    last = [post for post in stories.workspace.conversation("#sales").top_level if RECAP in str(post.blocks)][-1]
    assert "share the call list" in str(last.blocks)
    assert "call Karl" not in str(last.blocks)


async def test_an_open_point_that_nobody_speaks_of_stays_as_it_is(sales: Town) -> None:
    await second_draft(sales)
    assert await sales.person("lena").submits() == {}
    await sales.settled()
    assert [each.status for each in sales.rows(FollowUp)] == ["open", "open"]


async def test_an_open_point_that_the_notes_name_again_is_not_doubled(sales: Town) -> None:
    share, _ = await second_draft(sales, f"{SECOND}\n\nAction items\n- Priya to share the call list")
    form = entered(sales.person("lena").modal)
    assert form[share]["value"] == "still_open"
    assert "follow_up_0" not in form
    assert await sales.person("lena").submits() == {}
    await sales.settled()
    assert len(sales.rows(FollowUp)) == 2


async def test_what_was_said_of_open_points_is_saved_for_later(sales: Town) -> None:
    share, _ = await second_draft(sales)
    lena = sales.person("lena")
    lena.fill(**{share: "Done"})
    await lena.clicks(lena.modal or {}, "meetings.save")
    await sales.settled()
    await lena.closes(everything=True)
    await lena.clicks(lena.dm.messages[-1], "meetings.open")
    assert entered(lena.modal)[share]["value"] == "done"
    assert [each.status for each in sales.rows(FollowUp)] == ["open", "open"]


async def test_points_of_another_department_are_not_offered(sales: Town) -> None:
    await confirm(sales, FIRST)
    await invite(sales, "#procurement", by="marcus")
    sales.workspace.conversation("#procurement").members.append(sales.person("lena").id)
    lena = await draft(sales, SECOND, channel="#procurement")
    assert [field for field in entered(lena.modal) if field.startswith("point_")] == []


async def test_a_brief_comes_on_the_working_day_before_the_next_meeting(stories: Town) -> None:
    await invite(stories, lead="maya", partner="lena")
    notes = f"{FIRST}\n- Lena to prepare a role play by 11 March\nNext meeting: Monday 9 March"
    lena = await draft(stories, notes)
    assert entered(lena.modal)["next_on"] == "2026-03-09"
    assert await lena.submits() == {}
    await stories.settled()
    await on(stories, march(5), time(18))
    assert "Before your next meeting" not in str(heads(stories, lena))
    await on(stories, march(6), time(9))
    [(moment, _)] = [each for each in said(stories, lena) if "Before your next meeting" in each[1]]
    assert moment == "Fri 06 Mar 09"
    read = stories.read(lena)
    assert "On Mon 9 Mar you meet in #sales with @Maya Fernandes" in read
    for words in ("prepare a role play (due Wed 11 Mar)", "share the call list (due Fri 13 Mar)", "Buyers wait"):
        assert words in read


async def test_no_brief_comes_once_a_later_meeting_was_confirmed(sales: Town) -> None:
    await confirm(sales, FIRST, next_on="2026-03-12")
    await on(sales, march(9))
    await confirm(sales, SECOND, next_on="2026-03-16")
    await on(sales, march(13), time(9))
    lena = sales.person("lena")
    assert [moment for moment, line in said(sales, lena) if "Before your next meeting" in line] == ["Fri 13 Mar 09"]
